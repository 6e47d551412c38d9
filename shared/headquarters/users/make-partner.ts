// Makes a partner that no onboarding made: organization, hierarchy and its first Admin in one transaction with what the
// channel has to be told; then the other users, each as staff add one. Made again of the same, it goes on where it was.

import { hash } from 'node:crypto'
import type { Organization, Person, Place } from '../../domain/customer.ts'
import { membersOf } from '../../domain/customer-fields.ts'
import type { KeptMember } from '../../domain/customer-hierarchy.ts'
import { factsOf } from '../../domain/lists/partner-facets.ts'
import { writeCustomerMessage } from '../../domain/messages.ts'
import type { NewPartner, PartnerUser } from '../../domain/new-partner.ts'
import { tradeCodesOf } from '../../domain/trade-codes.ts'
import { deriveId } from '../../platform/ids.ts'
import type { Located } from '../store/customers.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import { needsLook } from '../tell-onboardings.ts'
import { type ApplyUserChangeDeps, applyUserChange } from './apply-user-change.ts'
import { allPlaces, comingBack, personAnywhere } from './known-person.ts'
import { newPerson } from './new-person.ts'

export type PartnerOrder = {
  readonly partner: NewPartner
  /** Of the organization: the one that is here, or that a new one will have. */
  readonly organizationId: string
  /** The member of staff, or the application. */
  readonly who: string
}

export type MadeUser = { readonly userId: string; readonly status: 'Active' | 'Refused' }

export type MadePartner =
  | {
      readonly outcome: 'made'
      readonly hierarchyId: string
      readonly number: string
      readonly users: readonly MadeUser[]
    }
  /** It has a hierarchy, which was not made of this. */
  | { readonly outcome: 'already-a-partner'; readonly hierarchyId: string }
  | { readonly outcome: 'organization-unknown' }
  | { readonly outcome: 'too-many-users' }
  /** @member at which of the users has an address that somebody signs in with */
  | { readonly outcome: 'address-taken'; readonly at: number }

const tries = 4
const userIdOf = (organizationId: string, { fields, userId }: PartnerUser): string =>
  userId ?? deriveId('partner-user', organizationId, fields.email.toLowerCase())

/** What was picked is the same whatever it says by now, and wherever it is. */
const saidOf = ({ organization, users, invite }: NewPartner) => ({
  organization: 'accountId' in organization ? { organizationId: organization.accountId } : organization,
  users: users.map((user) => (user.userId === undefined ? user : { userId: user.userId, role: user.role })),
  invite,
})
const madeFromOf = ({ partner }: PartnerOrder): string => hash('sha256', JSON.stringify(saidOf(partner)), 'hex')

const organizationOf = (
  { partner: { organization }, organizationId }: PartnerOrder,
  number: string,
  at: string,
): Organization => ({
  type: 'Organization',
  customerId: organizationId,
  number,
  name: '',
  ...('values' in organization ? membersOf(organization.values) : {}),
  createdAt: at,
  changedAt: at,
  // No onboarding brought it: it stands for itself.
  prospectId: organizationId,
  isFromElsewhere: true,
  toWrite: true,
})

/** The first address that is somebody else's; nothing is made then. */
const takenAt = async ({ headquarters }: ApplyUserChangeDeps, order: PartnerOrder): Promise<number> => {
  const { users } = order.partner
  const free = await Promise.all(
    users.map((user) => headquarters.signIns.isFree(user.fields.email, userIdOf(order.organizationId, user))),
  )
  return free.indexOf(false)
}

/** Who was picked and is here already stays as it is, and is a user of one more partner. */
const asAdmin = async (
  { headquarters }: ApplyUserChangeDeps,
  before: Located<Person>,
  place: Place,
): Promise<Person> => {
  const places = await allPlaces(headquarters, before.value)
  return places.some(({ organizationId }) => organizationId === place.organizationId)
    ? before.value
    : comingBack(before.value, [...places, place])
}

