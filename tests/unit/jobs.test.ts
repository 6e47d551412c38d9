// What is kept and told of jobs: looks, work, runs that go on and runs that were killed, and how little that costs.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { functionTimeoutMs } from '../../functions/function-timeout.ts'
import type { Job } from '../../shared/headquarters/jobs/job.ts'
import { jobStatus } from '../../shared/headquarters/jobs/job-view.ts'
import { createJobRunner } from '../../shared/headquarters/jobs/jobs.ts'
import { createJobRunStore } from '../../shared/headquarters/store/job-runs.ts'
import { scheduleKind } from '../../shared/platform/schedule-kind.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { now } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const minutely = '0 * * * * *'
const timeoutMs = 300_000

/** A process with a job that ends as told, on a table; every look at the clock takes 1.5 s. */
const running = (job: Job, table: Table = memoryTable()) => {
  const store = createJobRunStore(table)
  const { log, lines } = keptLog()
  let time = Date.parse(now)
  const tick = () => {
    time += 1500
    return new Date(time)
  }
  const run = createJobRunner({ '1010': job }, store, tick, log)
  const pass = (ms: number): void => {
    time += ms
  }
  const status = async () => jobStatus((await store.read())['1010'], minutely, time, timeoutMs)
  return { run, store, lines, pass, status, clock: () => new Date(time).toISOString() }
}

const idle: Job = async () => ({ processed: 0, failed: 0 })
const does =
  (processed: number, failed = 0): Job =>
  async (begins) => {
    await begins?.()
    return { processed, failed }
  }

describe('a run', () => {
  it.each([
    [3, 0],
    [0, 1],
  ])('that did %i and left %i is recorded and told, with how long it took', async (processed, failed) => {
    const { run, status, lines } = running(does(processed, failed))
    const report = { processed, failed, at: '2026-11-21T09:00:01.500Z', by: 'schedule', seconds: 1.5 }
    expect(await run('1010', 'schedule')).toEqual(report)
    expect(await status()).toMatchObject({ lastRun: report, lastWork: report, lookedAt: report.at, killed: [] })
    expect(lines).toEqual([{ event: 'job-run', job: '1010', processed, failed }])
  })

  it('without work leaves only that it looked, and what did something last stays', async () => {
    let job = does(2)
    const { run, status, lines, pass } = running((begins) => job(begins))
    await run('1010', 'schedule')
    job = idle
    pass(600_000)
    await run('1010', 'schedule')
    const { lookedAt, lastWork, lastRun } = await status()
    expect(lookedAt).toBe('2026-11-21T09:10:04.500Z')
    expect([lastWork?.processed, lastRun?.processed]).toEqual([2, 2])
    expect(lines.filter(({ event }) => event === 'job-run')).toHaveLength(1)
  })

  it('without work is told once in ten minutes for all jobs, so that whoever watches sees that they run', async () => {
    const { run, lines, pass } = running(idle)
    for (let minute = 0; minute < 31; minute += 1) {
      await run('1010', 'schedule')
      pass(60_000)
    }
    expect(lines).toEqual(Array.from({ length: 4 }, () => ({ event: 'jobs-look', job: '1010' })))
  })

  it('that somebody asked for is recorded without work too', async () => {
    const { run, status } = running(idle)
    await run('1010', 'kim')
    expect(await status()).toMatchObject({ lastRun: { by: 'kim', processed: 0 }, killed: [] })
    expect((await status()).lastWork).toBeUndefined()
  })

  it('that goes on is told as running, since when and by whom', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { run, status } = running(async (begins) => {
      await begins?.()
      await promise
      return { processed: 1, failed: 0 }
    })
    const ended = run('1010', 'schedule')
    await expect.poll(async () => (await status()).running).toMatchObject({ by: 'schedule' })
    expect((await status()).killed).toEqual([])
    resolve()
    await ended
    expect((await status()).running).toBeUndefined()
  })

  it('that never ended is told as killed once the host has ended it for sure, and stays told', async () => {
    const table = memoryTable()
    const first = running(async (begins) => {
      await begins?.()
      return new Promise<never>(() => undefined)
    }, table)
    void first.run('1010', 'schedule')
    await expect.poll(async () => (await first.status()).running).toBeDefined()
    first.pass(timeoutMs - 3000)
    expect(await first.status()).toMatchObject({ killed: [] })
    first.pass(3000)
    const killed = [{ at: '2026-11-21T09:00:01.500Z', by: 'schedule' }]
    expect(await first.status()).toMatchObject({ killed, lookedAt: killed[0]?.at })
    expect((await first.status()).running).toBeUndefined()
    // Another process goes on, and does not hide it.
    const next = running(does(1), table)
    next.pass(timeoutMs)
    await next.run('1010', 'schedule')
    expect(await next.status()).toMatchObject({ killed, lastWork: { processed: 1 } })
  })

  it('that throws is a failed run, and what it threw goes on', async () => {
    const { run, status } = running(async (begins) => {
      await begins?.()
      throw new Error('A mistake of our own.')
    })
    await expect(run('1010', 'schedule')).rejects.toThrow('A mistake of our own.')
    expect(await status()).toMatchObject({ lastRun: { processed: 0, failed: 1 }, killed: [] })
  })

  it('does its work although its record cannot be stored, and says so', async () => {
    const table: Table = { ...memoryTable(), write: () => Promise.reject(new StorageUnavailable('Gone.')) }
    const { run, lines } = running(does(4), table)
    expect(await run('1010', 'schedule')).toMatchObject({ processed: 4 })
    expect(lines.map(({ event }) => event)).toEqual(['job-not-recorded', 'job-not-recorded', 'job-run'])
  })
})

