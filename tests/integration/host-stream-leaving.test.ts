// Clients of a streaming app that leave: neither the host nor the app process minds, and nothing of them stays behind.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import { fixtureApp, openHost, type TestHost } from './host-support.ts'

type State = { pid: number; sockets: number; heap: number; pulled: number }

const unexpected: unknown[] = []
const note = (error: unknown): void => void unexpected.push(error)
let host: TestHost
let pid: number
beforeAll(async () => {
  process.on('uncaughtException', note)
  host = await openHost({
    appFolder: fixtureApp('stream'),
    settings: { languageWorkers__node__arguments: '--expose-gc' },
  })
  pid = (await state()).pid
})
afterAll(async () => {
  await host.close()
  process.off('uncaughtException', note)
})

const state = async (): Promise<State> => (await fetch(`${host.url}/api/State`)).json() as Promise<State>

/** What must be so when every client is gone: nothing runs, the process is the same, and it holds no socket of theirs. */
const expectNothingLeft = async (): Promise<void> => {
  let idle = false
  void host.idle().then(() => {
    idle = true
  })
  await until('no invocation runs', () => idle)
  // Its server, and the connection over which it tells this.
  await until('the sockets are closed', async () => (await state()).sockets <= 2)
  expect((await state()).pid).toBe(pid)
  expect(unexpected).toEqual([])
  expect(host.lines.filter((line) => line.includes('is restarted'))).toEqual([])
}

