// What staff change of a hierarchy: what it is called, the channels that it buys on, and how many users it may have. It is
// called as its organization is until staff give it a name, and again once they take that back.

import type { HierarchyHead } from '../domain/customer-hierarchy.ts'
import { equal } from '../domain/equal.ts'
import type { FieldChange } from '../domain/field-changes.ts'
import { checkField, type FieldErrorCode, noSiteRules } from '../domain/field-checks.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { KeptPartner } from './store/hierarchies.ts'
import type { PartnerPush } from './users/partner-push.ts'
import { etagOf } from './users/staff-user-change.ts'

export type HierarchyOrder = {
  /** As it was typed; absent where it is to be called as its organization is. */
  readonly name?: string
  /** Names of the channels that it buys on; none = every one. */
  readonly channels: readonly string[]
  /** How many users it may have, as it was typed; nothing = as many as the setting says, 0 = no limit. */
  readonly maxUsers: string
  /** Of the hierarchy as it was shown. */
  readonly etag: string
  /** The member of staff. */
  readonly who: string
  /** ISO 8601. */
  readonly at: string
}

export type HierarchyEdit =
  /** With what changed; nothing when all was as it is. */
  | { readonly outcome: 'stored'; readonly changes: readonly FieldChange[] }
  | { readonly outcome: 'refused'; readonly path: 'name' | 'maxUsers'; readonly code: FieldErrorCode }
  | { readonly outcome: 'changed-meanwhile' }

/** The name of an organization is that long in Sales. */
export const longestName = 160
/** Digits of the largest number of users. */
export const longestMaxUsers = 6
const wholeNumber = new RegExp(`^\\d{1,${longestMaxUsers}}$`)
const nameField = { path: 'name', kind: 'name', required: true, maxLength: longestName } as const

const textOf = ({ name, ownName, channels = [], maxUsers }: HierarchyHead) => ({
  name,
  namedBy: ownName ? 'staff' : 'organization',
  channels: channels.join(', '),
  maxUsers: maxUsers === undefined ? '' : String(maxUsers),
})

const changesOf = (before: HierarchyHead, after: HierarchyHead): FieldChange[] => {
  const [was, is] = [textOf(before), textOf(after)]
  return (['name', 'namedBy', 'channels', 'maxUsers'] as const)
    .filter((path) => was[path] !== is[path])
    .map((path) => ({
      path,
      ...(was[path] === '' ? {} : { before: was[path] }),
      ...(is[path] === '' ? {} : { after: is[path] }),
    }))
}

/** Stores it with a line of the partner's timeline, and has job 1010 tell the channels, also those that it leaves. */
export const editHierarchy = async (
  headquarters: Pick<HeadquartersStore, 'hierarchies' | 'pushes' | 'begin' | 'customers' | 'prospects'>,
  kept: KeptPartner,
  { name, channels, maxUsers, etag, who, at }: HierarchyOrder,
): Promise<HierarchyEdit> => {
  const { hierarchies, pushes, customers, prospects } = headquarters
  const { home, head } = kept
  const { organizationId, number } = head
  if (etagOf(kept) !== etag) return { outcome: 'changed-meanwhile' }
  const typed = name === undefined ? undefined : checkField(nameField, name, noSiteRules)
  if (typed && 'error' in typed) return { outcome: 'refused', path: 'name', code: typed.error.code }
  const most = maxUsers.trim()
  if (most !== '' && !wholeNumber.test(most)) return { outcome: 'refused', path: 'maxUsers', code: 'format' }
  const organization = (await customers.read(home, organizationId))?.value
  const { ownName: _, channels: __, maxUsers: ___, ...others } = head
  const next: HierarchyHead = {
    ...others,
    name: typed?.text ?? organization?.name ?? head.name,
    ...(typed ? { ownName: true } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    ...(most === '' ? {} : { maxUsers: Number(most) }),
  }
  const changes = changesOf(head, next)
  if (changes.length === 0) return { outcome: 'stored', changes }
  const unit = headquarters.begin(home)
  hierarchies.putHead(unit, kept, next, at)
  const owner = organization && (await prospects.read(organization.prospectId))
  if (owner)
    prospects.replace(
      unit,
      owner,
      owner.value,
      [{ at, actor: { name: who }, code: 'hierarchy-edited', number, changes }],
      at,
    )
  const about =
    owner && prospects.begin(owner.value.prospectId).home === home
      ? { prospectId: owner.value.prospectId, number: owner.value.number, revision: owner.value.revision + 1 }
      : undefined
  const { channels: left = [] } = head
  const push: PartnerPush = {
    organizationId,
    home,
    ...(about ? { about } : {}),
    ...(equal(left, channels) ? {} : { wasOn: left }),
  }
  pushes.putPartner(unit, home, push, etag)
  if ((await unit.commit()) === 'written') return { outcome: 'stored', changes }
  await hierarchies.repairLines(home, organizationId)
  return { outcome: 'changed-meanwhile' }
}
