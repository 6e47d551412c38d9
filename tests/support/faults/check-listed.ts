// Invariant I16: every list holds each prospect that belongs there, as it is now, and no other; and what is counted is what
// there is. It asks the rows, and says itself where a prospect belongs.

import type { Prospect, ProspectSummary } from '../../../shared/domain/prospect.ts'
import type { MemoryRow } from '../memory-table.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'

const invariant: Invariant = 'I16 lists and counts agree'

const listsOf = ({ status, sales, request, flags, likelyDuplicates = [] }: Prospect): string[] => {
  const isDoubled = likelyDuplicates.length > 0
  return [
    'Oldest',
    `stage:${sales.stage}`,
    `country:${request.company.address.country}`,
    `channel:${request.channel}`,
    ...(status === 'Open' ? [`stay:${sales.stage}`] : []),
    ...flags.map((flag) => `mark:${flag}`),
    ...(isDoubled ? ['mark:likely-duplicate'] : []),
    // Whoever waits for the applicant has nothing to look at.
    ...(flags.some((flag) => flag !== 'question-open') || (isDoubled && status === 'Open') ? ['mark:any'] : []),
    ...(flags.some((flag) => /^(lead|account|contact)-missing$/.test(flag)) ? ['Missing'] : []),
  ].sort()
}

const cellOf = ({ status, sales, request, flags, likelyDuplicates = [] }: Prospect): string => {
  const marks = [...flags, ...(likelyDuplicates.length > 0 ? ['likely-duplicate'] : [])].sort().join(' ')
  return `p|${status}|${sales.stage}|${request.company.address.country}|${request.channel}|${marks}`
}

/** What the sums and the changes beside them come to. */
export const countedIn = (rows: readonly MemoryRow[]): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>()
  const add = (name: string, by: number) => counted.set(name, (counted.get(name) ?? 0) + by)
  for (const { key, value } of rows) {
    if (key === 'count|a') for (const [name, by] of Object.entries((value as { sums: object }).sums)) add(name, by)
    if (!key.startsWith('count|d|')) continue
    const { plus, minus } = value as { plus: string[]; minus: string[] }
    for (const name of plus) add(name, 1)
    for (const name of minus) add(name, -1)
  }
  return counted
}

/** The other lists are of partners, their users and acts, or looked at with each prospect. */
const looked = /^list\|(Oldest\||Missing\||(stage|stay|country|channel|mark|begin):)/

export const checkListed = (
  { prospects, rows }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const lines = rows.filter(({ key }) => looked.test(key))
  for (const { prospect } of prospects) {
    const { prospectId, revision } = prospect
    const own = lines.filter(({ key }) => key.endsWith(`|${prospectId}`))
    const all = own.map(({ key }) => key.split('|')[1] ?? '')
    const lists = all.filter((list) => !list.startsWith('begin:')).sort()
    if (lists.join() !== listsOf(prospect).join()) report(invariant, `${prospectId} is listed under ${lists.join()}`)
    if ((all.length === lists.length) !== (prospect.erased !== undefined))
      report(invariant, `${prospectId} is found by no beginning of its names`)
    for (const { key, value } of own) {
      const { status, stage, changedAt } = value as ProspectSummary
      if (key.startsWith('list|stay:') && key.split('|')[2] !== String(Date.parse(prospect.stageSince ?? '')))
        report(invariant, `${key} is not since when it is in its stage`)
      if (status !== prospect.status || stage !== prospect.sales.stage || changedAt !== prospect.changedAt)
        report(invariant, `${key} is no line of revision ${revision}`)
    }
  }
  const known = new Set(prospects.map(({ prospect }) => prospect.prospectId))
  for (const { key } of lines) if (!known.has(key.slice(-36))) report(invariant, `${key} lists nothing`)
  const expected = new Map<string, number>()
  for (const { prospect } of prospects) expected.set(cellOf(prospect), (expected.get(cellOf(prospect)) ?? 0) + 1)
  for (const [name, count] of countedIn(rows)) {
    if (count < 0) report(invariant, `${name} is counted ${count} times`)
    if (name.startsWith('p|') && count !== (expected.get(name) ?? 0))
      report(invariant, `${name} is counted ${count} times, and there are ${expected.get(name) ?? 0}`)
  }
  for (const name of expected.keys()) if (!countedIn(rows).has(name)) report(invariant, `${name} is not counted`)
}
