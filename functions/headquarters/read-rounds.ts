// The rounds that staff asked for, as the page *Dual-write* shows them.

import { standsStill } from '../../shared/dual-write/round-messages.ts'
import type { RepairRoundStore } from '../../shared/dual-write/store/repair-rounds.ts'
import type { RoundView } from '../../shared/headquarters/pages/missing-card.ts'

/** The last round of each kind, if there was one; two storage transactions. @param now milliseconds since 1970 */
export const readRounds = async (rounds: RepairRoundStore, now: number): Promise<RoundView[]> => {
  const found = await Promise.all(
    (['compare-all', 'write-missing'] as const).map(async (kind) => ({ kind, stored: await rounds.read(kind) })),
  )
  return found.flatMap(({ kind, stored }) => {
    if (!stored) return []
    const { state, ...round } = stored.value
    return [{ ...round, kind, state: standsStill(stored.value, now) ? 'still' : state }]
  })
}
