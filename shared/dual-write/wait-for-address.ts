// What becomes of a prospect whose lead waits until its address is confirmed: nothing, and after some days it is over.

import { confirmWithinDays } from '../domain/confirmation.ts'
import type { Prospect } from '../domain/prospect.ts'
import { withdrawn } from '../domain/withdrawal.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'
import { storeAct } from '../headquarters/store-act.ts'

/** When a request that is not confirmed is over; ISO 8601. */
export const confirmUntil = ({ createdAt }: Pick<Prospect, 'createdAt'>): string =>
  new Date(Date.parse(createdAt) + confirmWithinDays * 24 * 3_600_000).toISOString()

type Deps = { readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'pushes'>; readonly now: () => Date }

/** Ends a request that nobody confirmed in time, without a mail; `later` while there is time, or somebody was faster. */
export const endUnconfirmed = async (
  { headquarters, now }: Deps,
  stored: StoredProspect,
): Promise<'ended' | 'later'> => {
  const at = now().toISOString()
  if (confirmUntil(stored.value) > at) return 'later'
  const step = withdrawn(stored.value, { at, because: 'unconfirmed' }, at)
  return step && (await storeAct(headquarters, stored, step, at)) === 'written' ? 'ended' : 'later'
}
