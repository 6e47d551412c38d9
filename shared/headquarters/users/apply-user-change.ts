// Applies a change of a partner's users: judged once more with what is true by now, then stored; or refused, with the
// reason. Both are told to the channel by job 1010.

import type { Person } from '../../domain/customer.ts'
import { isUser, type KeptMember, type TrueReason } from '../../domain/customer-hierarchy.ts'
import type { FieldChange } from '../../domain/field-changes.ts'
import type { Language } from '../../domain/languages.ts'
import type { Log } from '../../domain/log-events.ts'
import { type Send, writeCustomerMessage } from '../../domain/messages.ts'
import { personName } from '../../domain/person-name.ts'
import type { Actor, TimelineEntry } from '../../domain/timeline.ts'
import { tradeCodesOf } from '../../domain/trade-codes.ts'
import { judgeChange, judgedMember } from '../../domain/users/judge-change.ts'
import { type ChangeRefusal, plainAddress, type UserChange, withInvitation } from '../../domain/users/user.ts'
import type { AskedChange } from '../../domain/users/user-fields.ts'
import { editCustomer } from '../edit-customer.ts'
import type { Located } from '../store/customers.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { KeptPartner } from '../store/hierarchies.ts'
import type { TakeNumber } from '../store/number-sequences.ts'
import { statusOf } from '../store/partner-lines.ts'
import { releaseAdmins } from './follow-contact.ts'
import { allPlaces, comingBack, personAnywhere } from './known-person.ts'
import { newPerson } from './new-person.ts'
import type { UserMail } from './partner-push.ts'
import { type MemberChange, storeMember, withSettled } from './store-member.ts'

export type ApplyUserChangeDeps = {
  readonly headquarters: HeadquartersStore
  readonly takeNumber: TakeNumber
  readonly send: Send
  /** Users of a partner for which no other number is set; 0 = no limit. */
  readonly maxUsers: number
  /** The language of a user of whom none is said. */
  readonly defaultLanguage: Language
  readonly now: () => Date
  readonly log: Log
}

/** A change that an Admin of the partner asked for, or a member of staff. */
export type UserOrder = Omit<UserChange, 'by'> & {
  readonly by?: UserChange['by']
  /** Who of staff wants it. */
  readonly who?: string
  /** Whoever is added is told nothing by mail. */
  readonly isUninvited?: boolean
  /** Whether the address of an Admin may be changed; staff may only with the role. */
  readonly mayMoveAdmins?: boolean
}

export type ApplyOutcome =
  | { readonly outcome: 'applied' }
  | { readonly outcome: 'refused'; readonly code: ChangeRefusal; readonly because: TrueReason }
  | { readonly outcome: 'no-partner' }

/** What applying it comes to in one attempt. */
type Step = { readonly change: MemberChange; readonly refused?: TrueReason } | 'conflict'

const tries = 6

const askedOf = (order: UserOrder): AskedChange => order as unknown as AskedChange

const actorOf = (kept: KeptPartner, { by, who }: UserOrder): Actor => {
  if (who !== undefined) return { name: who }
  const admin = kept.members.find(({ customerId }) => customerId === by?.userId)
  return admin?.name ? { name: admin.name, id: admin.customerId } : 'headquarters'
}

/** When an Admin of the partner asked; staff's changes are applied at once. */
const asked = ({ by, at }: UserOrder) => (by === undefined ? {} : { askedAt: at })

/** What the site is told for a reason: of an address that is somebody's elsewhere no more than that it cannot be. */
const toldCode = ({ code }: TrueReason): ChangeRefusal => (code === 'address-taken' ? 'cannot-be-added' : code)

const refusal = (kept: KeptPartner, order: UserOrder, because: TrueReason, at: string): MemberChange => {
  const { userId, kind, changeId, fields, role = 'User' } = order
  const known = kept.place(userId).member
  const code = toldCode(because)
  const { holder } = because
  // With the true reason: staff read it.
  const entry: TimelineEntry = {
    at,
    actor: actorOf(kept, order),
    code: 'user-refused',
    change: kind,
    why: because.code,
    userId,
    ...(holder === undefined ? {} : { holder }),
    ...asked(order),
  }
  const entries = [entry]
  if (kind === 'add' && !(known && isUser(known))) {
    const name = known?.name ?? personName({ firstName: fields?.firstName ?? '', lastName: fields?.lastName ?? '' })
    const refused: KeptMember = {
      ...(known ?? { customerId: userId, name, role, addedAt: at }),
      status: 'Refused',
      reason: code,
      since: at,
      because,
      refused: { changeId, kind, code, at },
    }
    return { kept, member: withSettled(refused, changeId), entries, at }
  }
  const unknown = { customerId: userId, name: '', role, addedAt: at, status: 'Refused' as const, reason: code }
  const { because: _, ...member }: KeptMember = known ?? unknown
  // Only where it is not what the site is told.
  const truth = because.code === code ? {} : { because }
  const next = { ...member, ...truth, refused: { changeId, kind, code, at } }
  return { kept, member: withSettled(next, changeId), entries, at }
}

