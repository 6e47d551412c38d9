// What staff change of a partner's users: the same change as an Admin's, applied at once, with who wants it.

import type { TrueReason } from '../../domain/customer-hierarchy.ts'
import { deriveId } from '../../platform/ids.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import { type ApplyUserChangeDeps, applyUserChange, type UserOrder } from './apply-user-change.ts'

export type StaffOrder = Pick<UserOrder, 'kind' | 'userId' | 'fields' | 'role' | 'reason' | 'note'> & {
  readonly hierarchyId: string
  /** Of the partner as it was shown: who acts on what is not true any more is told so. */
  readonly etag: string
  /** The member of staff. */
  readonly who: string
}

export type StaffChange =
  | { readonly outcome: 'unknown' | 'changed-meanwhile' }
  | { readonly outcome: 'applied' }
  | { readonly outcome: 'refused'; readonly because: TrueReason }

/** The version of a partner: it changes with every change of a member. */
export const etagOf = (kept: KeptPartner): string => kept.place('').rows.hierarchy.etag

/** Changes a user. The same form sent twice changes it once. */
export const staffUserChange = async (deps: ApplyUserChangeDeps, order: StaffOrder): Promise<StaffChange> => {
  const { hierarchies } = deps.headquarters
  const { hierarchyId, etag, userId, kind, role = '', ...change } = order
  const found = await hierarchies.locate(hierarchyId)
  const kept = found && (await hierarchies.readKept(found.home, hierarchyId))
  if (!kept) return { outcome: 'unknown' }
  // What is asked for is part of it: another form of the same page is another change.
  const changeId = deriveId('staff', hierarchyId, userId, kind, role, etag, JSON.stringify(change))
  const isRepeat = kept.place(userId).member?.settled?.includes(changeId) === true
  if (etagOf(kept) !== etag && !isRepeat) return { outcome: 'changed-meanwhile' }
  const result = await applyUserChange(deps, {
    ...change,
    ...(order.role ? { role: order.role } : {}),
    kind,
    userId,
    changeId,
    organizationId: hierarchyId,
    home: kept.home,
    at: deps.now().toISOString(),
  })
  if (result.outcome === 'no-partner') return { outcome: 'unknown' }
  return result.outcome === 'applied' ? { outcome: 'applied' } : { outcome: 'refused', because: result.because }
}
