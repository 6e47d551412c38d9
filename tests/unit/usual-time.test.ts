// How long a decision usually takes: what is measured, what counts, and where it is told.

import { describe, expect, it } from 'vitest'
import { renderConfirmation } from '../../shared/channel/pages/render-confirmation.ts'
import { renderStatus } from '../../shared/channel/pages/render-status.ts'
import { createUsualTime } from '../../shared/channel/store/usual-time.ts'
import { languages } from '../../shared/domain/languages.ts'
import type { Decision, Prospect } from '../../shared/domain/prospect.ts'
import { isTestCompany, testCompany } from '../../shared/domain/test-request.ts'
import { usualWorkingDays, workingDays } from '../../shared/domain/usual-time.ts'
import { measureUsualTime, withMeasuring } from '../../shared/headquarters/jobs/measure-usual-time.ts'
import { inPlural } from '../../shared/languages/in-plural.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { memoryTable } from '../support/memory-table.ts'

const dayMs = 24 * 3_600_000
const between = (createdAt: string, decidedAt: string) =>
  workingDays({ createdAt: Date.parse(createdAt), decidedAt: Date.parse(decidedAt) })

describe('working days', () => {
  it.each([
    ['within the same day', '2026-11-25T08:00:00Z', '2026-11-25T17:00:00Z', 1],
    ['to the next day', '2026-11-25T23:59:00Z', '2026-11-26T00:01:00Z', 1],
    ['from Monday to Friday', '2026-11-23T08:00:00Z', '2026-11-27T08:00:00Z', 4],
    ['over a weekend', '2026-11-27T08:00:00Z', '2026-11-30T08:00:00Z', 1],
    ['from a Saturday to its Sunday', '2026-11-28T08:00:00Z', '2026-11-29T08:00:00Z', 1],
    ['over two weeks', '2026-11-16T08:00:00Z', '2026-11-30T08:00:00Z', 10],
    ['of clocks that differ', '2026-11-25T08:00:00Z', '2026-11-24T08:00:00Z', 1],
  ])('%s', (_, from, to, days) => expect(between(from, to)).toBe(days))
})

// A Monday at noon.
const now = Date.parse('2026-11-23T12:00:00Z')
/** A decision that took so many days, and was made so long ago. */
const took = (days: number, agoDays = 0) => ({
  createdAt: now - (days + agoDays) * dayMs,
  decidedAt: now - agoDays * dayMs,
})

describe('the usual time', () => {
  it('is not told while there are fewer than ten decisions', () => {
    expect(usualWorkingDays(Array(9).fill(took(0)), now)).toBeUndefined()
    expect(usualWorkingDays(Array(10).fill(took(0)), now)).toBe(1)
  })

  it('is what four of five were decided within, however long the others took', () => {
    const quick = Array(8).fill(took(7))
    expect(usualWorkingDays([...quick, took(84), took(84)], now)).toBe(5)
    expect(usualWorkingDays([...quick.slice(1), took(84), took(84), took(84)], now)).toBe(60)
  })

  it('forgets what was decided more than 90 days ago', () => {
    const old = Array(20).fill(took(70, 91))
    expect(usualWorkingDays(old, now)).toBeUndefined()
    expect(usualWorkingDays([...old, ...Array(10).fill(took(0, 89))], now)).toBe(1)
  })
})

/** Headquarters with decisions, each on a prospect of its own. */
const rig = async (changes: readonly Partial<Prospect>[]) => {
  const { channel, headquarters } = memoryStores()
  for (const [at, change] of changes.entries())
    await headquarters.prospects.create(prospect({ prospectId: deriveId('usual', at), ...change }), [])
  const log = keptLog()
  const deps = { headquarters, usualTime: channel.usualTime, now: () => new Date(now), log: log.log }
  return { channel, deps, log }
}
const decided = (days: number, status: 'Approved' | 'Rejected' = 'Approved'): Partial<Prospect> => {
  const decision: Decision = { number: 1, status, decidedAt: new Date(now).toISOString() }
  return { status, decision, createdAt: new Date(now - days * dayMs).toISOString() }
}
const ten = Array.from({ length: 10 }, (_, at) => decided(7, at % 2 === 0 ? 'Approved' : 'Rejected'))