/** What became of a change that was settled before. */
const settledAs = ({ refused, because }: KeptMember, changeId: string): ApplyOutcome =>
  refused?.changeId === changeId
    ? { outcome: 'refused', code: refused.code, because: because ?? { code: refused.code } }
    : { outcome: 'applied' }

const personAt = async (
  { headquarters: { customers } }: ApplyUserChangeDeps,
  userId: string,
  member: KeptMember | undefined,
): Promise<Located<Person> | undefined> => {
  const found = await (member && member.home === undefined && member.status !== 'Refused'
    ? customers.locate(userId)
    : customers.read(member?.home ?? customers.homeFor(userId), userId))
  return found?.value.type === 'Person' ? { ...found, value: found.value } : undefined
}

type Said = { readonly role?: string; readonly reason?: string; readonly changes?: readonly FieldChange[] }

const userEntry = (
  kept: KeptPartner,
  order: UserOrder,
  number: string,
  at: string,
  more: Said = {},
): TimelineEntry => ({
  at,
  actor: actorOf(kept, order),
  code: 'user-changed',
  number,
  change: order.kind,
  userId: order.userId,
  ...more,
  ...asked(order),
})

/** What of a user changed: role and status, and what else is known of. */
const memberChanges = (
  before: KeptMember | undefined,
  after: KeptMember,
  others: readonly FieldChange[] = [],
): Pick<Said, 'changes'> => {
  const sides = (path: string, was: string | undefined, is: string): FieldChange[] =>
    was === is ? [] : [{ path, ...(was === undefined ? {} : { before: was }), after: is }]
  const changes = [
    ...others,
    ...sides('role', before?.role, after.role),
    ...sides('status', before && statusOf(before), statusOf(after)),
  ]
  return changes.length > 0 ? { changes } : {}
}

/** Changes the fields of a customer as staff would. @returns from what to what, or why not */
const editFields = async (
  deps: ApplyUserChangeDeps,
  person: Located<Person>,
  kept: KeptPartner,
  order: UserOrder,
): Promise<TrueReason | 'conflict' | { readonly changes: readonly FieldChange[] }> => {
  const { language, ...typed } = order.fields ?? {}
  const actor = actorOf(kept, order)
  const edited = await editCustomer(deps)(person.value.customerId, {
    typed,
    etag: person.etag,
    actor: typeof actor === 'string' ? { name: kept.head.number } : actor,
    mayMoveAdmins: order.mayMoveAdmins ?? order.by !== undefined,
    home: person.home,
    ...(language ? { language } : {}),
  })
  if (edited.outcome === 'stored') return { changes: edited.changes }
  if (edited.outcome !== 'refused') return 'conflict'
  if (edited.errors.some(({ code }) => code === 'admins-only')) return { code: 'not-an-admin' }
  const { signIns } = deps.headquarters
  const holder = typed.email ? (await signIns.holder(typed.email))?.customerId : undefined
  const isHere = kept.members.some((member) => member.customerId === holder && isUser(member))
  if (isHere) return { code: 'already-a-user' }
  return { code: 'address-taken', ...(holder === undefined ? {} : { holder }) }
}

