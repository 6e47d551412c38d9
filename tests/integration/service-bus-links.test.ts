// Links as other clients than Microsoft's use them, and how the service ends them.
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import rhea, { type Connection, type ConnectionOptions, type EventContext, type Receiver, type Sender } from 'rhea'
import { describe, expect, it, onTestFinished } from 'vitest'
import { codeOf, minutes, receiveOne, startRig } from './service-bus-rig.ts'

const parse = (connectionString: string) => {
  const field = (name: string) => new RegExp(`${name}=([^;]+)`).exec(connectionString)?.[1] ?? ''
  const port = Number(/:(\d+)/.exec(field('Endpoint'))?.[1])
  return { port, name: field('SharedAccessKeyName'), key: field('SharedAccessKey') }
}

const tokenFor = (connectionString: string, path: string, seconds: number): string => {
  const { name, key } = parse(connectionString)
  const resource = encodeURIComponent(`sb://127.0.0.1/${path}`)
  const expiry = Math.ceil(Date.now() / 1000) + seconds
  const signature = createHmac('sha256', key).update(`${resource}\n${expiry}`).digest('base64')
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${name}`
}

type Plain = Connection & { putToken(token: string): Promise<number> }

/** A client of the AMQP library itself, that has put a token for the queue `work`. */
const openPlain = async (connectionString: string, seconds = 3600): Promise<Plain> => {
  const container = rhea.create_container()
  const connection = container.connect({
    host: '127.0.0.1',
    port: parse(connectionString).port,
    reconnect: false,
    username: 'anonymous',
  } as ConnectionOptions)
  onTestFinished(() => connection.close())
  for (const event of ['receiver_error', 'sender_error', 'connection_error', 'disconnected'])
    connection.on(event, () => undefined)
  const replies = connection.open_receiver({ source: '$cbs', target: 'cbs', name: 'cbs' } as object)
  const requests = connection.open_sender('$cbs')
  await once(requests, 'sendable')
  const putToken = async (token: string): Promise<number> => {
    const answered = once(replies, 'message')
    requests.send({
      message_id: 1,
      reply_to: 'cbs',
      application_properties: {
        operation: 'put-token',
        type: 'servicebus.windows.net:sastoken',
        name: 'sb://127.0.0.1/work',
      },
      body: token,
    })
    const [{ message }] = (await answered) as [EventContext]
    return message?.application_properties?.['status-code']
  }
  expect(await putToken(tokenFor(connectionString, 'work', seconds))).toBe(202)
  return Object.assign(connection, { putToken })
}

/** The genuine client sends JSON in a data section. */
const textOf = ({ message }: EventContext): string =>
  String((message?.body as { content?: Buffer } | undefined)?.content)

const errorOf = async (link: Sender | Receiver): Promise<{ condition?: string; description?: string }> => {
  const [context] = (await once(link, link.is_receiver() ? 'receiver_error' : 'sender_error')) as [EventContext]
  const { error } = context.receiver ?? context.sender ?? {}
  return error as { condition?: string; description?: string }
}

describe('links of the local Service Bus', () => {
  it('begin with their attach when a client asks to receive in the same breath, on a new session', async () => {
    const { bus, sender } = await startRig()
    await sender.sendMessages({ body: 'waiting' })
    const connection = await openPlain(bus.connectionString)
    // The begin, the attach and the credit leave in one write, and a message waits already.
    const frames: string[] = []
    const session = connection.create_session()
    const record = (name: string) => {
      const methods = session as unknown as Record<string, (frame: unknown) => void>
      const method = methods[name]?.bind(session)
      methods[name] = (frame) => {
        frames.push(name)
        method?.(frame)
      }
    }
    for (const name of ['on_begin', 'on_attach', 'on_transfer']) record(name)
    session.open()
    const receiver = session.open_receiver({ source: 'work', credit_window: 0 })
    receiver.add_credit(10)
    const [context] = (await once(receiver, 'message')) as [EventContext]
    expect(textOf(context)).toBe('"waiting"')
    expect(frames).toEqual(['on_begin', 'on_attach', 'on_transfer'])
  })

  it('may have one name for sending and receiving on one session, and end one after the other', async () => {
    const { bus } = await startRig()
    const connection = await openPlain(bus.connectionString)
    const session = connection.create_session()
    session.open()
    const out = session.open_sender({ name: 'both', target: 'work' })
    await once(out, 'sendable')
    // This library, too, knows links by their name alone; the frame bears the name that counts.
    const back = session.open_receiver({ name: 'second', source: 'work' } as object)
    ;(back as unknown as { local: { attach: { name: string } } }).local.attach.name = 'both'
    const links = (session as unknown as { links: Record<string, unknown> }).links
    delete links['second']
    const attach = session as unknown as { on_attach(frame: { performative: { role: boolean } }): void }
    const original = attach.on_attach.bind(session)
    attach.on_attach = (frame) => {
      // The broker's role: it is the sender of what this client receives.
      if (frame.performative.role === false) {
        links['sender'] = links['both']
        links['both'] = back
      }
      original(frame)
    }
    links['receiver'] = back
    const arrived = once(back, 'message')
    out.send({ body: 'around' })
    const [context] = (await arrived) as [EventContext]
    expect(context.message?.body).toBe('around')
    back.close()
    await once(back, 'receiver_close')
    out.send({ body: 'still open' })
    await once(out, 'accepted')
    expect(bus.peek('work').active).toBeGreaterThan(0)
  })

  it('end when their token has expired, and open again with a new one', async () => {
    const { bus } = await startRig()
    const connection = await openPlain(bus.connectionString, 1)
    const sender = connection.open_sender('work')
    const receiver = connection.open_receiver({ source: 'work' })
    const errors = await Promise.all([errorOf(sender), errorOf(receiver)])
    for (const error of errors)
      expect(error).toMatchObject({
        condition: 'amqp:unauthorized-access',
        description: expect.stringMatching(/expired/),
      })
    const again = await openPlain(bus.connectionString)
    const second = again.open_sender('work')
    await once(second, 'sendable')
    second.send({ body: 'new token' })
    await once(second, 'accepted')
  })

  it('stay open when their token is renewed in time', async () => {
    const { bus } = await startRig()
    const [renewing, other] = [await openPlain(bus.connectionString, 1), await openPlain(bus.connectionString, 1)]
    const [sender, expiring] = [renewing.open_sender('work'), other.open_sender('work')]
    await once(sender, 'sendable')
    expect(await renewing.putToken(tokenFor(bus.connectionString, 'work', 3600))).toBe(202)
    expect(await errorOf(expiring)).toMatchObject({ condition: 'amqp:unauthorized-access' })
    sender.send({ body: 'still open' })
    await once(sender, 'accepted')
  })

  it('are not opened by a token that cannot be read, whose client may go on', async () => {
    const { bus } = await startRig()
    const connection = await openPlain(bus.connectionString)
    const good = tokenFor(bus.connectionString, 'work', 3600)
    for (const token of [
      '',
      'sr=a',
      good.replace('sr=', 'sr=%zz'),
      good.replace('sig=', 'sig=%'),
      good.replace('skn=', 'skn=%ff'),
    ])
      expect(await connection.putToken(token)).toBe(401)
    const sender = connection.open_sender('work')
    await once(sender, 'sendable')
  })

  it('are detached after ten idle minutes, but not while they wait for messages', async () => {
    const { bus, clock } = await startRig()
    const connection = await openPlain(bus.connectionString)
    const [idle, waiting, silent] = [
      connection.open_sender('work'),
      connection.open_receiver({ source: 'work', credit_window: 1 }),
      connection.open_receiver({ source: 'work', credit_window: 0 }),
    ]
    await once(idle, 'sendable')
    const use = async (count: number): Promise<void> => {
      idle.send({ body: 'used' })
      await once(idle, 'accepted')
      // The receiver has taken it, and waits again.
      await expect.poll(() => bus.stats().settles).toBe(count)
    }
    await use(1)
    clock.advance(minutes(9))
    await use(2)
    clock.advance(minutes(9))
    expect(idle.is_open()).toBe(true)
    clock.advance(minutes(1))
    const errors = await Promise.all([errorOf(idle), errorOf(silent)])
    for (const error of errors)
      expect(error).toMatchObject({
        condition: 'amqp:link:detach-forced',
        description: expect.stringContaining('Idle timeout: 00:10:00'),
      })
    expect(waiting.is_open()).toBe(true)
  })

  it('that were detached are opened again by the genuine client, which loses nothing', async () => {
    const { clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 1 })
    expect((await receiveOne(receiver)).body).toBe(1)
    clock.advance(minutes(11))
    await expect.poll(() => sender.sendMessages({ body: 2 }).then(() => true)).toBe(true)
    // Whoever asks while its link is being detached is told so, and asks again.
    const bodies: unknown[] = []
    const receive = () =>
      receiveOne(receiver).then(
        ({ body }) => bodies.push(body),
        () => 0,
      )
    await expect.poll(receive).toBe(1)
    await expect.poll(receive).toBe(2)
    expect(bodies.toSorted()).toEqual([1, 2])
  })

  it('take no message with more than 64 KB of properties, alone or in a batch', async () => {
    const { bus, sender } = await startRig()
    const properties = (bytes: number) => ({ one: 'x'.repeat(bytes / 2), other: 'y'.repeat(bytes / 2) })
    await sender.sendMessages({ body: 'small', applicationProperties: properties(65_000) })
    expect(await codeOf(sender.sendMessages({ body: 'large', applicationProperties: properties(65_536) }))).toBe(
      'MessageSizeExceeded',
    )
    expect(
      await codeOf(
        sender.sendMessages([{ body: 'small' }, { body: 'large', applicationProperties: properties(65_536) }]),
      ),
    ).toBe('MessageSizeExceeded')
    expect(bus.peek('work')).toMatchObject({ active: 1 })
  })
})
