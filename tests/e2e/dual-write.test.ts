import { ServiceBusClient } from '@azure/service-bus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'
import { until } from '../support/until.ts'

describe('the bridge in the hands of staff', () => {
  let env: Environment
  let bus: ServiceBusClient
  beforeAll(async () => {
    env = await startEnvironment()
    bus = new ServiceBusClient(env.serviceBus.connectionString)
  })
  afterAll(async () => {
    await bus.close()
    await env.close()
  })

  const post = (path: string, form: Record<string, string> = {}) =>
    fetch(`${env.url}/headquarters/dual-write/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
  const dualWritePage = async (query = '') => (await fetch(`${env.url}/headquarters/dual-write${query}`)).text()
  const lead = async (name: string) => {
    const { requestId } = await submit(env, aRequest(name))
    await bringToSales(env, requestId)
    return requestId
  }

  it('keeps what happens while it is paused and does all of it after it is resumed', async () => {
    const requestId = await lead('Paused Partner')
    expect((await post('pause', { reason: 'Maintenance of Sales' })).status).toBe(303)
    for (const page of ['dual-write', 'prospects', 'jobs', 'prospects/unknown'])
      expect(await (await fetch(`${env.url}/headquarters/${page}`)).text()).toContain('Maintenance of Sales')
    const seller = await salesUser(env)
    // Workers look at the switch every few seconds; what they did before that is no matter of this test.
    await until('the pause is in force', async () => {
      const other = await submit(env, aRequest(`Waits ${Math.random()}`))
      await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
      await quiet(env)
      return (await readProspect(env, other.requestId))?.sales.lead.writtenAt === undefined
    })
    await seller.disqualify(requestId)
    await quiet(env)
    expect((await readProspect(env, requestId))?.status).toBe('Open')
    expect((await post('resume')).status).toBe(303)
    await prospectWhere(env, requestId, 'the rejection came through', ({ status }) => status === 'Rejected')
    await until('every waiting lead is written', async () => {
      const list = (await (await fetch(`${env.url}/api/prospects?pageSize=200`)).json()) as {
        items: { stage: string }[]
      }
      return list.items.every((item) => item.stage !== 'Waiting for Sales')
    })
  })

  it('lists a message that cannot be read, and one that failed for good, until somebody dismisses or retries it', async () => {
    await bus.createSender('sales-writes').sendMessages({ body: 'not an envelope' })
    const unknown = {
      type: 'write-lead',
      data: { prospectId: '00000000-0000-4000-8000-000000000000' },
      attempt: 0,
      correlationId: 'test',
    }
    await bus.createSender('sales-writes').sendMessages({ body: unknown, contentType: 'application/json' })
    const page = await until('both errors are listed', async () => {
      const text = await dualWritePage()
      return text.includes('unreadable-message') && text.includes('prospect-unknown') ? text : undefined
    })
    const actions = [...page.matchAll(/errors\/([0-9a-f-]{36})\/dismiss/g)].map(([, id]) => id ?? '')
    expect(actions).toHaveLength(2)
    for (const id of actions)
      expect((await post(`errors/${id}/dismiss`, { reason: 'Sent by a test' })).status).toBe(303)
    expect(await dualWritePage()).not.toContain('unreadable-message')
    expect(await dualWritePage('?state=Settled')).toContain('Sent by a test')
    expect((await post(`errors/${actions[0]}/dismiss`, { reason: '' })).status).toBe(400)
  })

  it('finds in one run what no event told', async () => {
    const requestId = await lead('Lost Event Partner')
    await runJobs(env, 'CatchUpWithSales')
    const administrator = await salesUser(env, 'administrator')
    const steps = await administrator.rows('sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid')
    const each = async (change: Record<string, unknown>) => {
      for (const step of steps)
        await administrator.call('PATCH', `sdkmessageprocessingsteps(${step['sdkmessageprocessingstepid']})`, change)
    }
    await each({ statecode: 1, statuscode: 2 })
    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    await quiet(env)
    expect((await readProspect(env, requestId))?.status).toBe('Open')
    await runJobs(env, 'CatchUpWithSales')
    await prospectWhere(env, requestId, 'the approval is caught up with', ({ status }) => status === 'Approved')
    await each({ statecode: 0, statuscode: 1 })
    const sends = env.serviceBus.stats().sends
    await runJobs(env, 'CatchUpWithSales')
    expect(env.serviceBus.stats().sends).toBe(sends)
  })

  it('mails nobody twice when the same decision is asked for again', async () => {
    const requestId = await lead('Asked Twice Partner')
    await (await salesUser(env)).disqualify(requestId)
    await prospectWhere(env, requestId, 'the mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    const again = {
      type: 'decision-mail',
      data: { prospectId: requestId, decision: 1 },
      attempt: 0,
      correlationId: requestId,
    }
    await bus.createSender('mail').sendMessages([
      { body: again, contentType: 'application/json' },
      { body: again, contentType: 'application/json' },
    ])
    await quiet(env)
    expect(mailsTo(env, 'ada@asked-twice-partner.example')).toHaveLength(1)
  })
})

describe('a message the broker gives up on', () => {
  let env: Environment
  let bus: ServiceBusClient
  beforeAll(async () => {
    // With its consumer switched off the test itself can take the message and refuse it for good.
    env = await startEnvironment({ 'AzureWebJobs.SendMail.Disabled': 'true' })
    bus = new ServiceBusClient(env.serviceBus.connectionString)
  })
  afterAll(async () => {
    await bus.close()
    await env.close()
  })

  it('becomes a catch-up error, and its retry puts the work back on the queue', async () => {
    const data = { prospectId: '11111111-1111-4111-8111-111111111111', decision: 1 }
    const body = { type: 'decision-mail', data, attempt: 3, correlationId: 'test' }
    await bus.createSender('mail').sendMessages({ body, contentType: 'application/json' })
    const receiver = bus.createReceiver('mail')
    const [message] = await receiver.receiveMessages(1)
    if (!message) throw new Error('The message did not come.')
    await receiver.deadLetterMessage(message, { deadLetterReason: 'test', deadLetterErrorDescription: 'test' })
    const id = await until('the error is listed', async () => {
      const text = await (await fetch(`${env.url}/headquarters/dual-write`)).text()
      return text.includes('dead-letter') ? /errors\/([0-9a-f-]{36})\/retry/.exec(text)?.[1] : undefined
    })
    const retried = await fetch(`${env.url}/headquarters/dual-write/errors/${id}/retry`, {
      method: 'POST',
      redirect: 'manual',
    })
    expect(retried.status).toBe(303)
    const [again] = await receiver.receiveMessages(1)
    // Under the id that its sender gave it, by which the log can be followed from the first try to the last.
    expect(again?.body).toEqual({ ...body, attempt: 0 })
    expect(env.serviceBus.peek('mail').deadLettered).toBe(0)
  })
})