const add = async (deps: ApplyUserChangeDeps, found: KeptPartner, order: UserOrder, at: string): Promise<Step> => {
  let kept = found
  let changes: readonly FieldChange[] = []
  const { headquarters, takeNumber, defaultLanguage } = deps
  const { userId, organizationId, fields, role = 'User', changeId } = order
  const { signIns, customers } = headquarters
  const email = fields?.email ?? ''
  if ((await signIns.claim(email, userId, [organizationId])) === 'taken') {
    const holder = (await signIns.holder(email))?.customerId
    const isHere = kept.members.some((member) => member.customerId === holder && isUser(member))
    const because: TrueReason = isHere
      ? { code: 'already-a-user' }
      : { code: 'address-taken', ...(holder === undefined ? {} : { holder }) }
    return { change: refusal(kept, order, because, at), refused: because }
  }
  const place = { organizationId, home: kept.home }
  const known = kept.place(userId).member
  // Only staff name somebody who may be kept anywhere: a person of another partner.
  let before =
    (await personAt(deps, userId, known)) ??
    (order.who === undefined ? undefined : await personAnywhere(headquarters, userId))
  if (before && fields) {
    // What is said of it now is told to its onboardings as any change is.
    const edited = await editFields(deps, before, kept, order)
    const now = await headquarters.hierarchies.readKept(kept.home, organizationId)
    if (edited === 'conflict' || !now) return 'conflict'
    if ('code' in edited) return { change: refusal(kept, order, edited, at), refused: edited }
    kept = now
    changes = edited.changes
    before = (await personAt(deps, userId, known)) ?? (await personAnywhere(headquarters, userId))
  }
  const home = before?.home ?? customers.homeFor(userId)
  let next: Person
  if (before) {
    const others = (await allPlaces(headquarters, before.value)).filter(
      (each) => each.organizationId !== organizationId,
    )
    next = comingBack(before.value, [...others, place])
  } else {
    const organization = await customers.read(kept.home, organizationId)
    const { language = defaultLanguage } = fields ?? {}
    const prospectId = organization?.value.prospectId ?? organizationId
    const about = {
      number: await takeNumber('customer'),
      prospectId,
      language: language || defaultLanguage,
      at,
      trade: organization ? tradeCodesOf(organization.value) : {},
    }
    next = newPerson(fields ?? {}, place, { ...about, userId: order.userId })
  }
  const addedBy = order.by?.userId
  const member: KeptMember = {
    ...{ customerId: userId, name: next.name, role, addedAt: at, home },
    ...(addedBy === undefined ? {} : { addedBy }),
  }
  const mails: UserMail[] = order.isUninvited ? [] : [{ kind: 'user-added', number: next.mailCount ?? 1 }]
  const entries = [userEntry(kept, order, next.number, at, { role, ...memberChanges(known, member, changes) })]
  const settled = withSettled({ ...member, ...(known?.settled ? { settled: known.settled } : {}) }, changeId)
  return {
    change: { kept, member: settled, person: { ...(before ? { before } : {}), next, home }, entries, mails, at },
  }
}

const edit = async (
  deps: ApplyUserChangeDeps,
  kept: KeptPartner,
  order: UserOrder,
  member: KeptMember,
  at: string,
): Promise<Step> => {
  const person = await personAt(deps, order.userId, member)
  if (!person) return 'conflict'
  const edited = await editFields(deps, person, kept, order)
  if (edited === 'conflict') return edited
  if ('code' in edited) return { change: refusal(kept, order, edited, at), refused: edited }
  // What is kept with the person may have changed its place in the hierarchy.
  const now = await deps.headquarters.hierarchies.readKept(kept.home, kept.head.organizationId)
  const there = now?.place(order.userId).member
  const after = await deps.headquarters.customers.read(person.home, order.userId)
  if (!now || !there || !after) return 'conflict'
  const { role = there.role } = order
  const named = { ...there, name: after.value.name, role, home: person.home }
  const more = { ...(role === there.role ? {} : { role }), ...memberChanges(there, named, edited.changes) }
  const entries = [userEntry(kept, order, after.value.number, at, more)]
  return { change: { kept: now, member: withSettled(named, order.changeId), entries, at } }
}

/** Everything that changes the membership alone. */
const changeMembership = async (
  deps: ApplyUserChangeDeps,
  kept: KeptPartner,
  order: UserOrder,
  member: KeptMember,
  at: string,
): Promise<Step> => {
  const { kind, changeId, userId, organizationId, reason, note, role = member.role } = order
  const person = await personAt(deps, userId, member)
  const number = person?.value.number ?? userId
  const { status: _, reason: __, note: ___, since: ____, ...active } = member
  const settled = (next: KeptMember): KeptMember =>
    withSettled(person ? { ...next, home: person.home } : next, changeId)
  const step = (next: KeptMember, more: Said = {}): MemberChange => ({
    kept,
    member: settled(next),
    entries: [userEntry(kept, order, number, at, { ...more, ...memberChanges(member, next) })],
    at,
  })
  if (kind === 'role') return { change: step({ ...member, role }, { role }) }
  if (kind === 'enable') return { change: step(active) }
  if (kind === 'disable') {
    const why = reason ?? 'other'
    const disabled: KeptMember = { ...active, status: 'Disabled', reason: why, since: at, ...(note ? { note } : {}) }
    return { change: step(disabled, { reason: note ?? why }) }
  }
  if (kind === 'invite') {
    if (!person) return 'conflict'
    const mailCount = (person.value.mailCount ?? 0) + 1
    const change = step({ ...member, invited: withInvitation(member.invited, Date.parse(at)) })
    const next: Person = { ...person.value, mailCount }
    const mails: UserMail[] = [{ kind: 'user-added', number: mailCount }]
    return { change: { ...change, person: { before: person, next, home: person.home }, mails } }
  }
  const change = step({ ...active, status: 'Removed', since: at })
  if (!person) return { change }
  const places = await allPlaces(deps.headquarters, person.value)
  const mailCount = (person.value.mailCount ?? 0) + 1
  const memberOf = places.filter((place) => place.organizationId !== organizationId)
  const next: Person = { ...person.value, memberOf, mailCount }
  const mails: UserMail[] = [{ kind: 'user-removed', number: mailCount }]
  return { change: { ...change, person: { before: person, next, home: person.home }, mails } }
}

