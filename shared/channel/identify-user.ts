// Finds the user of a partner whom a statement is about: by its address the first time, by the link made then ever after.

import type { Stored } from '../platform/stored.ts'
import type { ChannelOrganization, UserView } from './partner.ts'
import { type Identities, type IdentityLink, identityHash } from './store/identities.ts'
import type { ChannelUsers, WholePartner } from './store/users.ts'
import type { UserClaims } from './user-token.ts'

/** An organization that somebody may act for, as they choose among several. */
export type Choice = Pick<ChannelOrganization, 'organizationId' | 'number' | 'name'>

export type IdentifiedUser = {
  readonly user: Stored<UserView>
  readonly partner: WholePartner
  /** All that the person may act for. */
  readonly organizations: readonly Choice[]
}

export type Identified =
  | ({ readonly outcome: 'identified' } & IdentifiedUser)
  | { readonly outcome: 'refused'; readonly code: 'identity-unknown' | 'user-not-active' | 'partner-not-active' }
  | { readonly outcome: 'refused'; readonly code: 'choose-organization'; readonly organizations: readonly Choice[] }

export type IdentifyUserDeps = {
  readonly users: Pick<ChannelUsers, 'whole' | 'findByEmail'>
  readonly identities: Identities
  readonly now: () => Date
}

/** What is known of a linked person: nothing that a right follows from, which is read with each call. */
type Known = { readonly link: IdentityLink; readonly organizations: readonly Choice[]; readonly at: number }

type Membership = { readonly partner: WholePartner; readonly user: Stored<UserView> }

const keptAtMost = 10_000
/** A person who was added to another organization is offered it within this time. */
const knownMs = 60_000

const choiceOf = ({ organizationId, number, name }: ChannelOrganization): Choice => ({ organizationId, number, name })

const organizationOf = ({ partner }: Membership): ChannelOrganization => partner.organization.value

/** Whether a partner buys on one of the channels. */
const buysOn = ({ channels: bought }: ChannelOrganization, channels: readonly string[]): boolean =>
  bought.length === 0 || bought.some((name) => channels.includes(name))

const isUserActive = ({ user }: Membership): boolean => user.value.status === 'Active'
const mayAct = (membership: Membership): boolean =>
  isUserActive(membership) && organizationOf(membership).status === 'Active'

const refused = (code: 'identity-unknown' | 'user-not-active' | 'partner-not-active'): Identified => ({
  outcome: 'refused',
  code,
})

/** Why none of somebody's memberships can be acted for. */
const refusalOf = (memberships: readonly Membership[]): Identified => {
  if (memberships.length === 0) return refused('identity-unknown')
  return refused(memberships.some(isUserActive) ? 'partner-not-active' : 'user-not-active')
}

/**
 * Identifies the user of a statement; one storage transaction where the person is known here and is in one organization.
 * @param claims of a statement that was checked
 * @param wanted the organization that the caller names, if any
 */
