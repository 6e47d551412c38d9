// All catch-up errors that a store lists, open or not, the newest first.

import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import type { CatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'

/** What stands in the lists by now. @param most of each list */
export const listedErrors = async (errors: Pick<CatchUpErrorStore, 'list'>, most = 5000): Promise<CatchUpError[]> => {
  const lists = await Promise.all((['Open', 'Settled'] as const).map((state) => errors.list({ state }, most)))
  return lists.flatMap((list) => list.errors).sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
}

/** All of them, also what earlier versions stored. */
export const keptErrors = async (errors: Pick<CatchUpErrorStore, 'list' | 'openGroups'>): Promise<CatchUpError[]> => {
  while (!(await errors.openGroups()).isAll);
  return listedErrors(errors)
}

/** How many are open. */
export const countOpen = async (errors: Pick<CatchUpErrorStore, 'openGroups'>): Promise<number> =>
  (await errors.openGroups()).groups.reduce((sum, { count }) => sum + count, 0)