/** Gives up the address that an earlier attempt to add somebody claimed, unless it is one of a user. */
const giveUpClaim = async (
  deps: ApplyUserChangeDeps,
  kept: KeptPartner,
  { kind, fields, userId, organizationId }: UserOrder,
): Promise<void> => {
  const email = fields?.email
  if (kind !== 'add' || !email) return
  const { member } = kept.place(userId)
  const person = member && isUser(member) ? (await personAt(deps, userId, member))?.value : undefined
  const own = person ? [person.email ?? '', ...(person.held ?? []), ...(person.formerEmails ?? [])] : []
  if (own.some((address) => plainAddress(address) === plainAddress(email))) return
  await deps.headquarters.signIns.leave(email, userId, organizationId)
}

const stepOf = async (deps: ApplyUserChangeDeps, kept: KeptPartner, order: UserOrder, at: string): Promise<Step> => {
  const { head, members } = kept
  const organization = {
    status: head.status ?? ('Active' as const),
    maxUsers: head.maxUsers ?? deps.maxUsers,
    users: members.map(judgedMember),
    at: Date.parse(at),
  }
  const judgement = judgeChange(organization, order.by?.userId, askedOf(order), order.userId)
  if (judgement !== 'accepted') {
    await giveUpClaim(deps, kept, order)
    const because: TrueReason = { code: judgement }
    return { change: refusal(kept, order, because, at), refused: because }
  }
  if (order.kind === 'add') return add(deps, kept, order, at)
  const { member } = kept.place(order.userId)
  if (!member) throw new Error('A user that was judged is not there.')
  return order.kind === 'edit' ? edit(deps, kept, order, member, at) : changeMembership(deps, kept, order, member, at)
}

/**
 * Applies a change, once, however often it comes: whoever repeats it is told the same.
 * @throws Error when the partner changes too often meanwhile: the change stays, and is tried again
 */
export const applyUserChange = async (deps: ApplyUserChangeDeps, order: UserOrder): Promise<ApplyOutcome> => {
  const { headquarters, send, now, log } = deps
  const { hierarchies } = headquarters
  const { organizationId, userId, changeId, kind } = order
  // Whoever is enabled may have a contact that was deactivated meanwhile.
  const looksAtSales = kind === 'add' || kind === 'edit' || kind === 'enable'
  const mayMakeAdmin = order.role === 'Admin' || kind === 'enable'
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const kept =
      (await hierarchies.readKept(order.home, organizationId)) ??
      (await hierarchies
        .locate(organizationId)
        .then((found) => found && hierarchies.readKept(found.home, organizationId)))
    if (!kept) {
      log.warn('change-without-partner', { correlationId: organizationId, act: kind })
      return { outcome: 'no-partner' }
    }
    const known = kept.place(userId).member
    const finish = async (): Promise<'followed' | 'again'> => {
      if (looksAtSales) await send([writeCustomerMessage(userId)])
      return mayMakeAdmin
        ? releaseAdmins(headquarters, { organizationId, home: kept.home }, now().toISOString())
        : 'followed'
    }
    if (known?.settled?.includes(changeId)) {
      // Whoever was cut off after it was stored may not have come to this.
      if (isUser(known) && (await finish()) === 'again') continue
      return settledAs(known, changeId)
    }
    const step = await stepOf(deps, kept, order, now().toISOString())
    if (step === 'conflict') continue
    if ((await storeMember(headquarters, step.change)) === 'conflict') continue
    log.info('user-changed', { correlationId: userId, act: kind, ...(step.refused ? { code: step.refused.code } : {}) })
    if (step.refused) return { outcome: 'refused', code: toldCode(step.refused), because: step.refused }
    if ((await finish()) === 'again') continue
    return { outcome: 'applied' }
  }
  throw new Error('A partner changed too often to change its users.')
}