export const createIdentifyUser = ({ users, identities, now }: IdentifyUserDeps) => {
  const known = new Map<string, Known>()

  const keep = (name: string, value: Known): void => {
    known.delete(name)
    // What was used longest ago is forgotten first.
    if (known.size >= keptAtMost) for (const old of [...known.keys()].slice(0, keptAtMost / 10)) known.delete(old)
    known.set(name, value)
  }

  const membershipOf = async (organizationId: string, userId: string): Promise<Membership | undefined> => {
    const partner = await users.whole(organizationId)
    const user = partner?.users.find(({ value }) => value.userId === userId)
    return partner && user ? { partner, user } : undefined
  }

  /** All memberships of a person on the channels of a statement. */
  const membershipsOf = async (userId: string, organizationIds: Iterable<string>, channels: readonly string[]) => {
    const found = await Promise.all([...new Set(organizationIds)].map((id) => membershipOf(id, userId)))
    return found.filter((one) => one !== undefined).filter((one) => buysOn(organizationOf(one), channels))
  }

  const byAddress = async ({ email, channels }: UserClaims): Promise<readonly Membership[]> => {
    const holders = await users.findByEmail(email)
    const people = [...new Set(holders.map(({ value }) => value.userId))]
    const ids = holders.map(({ value }) => value.organizationId)
    return (await Promise.all(people.map((userId) => membershipsOf(userId, ids, channels)))).flat()
  }

  /** Looks at everything that a linked person is in: where it was linked, and where its present address finds it. */
  const ofLink = async ({ userId, organizationId }: IdentityLink, { channels }: UserClaims, wanted?: string) => {
    const home = await membershipOf(organizationId, userId)
    const found = home ? await users.findByEmail(home.user.value.email) : []
    const own = found.filter(({ value }) => value.userId === userId).map((row) => row.value.organizationId)
    return membershipsOf(userId, [organizationId, ...own, ...(wanted === undefined ? [] : [wanted])], channels)
  }

  const choose = (memberships: readonly Membership[], wanted: string | undefined): Identified => {
    const possible = memberships.filter(mayAct)
    const organizations = possible.map((one) => choiceOf(organizationOf(one)))
    const meant =
      wanted === undefined ? possible : possible.filter((one) => organizationOf(one).organizationId === wanted)
    const [only, ...others] = meant
    if (others.length > 0) return { outcome: 'refused', code: 'choose-organization', organizations }
    if (only) return { outcome: 'identified', ...only, organizations }
    const ofWanted = memberships.filter((one) => organizationOf(one).organizationId === wanted)
    return refusalOf(wanted === undefined ? memberships : ofWanted)
  }

  /** The first call of an identity: exactly one person with that address who may act is linked. */
  const first = async (name: string, claims: UserClaims, wanted: string | undefined): Promise<Identified> => {
    const memberships = await byAddress(claims)
    const possible = memberships.filter(mayAct)
    const [one] = possible
    if (!one || new Set(possible.map(({ user }) => user.value.userId)).size > 1)
      return possible.length > 1 ? refused('identity-unknown') : refusalOf(memberships)
    const { userId, organizationId } = one.user.value
    const link = await identities.link(claims, { userId, organizationId, at: now().toISOString() })
    // Somebody else's call may have been first, and may have found somebody else.
    if (link.userId !== userId) return later(name, link, claims, wanted)
    return remembered(name, link, memberships, wanted)
  }

  const remembered = (
    name: string,
    link: IdentityLink,
    memberships: readonly Membership[],
    wanted: string | undefined,
  ): Identified => {
    const organizations = memberships.filter(mayAct).map((one) => choiceOf(organizationOf(one)))
    keep(name, { link, organizations, at: now().getTime() })
    return choose(memberships, wanted)
  }

  const later = async (name: string, link: IdentityLink, claims: UserClaims, wanted: string | undefined) =>
    remembered(name, link, await ofLink(link, claims, wanted), wanted)

  /** What is known already, looked at in the one organization that is meant. */
  const again = async (
    { link, organizations, at }: Known,
    { channels }: UserClaims,
    wanted: string | undefined,
  ): Promise<Identified | undefined> => {
    const meant = wanted === undefined ? organizations : organizations.filter((one) => one.organizationId === wanted)
    const [only, ...others] = meant
    if (!only || others.length > 0 || now().getTime() - at >= knownMs) return undefined
    const [membership] = await membershipsOf(link.userId, [only.organizationId], channels)
    return membership && mayAct(membership) ? { outcome: 'identified', ...membership, organizations } : undefined
  }

  return async (claims: UserClaims, wanted?: string): Promise<Identified> => {
    const name = identityHash(claims)
    const before = known.get(name)
    const found = before && (await again(before, claims, wanted))
    if (found) return found
    const link = before?.link ?? (await identities.read(claims))
    return link ? later(name, link, claims, wanted) : first(name, claims, wanted)
  }
}