describe('what the records cost', () => {
  it('is one write a minute for all jobs of a process that find nothing, however often they look', async () => {
    const table = memoryTable()
    const store = createJobRunStore(table)
    const at = (second: number) => new Date(Date.parse(now) + second * 1000).toISOString()
    for (let second = 0; second < 600; second += 10)
      for (const name of ['P-0001', 'synchronize', '1010', 'catch-up']) await store.looked(name, at(second))
    expect(table.requests).toEqual({ reads: 0, ranges: 0, writes: 10 })
    const records = await store.read()
    for (const name of ['P-0001', 'synchronize', '1010', 'catch-up'])
      expect(Date.parse(records[name]?.lookedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(at(530)))
  })

  it('is two writes for a run with work, and what the process looked at goes along', async () => {
    const table = memoryTable()
    const { run, store } = running(does(1), table)
    await run('1010', 'schedule')
    await store.looked('catch-up', now)
    await store.looked('P-0001', now)
    const before = { ...table.requests }
    await run('1010', 'schedule')
    expect(table.requests.writes - before.writes).toBe(2)
    expect([table.requests.reads - before.reads, table.requests.ranges - before.ranges]).toEqual([0, 0])
    expect((await store.read())['P-0001']?.lookedAt).toBe(now)
  })

  it('does not grow with runs that are killed again and again', async () => {
    const table = memoryTable()
    for (let crash = 0; crash < 40; crash += 1) {
      const store = createJobRunStore(table)
      await store.begin('1010', { at: new Date(Date.parse(now) + crash * 1000).toISOString(), by: 'schedule' })
    }
    expect((await createJobRunStore(table).read())['1010']?.begun).toHaveLength(11)
  })
})

describe('a job that does not look', () => {
  it.each([
    [minutely, 200, false],
    [minutely, 300, true],
    ['*/10 * * * * *', 200, true],
    ['0 0 2 * * *', 3600, false],
    ['not a schedule', 9_999_999, false],
  ])('by %s for %i s is overdue: %s', (schedule, seconds, isOverdue) => {
    const record = { lookedAt: now, begun: [] }
    expect(jobStatus(record, schedule, Date.parse(now) + seconds * 1000, timeoutMs).isOverdue).toBe(isOverdue)
  })

  it('because it never did is no alarm: the app may have just begun', () => {
    expect(jobStatus(undefined, minutely, Date.parse(now), timeoutMs)).toEqual({
      schedule: minutely,
      kind: { every: 'minutes', count: 1 },
      nextAt: '2026-11-21T09:01:00.000Z',
      isOverdue: false,
      killed: [],
    })
  })
})

it('a record of the first version is that of the last work', async () => {
  const table = memoryTable()
  const run = { processed: 3, failed: 0, at: now, by: 'schedule', seconds: 1 }
  await table.write('job', [put('1010', run)])
  const records = await createJobRunStore(table).read()
  expect(jobStatus(records['1010'], minutely, Date.parse(now), timeoutMs)).toMatchObject({
    lastRun: run,
    lastWork: run,
  })
})

it.each([
  ['0 * * * * *', { every: 'minutes', count: 1 }],
  ['* * * * *', { every: 'minutes', count: 1 }],
  ['*/10 * * * * *', { every: 'seconds', count: 10 }],
  ['* * * * * *', { every: 'seconds', count: 1 }],
  ['30 */5 * * * *', { every: 'minutes', count: 5 }],
  ['0 0 */2 * * *', { every: 'hours', count: 2 }],
  ['0 15 * * * *', { every: 'hours', count: 1 }],
  ['0 5 2 * * *', { dailyAt: '02:05' }],
  ['0 */7 * * * *', { expression: '0 */7 * * * *' }],
  ['0 0 0 1 1 *', { expression: '0 0 0 1 1 *' }],
  ['0 0 9-17 * * 1-5', { expression: '0 0 9-17 * * 1-5' }],
  ['* */5 * * * *', { expression: '* */5 * * * *' }],
])('the schedule %s is %j', (expression, kind) => {
  expect(scheduleKind(expression)).toEqual(kind)
})

describe('the time after which the host ends a run', () => {
  it('is that of host.json', () => {
    const { functionTimeout } = JSON.parse(readFileSync('host.json', 'utf8')) as { functionTimeout: string }
    expect(functionTimeoutMs()).toBe(functionTimeoutMs(functionTimeout))
  })

  it.each([
    ['00:00:02', 2000],
    ['01:30:00', 5_400_000],
    ['-1', timeoutMs],
  ])('that a setting gives as %s is %i ms', (setting, ms) => {
    expect(functionTimeoutMs(setting)).toBe(ms)
  })
})
