// Prospects that were stored before any was looked for by what it has in common with others.

import type { Prospect } from '../domain/prospect.ts'
import { indexedOf } from '../headquarters/store/match-index.ts'
import { forMany } from '../platform/for-many.ts'
import type { ComparedStore } from './compared-store.ts'

/** Puts them where later ones find them, each once. */
export const addUnmatched = async (
  {
    prospects: store,
    matchIndex,
  }: Pick<ComparedStore, 'matchIndex'> & { readonly prospects: Pick<ComparedStore['prospects'], 'repairLists'> },
  prospects: readonly Prospect[],
): Promise<void> => {
  const unmatched = prospects.filter(({ matched }) => !matched)
  if (unmatched.length === 0) return
  await matchIndex.add(unmatched.map((prospect) => indexedOf(prospect.prospectId, prospect)))
  await forMany(unmatched, ({ prospectId }) => store.repairLists(prospectId, { matched: true }))
}
