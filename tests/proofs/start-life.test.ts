// One life of the local environment: started, used, stopped, started again, killed, begun anew. The steps build on each
// other, because every start takes seconds.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ports } from '../../infra/local/start/ports.ts'
import { aRequest, type ProspectOfSales, type Submitted } from '../support/people.ts'
import { areFree, freePorts, kill, type Started, start, stateFolder, stillRunning } from '../support/start-support.ts'
import { until } from '../support/until.ts'

const state = stateFolder()
const other = stateFolder()
const running: Started[] = []
let ports: Ports

const begin = async (given: Ports, folder: string, ...args: string[]): Promise<Started> => {
  const started = start({ ...given, LOCAL_STATE: folder }, ...args)
  running.push(started)
  await started.ready()
  return started
}

beforeAll(async () => {
  ports = await freePorts()
})
afterAll(() => {
  for (const started of running) started.kill()
  state.remove()
  other.remove()
})

const site = (): string => `http://127.0.0.1:${ports.FUNCTIONS_PORT}`

const submit = async (name: string): Promise<Submitted> => {
  const response = await fetch(`${site()}/api/onboarding-requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(aRequest(name)),
  })
  expect(response.status).toBe(202)
  return (await response.json()) as Submitted
}

const readProspect = async (id: string): Promise<ProspectOfSales | undefined> => {
  const response = await fetch(`${site()}/api/prospects/${id}`)
  return response.ok ? ((await response.json()) as ProspectOfSales) : undefined
}

/** Runs the jobs that bring a request to Sales, as the clerk's buttons do, and waits for the lead. */
const bringToSales = async (id: string): Promise<string> => {
  for (const job of ['P-0001', 'synchronize']) await fetch(`${site()}/headquarters/jobs/${job}/run`, { method: 'POST' })
  return until('the lead is written', async () => (await readProspect(id))?.sales.lead.writtenAt)
}

describe('npm start', () => {
  let first: Started
  let kept: Submitted
  let stored: Submitted

  it('shows its progress and then one line with every address', async () => {
    first = await begin(ports, state.folder)
    const lines = first.output.out.split('\n')
    const ready = lines.filter((line) => line.includes('Ready'))
    expect(ready).toHaveLength(1)
    expect(lines.indexOf(ready[0] ?? '')).toBeGreaterThan(lines.indexOf('Starting the functions host…'))
    expect(lines[0]).toBe('Building the app…')
    const addresses = ready[0]?.match(/http:\/\/(?:127\.0\.0\.1|localhost):\d+\S*/g) ?? []
    expect(addresses).toEqual([
      `${site()}/`,
      `${site()}/headquarters`,
      `http://127.0.0.1:${ports.SALES_PORT}/`,
      `http://127.0.0.1:${ports.INBOX_PORT}/`,
      `http://localhost:${ports.SHOP_PORT}/`,
    ])
    for (const address of addresses)
      expect({ address, status: (await fetch(address)).status }).toEqual({ address, status: 200 })
    expect(first.output.err).toBe('')
  })

  it('says so when it is started twice on one folder, or on a port that is taken, and leaves the first alone', async () => {
    const again = start({ ...(await freePorts()), LOCAL_STATE: state.folder })
    const taken = start({ ...(await freePorts()), SALES_PORT: ports.SALES_PORT, LOCAL_STATE: other.folder })
    running.push(again, taken)
    expect([await again.ended, await taken.ended]).toEqual([1, 1])
    expect(again.output.err).toMatch(/^npm start is already running on \S+ \(process \d+\)\. .*LOCAL_STATE.*\n$/)
    expect(taken.output.err).toBe(
      `Port ${ports.SALES_PORT} is taken by another program; set SALES_PORT to a free port.\n`,
    )
    expect([again.output.out, taken.output.out]).toEqual(['', ''])
    expect((await fetch(`${site()}/api/health`)).status).toBe(200)
  })

  it('ends with Ctrl-C: code 0, no process left, every port free', async () => {
    kept = await submit('Kept over restarts GmbH')
    await bringToSales(kept.requestId)
    expect(first.tree().filter(({ command }) => /azurite/.test(command))).toHaveLength(1)
    const { exit, ms, left } = await first.stop()
    // Much less than a second on an idle machine; what counts is that nobody waits for a limit to run out.
    expect(ms).toBeLessThan(10_000)
    expect({ exit, left }).toEqual({ exit: 0, left: [] })
    expect(await areFree(ports)).toBe(true)
    expect(existsSync(join(state.folder, 'running.json'))).toBe(false)
    expect(first.output.err).toBe('')
  })

  it('goes on where it was, beside another one with its own ports and folder', async () => {
    const [second, neighbour] = await Promise.all([begin(ports, state.folder), begin(await freePorts(), other.folder)])
    expect((await readProspect(kept.requestId))?.company.name).toBe('Kept over restarts GmbH')
    expect((await fetch(kept.statusUrl)).status).toBe(200)
    const { exit, left } = await neighbour.stop('SIGTERM')
    expect({ exit, left }).toEqual({ exit: 0, left: [] })
    running[0] = second
    expect((await fetch(`${site()}/api/health`)).status).toBe(200)
  })

  it('keeps what it answered for when everything is killed at once', async () => {
    stored = await submit('Power failure Oy')
    const mine = running[0]?.tree() ?? []
    expect(mine.length).toBeGreaterThanOrEqual(4)
    for (const { pid } of mine) kill(pid)
    await until('everything has ended', () => stillRunning(mine).length === 0)
    const third = await begin(ports, state.folder)
    running[0] = third
    expect((await fetch(stored.statusUrl)).status).toBe(200)
    expect(await bringToSales(stored.requestId)).toBeDefined()
  })

  it('leaves no process behind when only its own is killed', async () => {
    const mine = running[0]?.tree() ?? []
    const main = mine.find(({ command }) => command.endsWith('start/main.ts') && !command.includes('run.mjs'))
    expect(main).toBeDefined()
    kill(main?.pid ?? 0)
    expect(await running[0]?.ended).toBe(1)
    await until('everything has ended', () => stillRunning(mine).length === 0)
    await until('every port is free', () => areFree(ports))
  })

  it('begins anew with --fresh, and touches nothing that is not its own', async () => {
    const notes = join(state.folder, 'notes.txt')
    writeFileSync(notes, 'mine')
    const fresh = await begin(ports, state.folder, '--fresh')
    for (const { requestId, statusUrl } of [kept, stored]) {
      expect(await readProspect(requestId)).toBeUndefined()
      expect((await fetch(statusUrl)).status).toBe(404)
    }
    expect(readFileSync(notes, 'utf8')).toBe('mine')
    const { exit, left } = await fresh.stop('SIGTERM')
    expect({ exit, left }).toEqual({ exit: 0, left: [] })
  })
})
