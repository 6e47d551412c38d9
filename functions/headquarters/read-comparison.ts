// What the pages need that show the members of a hierarchy side by side.

import type { TradeLists } from '../../shared/domain/trade-codes.ts'
import { type Comparison, compareMembers } from '../../shared/headquarters/compare-members.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { KeptPartner } from '../../shared/headquarters/store/hierarchies.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import type { Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'
import { labelOf } from './read-partner.ts'

export type ComparisonDeps = {
  readonly headquarters: HeadquartersStore
  readonly readBridge: ReadBridge
  readonly tradeLists: TradeLists
  readonly now: () => Date
}

/** @param known where the members were compared already */
export const readComparison = async (deps: ComparisonDeps, visit: Visit, kept: KeptPartner, known?: Comparison) => {
  const { headquarters, tradeLists, now } = deps
  const comparison = known ?? (await compareMembers(headquarters, kept, now()))
  const { admin, others } = comparison
  const ids = new Set([...(admin ? [admin] : []), ...others].map(({ values }) => values.invoiceAccount))
  const labels = await forMany([...ids], async (id) => {
    const found = (await headquarters.customers.locate(id))?.value
    return [id, found ? `${found.number} ${found.name}` : id] as const
  })
  return {
    ...(await readFrame(visit, deps.readBridge)),
    hierarchyId: kept.head.hierarchyId,
    partner: labelOf(kept),
    comparison,
    tradeLists,
    accounts: Object.fromEntries(labels),
  }
}