describe('the measuring', () => {
  it('tells the channel what approvals and rejections took', async () => {
    const { channel, deps } = await rig(ten)
    expect(await channel.usualTime.read()).toBeUndefined()
    await measureUsualTime(deps)
    expect(await channel.usualTime.read()).toBe(5)
  })

  it.each<[string, Partial<Prospect>]>([
    ['withdrawn', { withdrawn: { at: '2026-11-20T09:00:00Z', because: 'applicant' } }],
    ['kept apart first', { wasHeld: true }],
    [
      'a test',
      { request: { ...prospect().request, company: { ...prospect().request.company, name: testCompany('x') } } },
    ],
    ['open again', { status: 'Open' }],
  ])('does not count what was %s', async (_, change) => {
    const { channel, deps } = await rig([...ten.slice(1), { ...decided(7, 'Rejected'), ...change }])
    await measureUsualTime(deps)
    expect(await channel.usualTime.read()).toBeUndefined()
  })

  it('takes the number back once there are too few', async () => {
    const { channel, deps } = await rig(ten)
    await measureUsualTime(deps)
    await measureUsualTime({ ...deps, now: () => new Date(now + 91 * dayMs) })
    expect(await channel.usualTime.read()).toBeUndefined()
  })

  it('that fails leaves what was measured, and its job does the rest and says so', async () => {
    const { channel, deps, log } = await rig(ten)
    await channel.usualTime.keep(2)
    const refused = { recentDecisions: () => Promise.reject(new StorageUnavailable('Away.')) }
    const job = withMeasuring({ ...deps, headquarters: refused }, async () => ({ processed: 3, failed: 0 }))
    expect(await job()).toEqual({ processed: 3, failed: 1 })
    expect(await channel.usualTime.read()).toBe(2)
    expect(JSON.stringify(log.lines)).toContain('job-partition-failed')
  })
})

describe('where it cannot be read', () => {
  it('no page fails for it, and any other failure is none of these', async () => {
    const failing = (error: Error) => createUsualTime({ ...memoryTable(), read: () => Promise.reject(error) }).read()
    expect(await failing(new StorageUnavailable('Away.'))).toBeUndefined()
    await expect(failing(new Error('Odd.'))).rejects.toThrow('Odd.')
  })
})

describe.each(languages.map(({ tag }) => tag))('in %s', (language) => {
  const { usually } = siteTexts[language].terms
  const site = { siteName: 'Contoso', language, requestId: deriveId('usual', 0) }
  const status = { ...site, submittedAt: '2026-11-20T08:00:00Z' }

  it('has a form for every number it may have to tell', () => {
    const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    expect(Object.keys(usually).sort()).toEqual(expect.arrayContaining([...rules].sort()))
    for (const count of [1, 2, 3, 5, 11, 21, 60]) {
      const told = inPlural(usually, count, language)
      expect(told).not.toMatch(/[{}]/)
      if (count > 1) expect(told).toContain(String(count))
    }
  })

  it('stands on the confirmation and on the status of what is not decided, and nowhere where it is not known', () => {
    const sentence = inPlural(usually, 3, language)
    const confirmation = (usualDays?: number) =>
      renderConfirmation({ ...site, statusUrl: 'https://s.example', usualDays }).toString()
    expect(confirmation(3)).toContain(sentence)
    expect(confirmation()).not.toContain(sentence.slice(0, 8))
    expect(renderStatus({ ...status, status: 'InReview', usualDays: 3 }).toString()).toContain(sentence)
    expect(renderStatus({ ...status, status: 'Submitted', usualDays: 3 }).toString()).toContain(sentence)
    const over = { ...status, status: 'Declined', decidedAt: '2026-11-21T08:00:00Z', usualDays: 3 } as const
    expect(renderStatus(over).toString()).not.toContain(sentence)
  })
})

describe('in Russian', () => {
  it.each([
    [1, '1\u00a0рабочего дня'],
    [3, '3\u00a0рабочих дней'],
    [11, '11\u00a0рабочих дней'],
    [21, '21\u00a0рабочего дня'],
  ])('%d is %s', (count, words) => expect(inPlural(siteTexts.ru.terms.usually, count, 'ru')).toContain(words))
})

it('a test request is told by its name alone', () => {
  expect(isTestCompany(testCompany('2026-11-20T08:00:00.000Z'))).toBe(true)
  expect(isTestCompany('TEST GmbH')).toBe(false)
})
