// The queries for operators name what the app logs, and nothing else.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createSecurityEvent } from '../../functions/flood-bound.ts'
import { logEvents, logFields } from '../../shared/domain/log-events.ts'
import { decisionMailId } from '../../shared/headquarters/decision-mail-id.ts'
import { applyMailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { root, sources } from './azure-files.ts'

const folder = join(root, 'infra/azure/queries')
const queries = readdirSync(folder).map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')])
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(([, one]) => one ?? [])

/** Names that a query uses and the app does not know. */
const strangersIn = (query: string): string[] => {
  const compared = found(query, /\bevent (?:==|!=) '([^']*)'/g)
  const listed = found(query, /\bevent in \(([^)]*)\)/g).flatMap((list) => found(list, /'([^']*)'/g))
  const fields = [...found(query, /\bline\.(\w+)/g), ...found(query, /\bline\['(\w+)'\]/g)]
  return [
    ...[...compared, ...listed].filter((event) => !(event in logEvents)),
    ...fields.filter((field) => field !== 'event' && !(logFields as readonly string[]).includes(field)),
  ]
}

describe('the queries for operators', () => {
  it.each(queries)('%s names only events and fields that the app writes', (_, query) => {
    expect(strangersIn(query)).toEqual([])
    expect(query).toMatch(/^\/\/ \S/)
  })

  it('are shown to operators by the one that finds the story of an onboarding', () => {
    const [, query = ''] = queries.find(([name]) => name === 'one-onboarding.kql') ?? []
    expect(readFileSync(join(root, 'docs', 'operate.md'), 'utf8')).toContain(query)
  })

  it('are caught when they name something else', () => {
    expect(
      strangersIn("lines | where event == 'work-did' and event in ('mail-event', 'mail-lost') and line.queues > 0"),
    ).toEqual(['work-did', 'mail-lost', 'queues'])
  })

  it('are these', () => {
    expect(queries.map(([name]) => name)).toEqual([
      'failures.kql',
      'funnel-per-day.kql',
      'healed-by-catch-up.kql',
      'mail-outcomes.kql',
      'mails-not-delivered.kql',
      'one-onboarding.kql',
      'retries.kql',
      'security-events.kql',
      'stuck-onboardings.kql',
    ])
  })
})

describe('the query over security events', () => {
  const [, query = ''] = queries.find(([name]) => name === 'security-events.kql') ?? []
  const logged = (): string[] => {
    const lines: string[] = []
    const keep = (event: string, fields = {}) => void lines.push(JSON.stringify({ event, ...fields }))
    const tell = createSecurityEvent({ info: keep, warn: keep, error: keep })
    vi.useFakeTimers()
    for (let time = 0; time < 100; time += 1) tell('limit', { function: 'SubmitOnboardingRequest' })
    vi.advanceTimersByTime(300_000)
    vi.useRealTimers()
    return lines
  }

  it('looks for the lines as they are written, by their beginning, event, kind and count', () => {
    const [beginning = ''] = found(query, /Message startswith '([^']*)'/g)
    const lines = logged()
    expect(lines.filter((line) => !line.startsWith(beginning))).toEqual([])
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect([...new Set(read.map(({ event }) => event))]).toEqual(['security', 'security-left-out'])
    expect(read.at(-1)).toEqual({ event: 'security-left-out', kind: 'limit', count: 95 })
    expect(query).toContain("iff(event == 'security-left-out', tolong(line['count']), tolong(1))")
    expect(query).toContain('kind = tostring(line.kind)')
  })
})

describe('the query over mails that did not arrive', () => {
  const [, query = ''] = queries.find(([name]) => name === 'mails-not-delivered.kql') ?? []
  const bound = /undelivered >= (\d+) and undelivered \* (\d+) >= mails$/.exec(query.trimEnd())
  const isTold = (mails: number, undelivered: number) =>
    undelivered >= Number(bound?.[1]) && undelivered * Number(bound?.[2]) >= mails

  it('looks for the lines as they are written, and knows by their kind that a mail did not arrive', async () => {
    const lines: string[] = []
    const keep = (event: string, fields = {}) => void lines.push(JSON.stringify({ event, ...fields }))
    const { headquarters } = memoryStores()
    await headquarters.prospects.create(prospect(), [])
    for (const [decision, event] of ['delivered', 'bounce', 'dropped', 'spamreport'].entries()) {
      const mailId = decisionMailId(leadId, decision)
      const record = {
        mailId,
        decision,
        kind: 'rejected',
        language: 'en',
        state: 'Accepted',
        tries: 1,
        at: now,
      } as const
      await headquarters.mails.write(leadId, record, undefined)
      for (const told of readMailEvents([{ event, mailId, prospectId: leadId }]))
        await applyMailEvent(headquarters, told, () => new Date(now), { info: keep, warn: keep, error: keep })
    }
    const [beginning = ''] = found(query, /Message startswith '([^']*)'/g)
    expect(lines.filter((line) => !line.startsWith(beginning))).toEqual([])
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual([undefined, 'bounced', 'dropped', 'spam-report'])
    expect(query).toContain("event == 'mail-event' and isnotempty(tostring(line.kind))")
  })

  it('tells of a sender that is blocked and of bad addresses by the dozen, not of one that was mistyped', () => {
    // Mails of a day, and how many of them did not arrive.
    for (const [mails, undelivered] of [
      [3, 3],
      [30, 3],
      [1000, 100],
    ] as const)
      expect(isTold(mails, undelivered)).toBe(true)
    for (const [mails, undelivered] of [
      [1, 1],
      [2, 2],
      [31, 3],
      [1000, 40],
    ] as const)
      expect(isTold(mails, undelivered)).toBe(false)
  })
})

describe('the table of events', () => {
  it('holds no event that the app never writes', () => {
    const code = sources()
    const told = Object.keys(logEvents).filter((event) => new RegExp(`log\\.\\w+\\([^)]*'${event}'`).test(code))
    expect(told).toEqual(Object.keys(logEvents))
  })
})
