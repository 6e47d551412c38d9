// Timer functions on the functions host, with their status in genuine blob storage.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createBlobStore, parseBlobAccount } from '../../infra/local/host/blob-store.ts'
import { statusPath, type TimerStatus } from '../../infra/local/host/timer-status.ts'
import { openStorage, type Storage } from '../support/storage.ts'
import { eventually, fixtureApp, openHost, readCalls, type TestHost, temporaryFolder } from './host-support.ts'

let storage: Storage
beforeAll(async () => {
  storage = await openStorage()
})
afterAll(() => storage.close())

const hosts: string[] = []
const day = 86_400_000
/** The hour (UTC) of the daily timer: half a day away, so that it fires by itself in no test. */
const hour = (new Date().getUTCHours() + 12) % 24

type Opened = TestHost & { file: string; hostId: string }

const open = async (settings: Record<string, string> = {}): Promise<Opened> => {
  const file = settings['CALLS_FILE'] ?? join(temporaryFolder(), 'calls.jsonl')
  if (!settings['CALLS_FILE']) writeFileSync(file, '')
  const hostId = settings['AzureFunctionsWebHost__hostid'] ?? `timers-${hosts.push(file)}`
  const host = await openHost({
    appFolder: fixtureApp('triggers'),
    settings: {
      AzureWebJobsStorage: storage.connectionString,
      AzureFunctionsWebHost__hostid: hostId,
      CALLS_FILE: file,
      DAILY: `0 0 ${hour} * * *`,
      PLAIN_QUEUE: 'plain',
      ...settings,
    },
  })
  onTestFinished(() => host.close())
  return { ...host, file, hostId }
}

const store = () => createBlobStore(parseBlobAccount(storage.connectionString), Date.now)
const readStatus = async (hostId: string, name: string): Promise<TimerStatus | undefined> => {
  const text = await store().read('azure-webjobs-hosts', statusPath(hostId, name))
  return text === undefined ? undefined : JSON.parse(text)
}
/** The moment of the daily timer, today plus so many days. */
const dailyMoment = (days: number): string =>
  new Date(Math.floor(Date.now() / day) * day + hour * 3_600_000 + days * day).toISOString().replace('Z', '+00:00')

describe('a timer', () => {
  it('fires each time its schedule says so; oftener than once a minute it keeps no status', async () => {
    const host = await open()
    await eventually(() => readCalls(host.file, 'EverySecond').length >= 3)
    const [call] = readCalls(host.file, 'EverySecond')
    expect(call?.['timer']).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false })
    expect(call?.triggerMetadata).toBeUndefined()
    const fired = host.lines.find((line) => line.startsWith("Executing 'Functions.EverySecond'"))
    expect(fired).toMatch(/\(Reason='Timer fired at \d{4}-\d\d-\d\dT[\d:.]+\+00:00', Id=/)
    expect(await readStatus(host.hostId, 'EverySecond')).toBeUndefined()
  })

  it('never overlaps itself', async () => {
    const host = await open()
    const steps = await eventually(() => {
      const calls = readCalls(host.file, 'Overlapping')
      return calls.length >= 4 && calls.map((call) => call['step'])
    })
    expect(steps.slice(0, 4)).toEqual(['begin', 'end', 'begin', 'end'])
  })

  it('runs at the start of the host when it asks for it, and stores when it ran', async () => {
    const host = await open()
    const call = await eventually(() => readCalls(host.file, 'AtStart')[0])
    expect(call['timer']).toMatchObject({ isPastDue: false })
    await host.close()
    const status = await readStatus(host.hostId, 'AtStart')
    expect(Date.parse(status?.Last ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(status?.Next).toMatch(/^\d{4}-01-01T00:00:00\.000\+00:00$/)
  })

  it('that never ran is not past due on the first start', async () => {
    const host = await open()
    await eventually(() => readCalls(host.file, 'EverySecond').length >= 1)
    await host.close()
    expect(readCalls(host.file, 'Daily')).toEqual([])
    expect(await readStatus(host.hostId, 'Daily')).toMatchObject({ Last: '0001-01-01T00:00:00' })
  })

  it('that missed several ticks makes up for them exactly once', async () => {
    const hostId = 'past-due'
    const missed = { Last: dailyMoment(-4), Next: dailyMoment(-3), LastUpdated: dailyMoment(-4) }
    await store().write('azure-webjobs-hosts', statusPath(hostId, 'Daily'), JSON.stringify(missed))
    const first = await open({ AzureFunctionsWebHost__hostid: hostId })
    const call = await eventually(() => readCalls(first.file, 'Daily')[0])
    expect(call['timer']).toMatchObject({ isPastDue: true, scheduleStatus: { last: missed.Last, next: missed.Next } })
    await first.close()
    const second = await open({ AzureFunctionsWebHost__hostid: hostId, CALLS_FILE: first.file })
    await eventually(() => second.lines.some((line) => line.startsWith("Executed 'Functions.EverySecond'")))
    await second.close()
    expect(readCalls(first.file, 'Daily')).toHaveLength(1)
  })

  it('whose schedule was changed is not past due by the old one', async () => {
    const hostId = 'changed'
    const old = { Last: dailyMoment(-4), Next: dailyMoment(-3), LastUpdated: dailyMoment(-4) }
    await store().write('azure-webjobs-hosts', statusPath(hostId, 'Daily'), JSON.stringify(old))
    const host = await open({ AzureFunctionsWebHost__hostid: hostId, DAILY: `0 30 ${hour} * * *` })
    await eventually(() => readCalls(host.file, 'EverySecond').length >= 1)
    await host.close()
    expect(readCalls(host.file, 'Daily')).toEqual([])
    expect((await readStatus(hostId, 'Daily'))?.Next).toContain(`T${String(hour).padStart(2, '0')}:30:00`)
  })

  it('is tried again as its retry policy says, within the same tick', async () => {
    const host = await open()
    const calls = await eventually(() => {
      const found = readCalls(host.file, 'Retried')
      return found.length >= 3 && found
    })
    await host.close()
    expect(readCalls(host.file, 'Retried')).toHaveLength(3)
    expect(calls.map((call) => call['retryContext'])).toEqual([
      { retryCount: 0, maxRetryCount: 2 },
      { retryCount: 1, maxRetryCount: 2, exception: { message: 'not yet' } },
      { retryCount: 2, maxRetryCount: 2, exception: { message: 'not yet' } },
    ])
  })

  it('with an impossible schedule is in error while the others run', async () => {
    const host = await open()
    expect(host.errors.get('BadSchedule')).toMatch(/was not recognized as a valid cron expression/)
    expect(host.functions.map(({ name }) => name)).toContain('EverySecond')
  })

  it('can be run by hand, and the input does not matter', async () => {
    const host = await open()
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"input":"ignored"}' }
    expect((await fetch(`${host.url}/admin/functions/Daily`, init)).status).toBe(202)
    const call = await eventually(() => readCalls(host.file, 'Daily')[0])
    expect(call['timer']).toMatchObject({ isPastDue: false })
  })

  it('without storage does not start, which the log tells, while HTTP functions run', async () => {
    const host = await open({ AzureWebJobsStorage: '' })
    await eventually(() =>
      host.lines.find((line) => line.includes("The listener for function 'Functions.EverySecond' was unable to start")),
    )
    expect(readCalls(host.file, 'EverySecond')).toEqual([])
    expect((await fetch(`${host.url}/admin/host/status`)).status).toBe(200)
  })
})