const open = async (): Promise<Socket> => {
  const socket = connect(host.port, '127.0.0.1')
  // The other end may reset what this one has left already.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const head = (method: string, path: string, headers: readonly string[] = []): string =>
  [`${method} /api/${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n')

const firstBytes = async (socket: Socket): Promise<string> => {
  const [bytes] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean]
  return String(bytes)
}

const started = (name: string): number =>
  host.lines.filter((line) => line.startsWith(`Executing 'Functions.${name}'`)).length

const untilStarted = async (name: string, act: () => Promise<unknown>): Promise<void> => {
  const before = started(name)
  await act()
  await until(`${name} runs`, () => started(name) > before)
}

const ways = [
  ['an end', (socket: Socket) => void socket.destroy()],
  ['a reset', (socket: Socket) => void socket.resetAndDestroy()],
  [
    'a half-closed connection that goes later',
    (socket: Socket) => void socket.end().once('end', () => socket.destroy()),
  ],
] as const

describe.each(ways)('a client that leaves by %s', (_, leave) => {
  it('before the first byte of the answer', async () => {
    const socket = await open()
    await untilStarted('Later', async () => socket.write(head('GET', 'later/100')))
    leave(socket)
    await expectNothingLeft()
  })

  it('as soon as it has asked', async () => {
    for (const path of ['later/20', 'Endless', 'Large', 'Midway', 'Silent']) {
      const socket = await open()
      socket.write(head('GET', path), () => leave(socket))
    }
    await expectNothingLeft()
  })

  it('in the middle of its own body', async () => {
    const socket = await open()
    await untilStarted('Whole', async () => socket.write(`${head('POST', 'Whole', ['Content-Length: 100'])}only this`))
    leave(socket)
    const chunked = await open()
    await untilStarted('Upper', async () =>
      chunked.write(`${head('POST', 'upper/ada', ['Transfer-Encoding: chunked'])}4\r\nsome\r\n`),
    )
    leave(chunked)
    await expectNothingLeft()
  })

  it('without having sent a byte of the body that it promised', async () => {
    const socket = await open()
    await untilStarted('Whole', async () => socket.write(head('POST', 'Whole', ['Content-Length: 100'])))
    leave(socket)
    await expectNothingLeft()
  })
})

// A client that has only closed its own half may still read; it has not left.
describe.each(ways.slice(0, 2))('a client that leaves by %s', (_, leave) => {
  it('in the middle of an answer that never ends, of which no more is asked for then', async () => {
    const socket = await open()
    socket.write(head('GET', 'Endless'))
    expect(await firstBytes(socket)).toMatch(/^HTTP\/1.1 200/)
    leave(socket)
    await expectNothingLeft()
    let pulled = -1
    await until('the body rests', async () => {
      const before = pulled
      pulled = (await state()).pulled
      return pulled === before
    })
  })

  it('in the middle of an answer of which nothing more comes', async () => {
    const socket = await open()
    socket.write(head('GET', 'Silent'))
    expect(await firstBytes(socket)).toMatch(/^HTTP\/1.1 200/)
    leave(socket)
    await expectNothingLeft()
  })

  it('in the middle of a large answer', async () => {
    const socket = await open()
    socket.write(head('GET', 'Large'))
    await firstBytes(socket)
    leave(socket)
    await expectNothingLeft()
  })
})

describe('a client that stays', () => {
  it('learns of a failure in the middle by the end of its connection', async () => {
    const socket = await open()
    socket.write(head('GET', 'Midway'))
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    await once(socket, 'close')
    expect(text).toContain('part ')
    expect(text).not.toContain('\r\n0\r\n')
    await expectNothingLeft()
  })

  it('gets an answer that did not wait for its body, and its next one on the same connection', async () => {
    const socket = await open()
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    socket.write(head('POST', 'Careless', ['Content-Length: 2000000']))
    socket.write(Buffer.alloc(2_000_000, 'z'))
    await until('the first answer', () => text.includes('not read'))
    socket.write(head('GET', 'later/1'))
    await until('the second answer', () => text.includes('later'))
    socket.destroy()
    await expectNothingLeft()
  })
})

describe('hundreds of clients at once', () => {
  const paths = ['later/5', 'later/50', 'Endless', 'Silent', 'Midway', 'Large', 'Fails', 'nowhere'] as const

  const restless = async (number: number): Promise<void> => {
    const socket = await open()
    const path = paths[number % paths.length] ?? 'Large'
    const leave = number % 3 === 0 ? () => socket.resetAndDestroy() : () => socket.destroy()
    const stage = Math.floor(number / paths.length) % 6
    if (stage === 0) socket.write(head('GET', path).slice(0, 20), leave)
    else if (stage === 1) socket.write(head('GET', path), leave)
    else if (stage === 2) socket.write(head('GET', path), () => setTimeout(leave, number % 40))
    else if (stage === 3) {
      socket.write(head('GET', path))
      await firstBytes(socket)
      leave()
    } else if (stage === 4)
      socket.write(`${head('POST', 'upper/x', ['Transfer-Encoding: chunked'])}3\r\nabc\r\n`, () =>
        setTimeout(leave, number % 20),
      )
    else socket.write(`${head('POST', 'Whole', ['Content-Length: 9'])}abc`, () => setTimeout(leave, number % 20))
    if (!socket.destroyed) await once(socket, 'close')
  }

  it('may leave at every moment while others are served, again and again, and the memory stays flat', async () => {
    const heaps: number[] = []
    for (let round = 0; round < 4; round += 1) {
      const leaving = Promise.all(Array.from({ length: 240 }, (_, number) => restless(number)))
      const served = await Promise.all(
        Array.from({ length: 20 }, async (_, number) => {
          const response = await fetch(`${host.url}/api/upper/n${number}`, { method: 'POST', body: `text ${number}` })
          return response.text()
        }),
      )
      expect(served).toEqual(Array.from({ length: 20 }, (_, number) => `TEXT ${number}`))
      await leaving
      await expectNothingLeft()
      heaps.push((await state()).heap)
    }
    // The first rounds fill caches.
    expect((heaps.at(-1) ?? 0) / (heaps[1] ?? 1)).toBeLessThan(1.5)
  }, 120_000)
})

describe('an app without streaming', () => {
  it('minds no client that leaves either', async () => {
    const plain = await openHost({ appFolder: fixtureApp('http') })
    const pidOf = async () => (await fetch(`${plain.url}/pid`)).text()
    const before = await pidOf()
    const leaving = async (number: number): Promise<void> => {
      const socket = connect(plain.port, '127.0.0.1').on('error', () => undefined)
      const leave = number % 2 === 0 ? () => socket.resetAndDestroy() : () => socket.destroy()
      const [path, rest] = number % 3 === 0 ? ['slow', ''] : ['echo', 'Content-Length: 50\r\n']
      socket.write(`POST /${path} HTTP/1.1\r\nHost: localhost\r\n${rest}\r\nsome`, () => setTimeout(leave, number % 30))
      await once(socket, 'close')
    }
    await Promise.all(Array.from({ length: 200 }, (_, number) => leaving(number)))
    await plain.idle()
    expect(await pidOf()).toBe(before)
    expect(unexpected).toEqual([])
    await plain.close()
  })
})

// Last, because it ends the process that the others hold to.
describe('a process that dies', () => {
  it('under its calls fails them, and what comes meanwhile is served by the next one', async () => {
    const dying = fetch(`${host.url}/api/Dies`)
    const waiting = fetch(`${host.url}/api/later/3000`)
    expect((await dying).status).toBe(500)
    expect((await waiting).status).toBe(500)
    const answers = await Promise.all([1, 2, 3, 4].map(() => fetch(`${host.url}/api/later/1`)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(unexpected).toEqual([])
    await host.idle()
  })
})
