// What is counted of some prospects, for samples of pages.

import { type Counts, cellOf, type Facets } from '../../shared/domain/lists/facets.ts'
import { cameIn, stayed, weekOf } from '../../shared/domain/lists/weeks.ts'

const day = 24 * 3_600_000

const kinds: readonly Pick<Facets, 'status' | 'stage' | 'marks'>[] = [
  { status: 'Open', stage: 'Lead open', marks: [] },
  { status: 'Approved', stage: 'Opportunity won', marks: [] },
  { status: 'Open', stage: 'Opportunity open', marks: ['duplicate-sign-in', 'likely-duplicate'] },
  { status: 'Rejected', stage: 'Lead disqualified', marks: [] },
  { status: 'Approved', stage: 'Opportunity won', marks: ['account-missing'] },
]

/** Some prospects of each of the last weeks. @param now milliseconds since 1970 */
export const sampleCounts = (channel: string, now: number): Counts => {
  const counts: Record<string, number> = {}
  const add = (name: string, count: number) => {
    counts[name] = (counts[name] ?? 0) + count
  }
  for (let week = 0; week < 12; week += 1)
    for (const [at, kind] of kinds.entries()) {
      const count = (week * 7 + at * 5) % 11
      add(cellOf({ ...kind, channel, country: ['DE', 'NL', 'EE', 'TR'][(week + at) % 4] ?? 'CN' }), count)
      add(cameIn(weekOf(now) - week, kind.status, kind.stage), count)
      add(stayed(kind.stage, now - week * 7 * day - (at + 1) * 2 * day, now - week * 7 * day), count)
    }
  return counts
}