/** Stores organization, hierarchy and Admin; what an attempt that was cut off left of the Admin is taken up. */
const begin = async (deps: ApplyUserChangeDeps, order: PartnerOrder): Promise<MadePartner | 'written' | 'conflict'> => {
  const { headquarters, takeNumber, now, maxUsers } = deps
  const { customers, hierarchies, signIns, pushes, watchList } = headquarters
  const { organizationId, partner } = order
  const found = await customers.locate(organizationId)
  const isNew = 'values' in partner.organization
  if (isNew ? found !== undefined : found?.value.type !== 'Organization') return { outcome: 'organization-unknown' }
  if (maxUsers > 0 && partner.users.length > maxUsers) return { outcome: 'too-many-users' }
  const admin = partner.users.find(({ role }) => role === 'Admin')
  if (!admin) throw new Error('A partner was to be made without an Admin.')
  const taken = await takenAt(deps, order)
  if (taken >= 0) return { outcome: 'address-taken', at: taken }
  const userId = userIdOf(organizationId, admin)
  if ((await signIns.claim(admin.fields.email, userId, [organizationId])) === 'taken')
    return { outcome: 'address-taken', at: partner.users.indexOf(admin) }

  const at = now().toISOString()
  const home = found?.home ?? customers.homeFor(organizationId)
  const known = admin.userId === undefined ? undefined : await personAnywhere(headquarters, userId)
  const userHome = known?.home ?? customers.homeFor(userId)
  const unit = headquarters.begin(home)
  const organization = found?.value ?? organizationOf(order, await takeNumber('customer'), at)
  if (found) customers.replace(unit, found, found.value)
  else {
    customers.create(unit, home, organization as Organization)
    unit.collect(home, watchList.changes({ customerId: organizationId, at }, true, false))
  }
  const place = { organizationId, home }
  const before = known ?? ((await customers.read(userHome, userId)) as Located<Person> | undefined)
  const person = known
    ? await asAdmin(deps, known, place)
    : newPerson(admin.fields, place, {
        userId,
        number: before?.value.number ?? (await takeNumber('customer')),
        prospectId: organization.prospectId,
        language: admin.fields.language || deps.defaultLanguage,
        at,
        trade: tradeCodesOf(organization),
      })
  if (before) customers.replace(unit, before, person)
  else customers.create(unit, userHome, person)
  unit.collect(userHome, watchList.changes({ customerId: userId, at }, needsLook(person), false))
  const member: KeptMember = { customerId: userId, name: person.name, role: 'Admin', addedAt: at, home: userHome }
  const madeFrom = madeFromOf(order)
  hierarchies.create(
    unit,
    home,
    {
      hierarchyId: organizationId,
      number: await takeNumber('hierarchy'),
      name: organization.name,
      purpose: 'B2B organization',
      organizationId,
      createdAt: at,
      members: [member],
    },
    { madeFrom, facts: factsOf(organization as Organization) },
  )
  const mails = partner.invite ? { mails: [{ kind: 'user-added', number: person.mailCount ?? 1 } as const] } : {}
  pushes.putPartner(unit, home, { organizationId, home, userId, userHome, ...mails }, madeFrom)
  return unit.commit()
}

/** What is left once the hierarchy is there; safe to repeat. */
const goOn = async (deps: ApplyUserChangeDeps, order: PartnerOrder, kept: KeptPartner): Promise<MadePartner> => {
  const { organizationId, partner, who } = order
  const { home, head } = kept
  const admin = partner.users.find(({ role }) => role === 'Admin')
  const users: MadeUser[] = []
  for (const user of partner.users) {
    const userId = userIdOf(organizationId, user)
    if (user === admin) {
      await deps.send([writeCustomerMessage(userId)])
      users.push({ userId, status: 'Active' })
      continue
    }
    // Of a person who is there already nothing is said anew.
    const isHere = user.userId !== undefined && (await personAnywhere(deps.headquarters, userId)) !== undefined
    const result = await applyUserChange(deps, {
      kind: 'add',
      changeId: deriveId('partner-user-added', organizationId, userId),
      userId,
      organizationId,
      home,
      fields: isHere ? { email: user.fields.email } : user.fields,
      role: user.role,
      who,
      at: deps.now().toISOString(),
      ...(partner.invite ? {} : { isUninvited: true }),
    })
    users.push({ userId, status: result.outcome === 'applied' ? 'Active' : 'Refused' })
  }
  return { outcome: 'made', hierarchyId: head.hierarchyId, number: head.number, users }
}

/**
 * Makes a partner, or goes on with one that was begun of the same.
 * @throws Error when it changes too often meanwhile: whoever asked may ask again
 */
export const makePartner = async (deps: ApplyUserChangeDeps, order: PartnerOrder): Promise<MadePartner> => {
  const { hierarchies } = deps.headquarters
  const { organizationId } = order
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const there = await hierarchies.locate(organizationId)
    const kept = there && (await hierarchies.readKept(there.home, organizationId))
    if (kept)
      return kept.place('').rows.hierarchy.value.madeFrom === madeFromOf(order)
        ? goOn(deps, order, kept)
        : { outcome: 'already-a-partner', hierarchyId: organizationId }
    const begun = await begin(deps, order)
    if (begun !== 'written' && begun !== 'conflict') return begun
  }
  throw new Error('A partner could not be made, because its rows changed too often.')
}
