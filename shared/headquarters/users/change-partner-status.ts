// Staff suspend, resume or end a partner. Its users keep their own state, and none of them may sign in meanwhile: the channel
// asks for both.

import type { PartnerStatus } from '../../domain/users/user.ts'
import { actsOnPartner, type PartnerAct, partnerActs } from '../partner-acts.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import { etagOf } from './staff-user-change.ts'

export type PartnerOrder = {
  readonly action: PartnerAct
  /** Of the partner as it was shown: who acts on what is not true any more is told so. */
  readonly etag: string
  readonly reason: string
  /** ISO 8601. */
  readonly at: string
}

export type PartnerChange =
  | { readonly outcome: 'applied'; readonly before: PartnerStatus; readonly after: PartnerStatus }
  /** It has that status already, as after the same form was sent before. */
  | { readonly outcome: 'as-before' }
  | { readonly outcome: 'changed-meanwhile' | 'impossible' }

export const statusOfPartner = ({ head: { status = 'Active' } }: Pick<KeptPartner, 'head'>): PartnerStatus => status

/** Stores it, and has job 1010 tell the channel; one storage transaction. */
export const changePartnerStatus = async (
  headquarters: Pick<HeadquartersStore, 'hierarchies' | 'pushes' | 'begin'>,
  kept: KeptPartner,
  { action, etag, reason, at }: PartnerOrder,
): Promise<PartnerChange> => {
  const before = statusOfPartner(kept)
  const after = partnerActs[action]
  if (before === after) return { outcome: 'as-before' }
  if (!actsOnPartner(before).includes(action)) return { outcome: 'impossible' }
  if (etagOf(kept) !== etag) return { outcome: 'changed-meanwhile' }
  const { home, head } = kept
  const unit = headquarters.begin(home)
  headquarters.hierarchies.putStatus(unit, kept, after, reason, at)
  headquarters.pushes.putPartner(unit, home, { organizationId: head.organizationId, home }, etag)
  if ((await unit.commit()) === 'written') return { outcome: 'applied', before, after }
  await headquarters.hierarchies.repairLines(home, head.organizationId)
  return { outcome: 'changed-meanwhile' }
}
