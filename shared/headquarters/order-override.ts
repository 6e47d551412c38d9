// Staff want the terms of the first Admin copied to members, or that taken back. It is stored as one intent, which the job
// Synchronize works off member by member.

import { isOverridePath, type OverridePath, type OverrideValues, overridePaths } from '../domain/overrides.ts'
import { deriveId } from '../platform/ids.ts'
import { type ComparedMember, type Comparison, compareMembers } from './compare-members.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { KeptPartner } from './store/hierarchies.ts'

export type OverrideOrder = {
  /** Fields and members that are ticked. */
  readonly fields: readonly string[]
  readonly members: readonly string[]
  /** The terms of all as they were shown. */
  readonly seen: string
  /** The member of staff. */
  readonly who: string
  readonly now: Date
}

export type OverrideAnswer =
  | { readonly outcome: 'ordered'; readonly members: readonly ComparedMember[]; readonly values: OverrideValues }
  | { readonly outcome: 'nothing-chosen' | 'changed-meanwhile' | 'no-admin'; readonly comparison: Comparison }

/** The terms of everybody by their ids, as a form carries them: what is compared when it comes back. */
export type SeenTerms = Readonly<Record<string, readonly string[]>>

export const seenTerms = ({ admin, others }: Comparison): SeenTerms =>
  Object.fromEntries(
    [...(admin ? [admin] : []), ...others].map(({ customerId, values }) => [
      customerId,
      overridePaths.map((path) => values[path]),
    ]),
  )

/** What a form carries of it; nothing where that cannot be read. */
export const readSeen = (text: string): SeenTerms => {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return {}
    return Object.fromEntries(
      Object.entries(read).filter(
        (entry): entry is [string, string[]] =>
          Array.isArray(entry[1]) && entry[1].every((value) => typeof value === 'string'),
      ),
    )
  } catch {
    return {}
  }
}

type Kept = Pick<HeadquartersStore, 'customers' | 'incoming'>

/** Stores the intent; one storage transaction beside the reading. */
export const orderOverride = async (
  headquarters: Kept,
  kept: KeptPartner,
  { fields, members, seen, who, now }: OverrideOrder,
): Promise<OverrideAnswer> => {
  const comparison = await compareMembers(headquarters, kept, now)
  const { admin, others } = comparison
  if (!admin) return { outcome: 'no-admin', comparison }
  const state = JSON.stringify(seenTerms(comparison))
  if (state !== seen) return { outcome: 'changed-meanwhile', comparison }
  const chosen = fields.filter(isOverridePath)
  const values: OverrideValues = Object.fromEntries(chosen.map((path) => [path, admin.values[path]]))
  const isConcerned = ({ customerId, differs }: ComparedMember): boolean =>
    members.includes(customerId) && differs.some((path: OverridePath) => chosen.includes(path))
  const concerned = others.filter(isConcerned)
  if (concerned.length === 0) return { outcome: 'nothing-chosen', comparison }
  const at = now.toISOString()
  const { organizationId } = kept.head
  await headquarters.incoming.addOverride({
    overrideId: deriveId('override', organizationId, at, who, state),
    organizationId,
    home: kept.home,
    at,
    who,
    values,
    members: concerned.map(({ customerId }) => customerId),
  })
  return { outcome: 'ordered', members: concerned, values }
}

/** @returns whose override is taken back, where that can be done still; one storage transaction beside the reading */
export const orderUndo = async (
  headquarters: Kept,
  kept: KeptPartner,
  { overrideId, who, now }: { readonly overrideId: string; readonly who: string; readonly now: Date },
): Promise<readonly string[] | undefined> => {
  const { overrides } = await compareMembers(headquarters, kept, now)
  const found = overrides.find((each) => each.overrideId === overrideId)
  if (!found) return undefined
  const members = found.members.map(({ customerId }) => customerId)
  await headquarters.incoming.addOverride({
    overrideId,
    organizationId: kept.head.organizationId,
    home: kept.home,
    at: now.toISOString(),
    who,
    values: {},
    isUndo: true,
    members,
  })
  return members
}
