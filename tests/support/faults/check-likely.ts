// Invariant I15: of two prospects that share a number or an address, the later one names the earlier one.

import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'

const likely: Invariant = 'I15 the later one names the earlier one'

/** More of one company than this are not all named. */
const crowd = 8

export const checkLikely = ({ prospects }: Everything, report: (invariant: Invariant, what: string) => void): void => {
  const all = prospects.map(({ prospect }) => prospect)
  const named = new Map(
    all.map(({ prospectId, likelyDuplicates = [] }) => [prospectId, likelyDuplicates.map((other) => other.prospectId)]),
  )
  for (const { prospectId, likelyDuplicates = [] } of all)
    for (const other of likelyDuplicates)
      if (other.prospectId === prospectId || !named.has(other.prospectId) || other.matches.length === 0)
        report(likely, `${prospectId} names ${other.prospectId} for ${other.matches.join() || 'nothing'}`)
  const byShared = Map.groupBy(
    all.flatMap(({ prospectId, request: { company, requestor } }) =>
      [company.taxId, requestor.email.toLowerCase()].map((shared) => ({ prospectId, shared })),
    ),
    ({ shared }) => shared,
  )
  for (const [shared, group] of byShared) {
    if (shared === undefined || shared === '' || group.length > crowd) continue
    group.forEach(({ prospectId: one }, at) => {
      for (const { prospectId: other } of group.slice(at + 1)) {
        const ways = [named.get(one)?.includes(other), named.get(other)?.includes(one)].filter(Boolean).length
        if (ways !== 1) report(likely, `${one} and ${other} name each other ${ways} times`)
      }
    })
  }
}
