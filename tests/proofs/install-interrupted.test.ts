// An installation and a removal that break at any call, before it is made or after it, end in the same state when run again.
import { expect, test } from 'vitest'
import { installInSales } from '../../infra/sales/plan/install.ts'
import { findInstalled, uninstallFromSales } from '../../infra/sales/plan/uninstall.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'
import { eventsUrl, settings, startOrg, timeless, webhook } from '../integration/install-support.ts'
import { shareOf } from '../support/share.ts'

type Fault = 'before' | 'reply lost'

/** Breaks at the given call; every later one fails too, as when the program ended. */
const breaking = (call: Dataverse, at: number, fault: Fault) => {
  let calls = 0
  const broken: Dataverse = async (request) => {
    const number = calls
    calls += 1
    if (number < at) return call(request)
    if (number === at && fault === 'reply lost') await call(request)
    throw new SalesUnavailable('planted')
  }
  return { broken, calls: () => calls }
}

type Work = (call: Dataverse) => Promise<unknown>
const install: Work = (call) => installInSales(call, settings)
const uninstall: Work = async (call) => uninstallFromSales(call, await findInstalled(call))

const tryAll = async (
  name: string,
  prepare: Work,
  work: Work,
): Promise<{ points: number; ends: Set<string>; whole: string }> => {
  const whole = await startOrg()
  await prepare(whole.call)
  const counted = breaking(whole.call, Number.POSITIVE_INFINITY, 'before')
  await work(counted.broken)
  const expected = JSON.stringify(timeless(await whole.rows()))
  await whole.close()
  const ends = new Set<string>()
  const isMine = shareOf(name)
  const tried = Array.from({ length: counted.calls() }, (_, at) => at).filter(isMine)
  for (const at of tried) {
    for (const fault of ['before', 'reply lost'] as const) {
      const org = await startOrg()
      try {
        await prepare(org.call)
        await expect(work(breaking(org.call, at, fault).broken)).rejects.toThrow('planted')
        await work(org.call)
        ends.add(JSON.stringify(timeless(await org.rows())))
      } finally {
        await org.close()
      }
    }
  }
  return { points: tried.length * 2, ends, whole: expected }
}

test('an installation interrupted at any call and run again ends as one that was not', async () => {
  const { points, ends, whole } = await tryAll('install', async () => undefined, install)
  console.log(`interrupted installations: ${points}, end states: ${ends.size}`)
  expect([...ends]).toEqual([whole])
})

test('a removal interrupted at any call and run again ends as one that was not', async () => {
  const { points, ends, whole } = await tryAll('uninstall', install, uninstall)
  console.log(`interrupted removals: ${points}, end states: ${ends.size}`)
  expect([...ends]).toEqual([whole])
})

test('a row that is there but cannot be seen yet is brought up to date instead of made twice', async () => {
  const org = await startOrg()
  try {
    await installInSales(org.call, { ...settings, transport: webhook('https://old.example/') })
    const blind: Dataverse = async (request) => {
      const hidden = request.method === 'GET' && /^(savedqueries|serviceendpoints)\?/.test(request.path)
      return hidden ? { value: [] } : org.call(request)
    }
    await installInSales(blind, settings)
    expect((await org.rows())['serviceendpoints']).toMatchObject([{ url: eventsUrl }])
    // Each wanted view once.
    expect((await org.rows())['savedqueries']).toHaveLength(5)
  } finally {
    await org.close()
  }
})
