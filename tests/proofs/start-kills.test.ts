// Whatever ends npm start in the middle of accepting, nothing that was answered with 202 is lost: its processes killed
// one by one or all at once, its terminal closed, its output closed.

import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ports } from '../../infra/local/start/ports.ts'
import { aRequest, type Submitted } from '../support/people.ts'
import { areFree, freePorts, kill, type Started, start, stateFolder, stillRunning } from '../support/start-support.ts'
import { until } from '../support/until.ts'

const state = stateFolder()
const running: Started[] = []
const accepted: Submitted[] = []
let ports: Ports
let number = 0

beforeAll(async () => {
  ports = await freePorts()
})
afterAll(() => {
  for (const started of running) started.kill()
  state.remove()
})

const begin = async (): Promise<Started> => {
  const started = start({ ...ports, LOCAL_STATE: state.folder })
  running.push(started)
  await started.ready()
  return started
}

const submit = async (): Promise<void> => {
  number += 1
  const response = await fetch(`http://127.0.0.1:${ports.FUNCTIONS_PORT}/api/onboarding-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(aRequest(`Company ${number} of many Ltd`)),
  })
  if (response.status === 202) accepted.push((await response.json()) as Submitted)
}

/** Submits from eight places at once, does the deed after so many were accepted, and stops when it is done. */
const acceptUntil = async (count: number, deed: () => Promise<unknown> | unknown): Promise<void> => {
  const wanted = accepted.length + count
  let over = false
  const place = async (): Promise<void> => {
    // A connection that breaks is no answer: that request may or may not have been stored.
    while (!over) await submit().catch(() => delay(50))
  }
  const places = Array.from({ length: 8 }, place)
  await until('requests are accepted', () => accepted.length >= wanted, 30_000)
  await deed()
  over = true
  await Promise.all(places)
}

const lost = async (from = 0): Promise<string[]> => {
  const found: string[] = []
  for (const { requestId, statusUrl } of accepted.slice(from)) {
    const { status } = await fetch(statusUrl)
    if (status !== 200) found.push(`${requestId}: ${status}`)
  }
  return found
}

const pidOf = (started: Started, part: RegExp): number => {
  const row = started.tree().find(({ command }) => part.test(command))
  if (!row) throw new Error(`No process ${part} in ${started.tree().map(({ command }) => command)}`)
  return row.pid
}
const storage = /azurite-process/
const app = /app-process/
const main = /^(?!.*run\.mjs).*start\/main\.ts/
const parent = /run\.mjs/

const ways: readonly (readonly [string, (started: Started) => void])[] = [
  ['kill -9 of the whole group', (one) => one.kill()],
  ['kill -9 of npm start itself', (one) => kill(pidOf(one, parent))],
  ['kill -9 of what holds the stand-ins', (one) => kill(pidOf(one, main))],
  ['a closed terminal', (one) => process.kill(-one.pid, 'SIGHUP')],
  [
    'a closed terminal whose output is closed as well',
    (one) => {
      one.closeOutput()
      process.kill(-one.pid, 'SIGHUP')
    },
  ],
  [
    'a closed output and kill -9 of npm start itself',
    (one) => {
      one.closeOutput()
      kill(pidOf(one, parent))
    },
  ],
]
const alone = [storage, app, storage, app, storage, app, storage, app]

describe('20 kills of npm start in the middle of accepting', () => {
  it('lose none of the accepted when storage or the app alone are killed, and both are there again', async () => {
    const started = await begin()
    for (const [at, part] of alone.entries()) {
      const from = accepted.length
      await acceptUntil(20 + at, () => kill(pidOf(started, part)))
      await until(
        'it accepts again',
        async () => {
          const before = accepted.length
          await submit().catch(() => undefined)
          return accepted.length > before
        },
        30_000,
      )
      expect({ part: String(part), lost: await lost(from) }).toEqual({ part: String(part), lost: [] })
      // Five ends of one process in a minute are taken for a fault that will not pass.
      if (at === 3)
        await started
          .stop()
          .then(begin)
          .then((next) => Object.assign(started, next))
    }
    started.closeOutput()
    await acceptUntil(20, () => undefined)
    expect((await started.stop()).exit).toBe(0)
  })

  it('lose none of the accepted when everything ends', async () => {
    for (let at = 0; at < 12; at += 1) {
      const [name, end] =
        ways[at % ways.length] ??
        ways[0] ??
        (() => {
          throw new Error('no way')
        })()
      const started = await begin()
      const from = accepted.length
      const mine = started.tree()
      await acceptUntil(10 + 7 * at, async () => {
        end(started)
        await until('everything has ended', () => stillRunning(mine).length === 0, 30_000)
      })
      await until('every port is free', () => areFree(ports), 30_000)
      const again = await begin()
      expect({ name, accepted: accepted.length > from, lost: await lost(from) }).toEqual({
        name,
        accepted: true,
        lost: [],
      })
      await again.stop()
    }
    await begin()
    expect(accepted.length).toBeGreaterThan(400)
    expect(await lost()).toEqual([])
  })
})
