// Stores what became of what an applicant did: the request is withdrawn, its address confirmed, a
// question answered, or nobody confirmed the address or answered in time.

import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { channelPush } from './channel-push.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { StoredProspect } from './store/prospects.ts'

/** What an act changes, or that it came too late. */
export type ActStep = { readonly next: Prospect; readonly entries: readonly TimelineEntry[] }

/** The prospect, its timeline and what the channel has to be told of it, in one transaction. @param at ISO 8601 */
export const storeAct = async (
  {
    prospects,
    pushes,
  }: {
    readonly prospects: Pick<HeadquartersStore['prospects'], 'begin' | 'replace'>
    readonly pushes: Pick<HeadquartersStore['pushes'], 'put'>
  },
  stored: StoredProspect,
  { next, entries }: ActStep,
  at: string,
): Promise<'written' | 'conflict'> => {
  const unit = prospects.begin(next.prospectId)
  prospects.replace(unit, stored, next, entries, at)
  pushes.put(unit, channelPush(next, stored.value.revision + 1))
  return unit.commit()
}
