// The rounds that staff asked for, as the page *Dual-write* shows them.

import type { RepairRoundStore } from '../../shared/dual-write/store/repair-rounds.ts'
import type { RoundView } from '../../shared/headquarters/pages/missing-card.ts'

/** A round that did not move for so long waits for something. */
const stillAfterMs = 5 * 60_000

/** The last round of each kind, if there was one; two storage transactions. @param now milliseconds since 1970 */
export const readRounds = async (rounds: RepairRoundStore, now: number): Promise<RoundView[]> => {
  const found = await Promise.all(
    (['compare-all', 'write-missing'] as const).map(async (kind) => ({ kind, stored: await rounds.read(kind) })),
  )
  return found.flatMap(({ kind, stored }) => {
    if (!stored) return []
    const { state, movedAt, ...round } = stored.value
    const isStill = state === 'running' && now - Date.parse(movedAt) >= stillAfterMs
    return [{ ...round, kind, movedAt, state: isStill ? 'still' : state }]
  })
}
