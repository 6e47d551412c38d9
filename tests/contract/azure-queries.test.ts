// The queries for operators name what the app logs, and nothing else.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { logEvents, logFields } from '../../shared/domain/log-events.ts'
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
      'funnel-per-day.kql',
      'healed-by-catch-up.kql',
      'mail-outcomes.kql',
      'one-onboarding.kql',
      'retries.kql',
      'stuck-onboardings.kql',
    ])
  })
})

describe('the table of events', () => {
  it('holds no event that the app never writes', () => {
    const code = sources()
    const told = Object.keys(logEvents).filter((event) => new RegExp(`log\\.\\w+\\([^)]*'${event}'`).test(code))
    expect(told).toEqual(Object.keys(logEvents))
  })
})
