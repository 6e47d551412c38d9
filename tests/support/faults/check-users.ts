// Invariant I13: the users of partners. What was answered with 202 ends, a partner has an Admin, an address is of one
// person, sites show what headquarters has, and a user is told once for each cause.

import type { ChannelOrganization, UserView } from '../../../shared/channel/partner.ts'
import { recordIdOf } from '../../../shared/domain/customer.ts'
import { isUser, type KeptMember } from '../../../shared/domain/customer-hierarchy.ts'
import { personName } from '../../../shared/domain/person-name.ts'
import { decisionMailId } from '../../../shared/headquarters/decision-mail-id.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import { holdMs } from '../../../shared/mail/send-once.ts'
import { toldUser } from './before-its-time.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void

const ends: Invariant = 'I13 every change of a user ends'
const one: Invariant = 'I13 one person for an address'
const same: Invariant = 'I13 sites show what headquarters has'
const admin: Invariant = 'I13 never without an Admin'
const shownInSales: Invariant = 'I13 Sales shows what headquarters has'
const follows: Invariant = 'I13 a user follows its contact'
const mailed: Invariant = 'I13 a user is told once'

const viewsIn = (world: World): UserView[] =>
  world.channel.rows().flatMap(({ key, value }) => (toldUser(key) === undefined ? [] : [value as UserView]))

const statusOf = ({ status = 'Active' }: { readonly status?: string }): string => status

const checkEnds = (world: World, views: readonly UserView[], report: Report): void => {
  for (const { userId, status, pending, reason } of views) {
    if (status === 'Pending' || pending) report(ends, `${userId} waits still`)
    if (status === 'Refused' && !reason) report(ends, `${userId} was refused without a reason`)
  }
  for (const { userId, kind } of world.asked)
    if (!views.some((view) => view.userId === userId)) report(ends, `${kind} of ${userId} is forgotten`)
}

const checkAddresses = (views: readonly UserView[], report: Report): void => {
  const holders = new Map<string, string>()
  for (const { email, userId, status } of views) {
    if (status !== 'Active' && status !== 'Disabled') continue
    const holder = holders.get(email)
    if (holder !== undefined && holder !== userId) report(one, `${email} is of ${holder} and ${userId}`)
    holders.set(email, userId)
  }
}

const checkSame = (world: World, everything: Everything, views: readonly UserView[], report: Report): void => {
  const { customers, hierarchies } = everything
  for (const { hierarchyId, members } of hierarchies) {
    const active = members.filter((member) => member.role === 'Admin' && statusOf(member) === 'Active')
    if (active.length === 0) report(admin, `${hierarchyId} has no Admin`)
    for (const member of members as readonly KeptMember[]) {
      const view = views.find((each) => each.userId === member.customerId && each.organizationId === hierarchyId)
      const customer = customers.find(({ customerId }) => customerId === member.customerId)
      if (!view) {
        report(same, `${member.customerId} is not shown`)
        continue
      }
      if (view.status !== statusOf(member)) report(same, `${view.userId} is shown ${view.status}`)
      // Of who has left, sites keep what they were told last.
      if (!isUser(member) || customer?.type !== 'Person') continue
      const shown = [view.role, personName(view), view.email, view.phone, view.jobTitle]
      const { name, email, phone, jobTitle } = customer
      if (shown.join() !== [member.role, name, email, phone, jobTitle].join())
        report(same, `${view.userId} is shown as ${shown.join()}`)
    }
  }
  for (const { key, value } of world.channel.rows()) {
    if (!/^organization\|[^|]+$/.test(key)) continue
    const { organizationId, userCount, admins } = value as ChannelOrganization
    const own = views.filter((view) => view.organizationId === organizationId)
    const counted = own.filter(({ status }) => status === 'Active' || status === 'Disabled').length
    const acting = own.filter(({ role, status }) => role === 'Admin' && status === 'Active').length
    if (userCount !== counted || admins !== acting) report(same, `${organizationId} counts ${userCount} and ${admins}`)
  }
}

/** Of those who were added on the site; whom an onboarding brought the round shows by and by. */
const checkShown = (world: World, { customers, hierarchies }: Everything, report: Report): void => {
  if (world.copy.isRestored) return
  for (const userId of new Set(world.asked.filter(({ kind }) => kind === 'add').map((asked) => asked.userId))) {
    const person = customers.find(({ customerId }) => customerId === userId)
    const hierarchy = hierarchies.find(
      ({ hierarchyId }) => hierarchyId === (person?.type === 'Person' && person.invoiceAccount),
    )
    const member = hierarchy?.members.find(({ customerId }) => customerId === userId)
    if (!person || !member || member.status === 'Refused' || !world.sales.rows.contacts.has(recordIdOf(person)))
      continue
    const { role, user } = world.sales.rows.shown.get(recordIdOf(person)) ?? {}
    if (role !== member.role || user !== statusOf(member)) report(shownInSales, `${userId} is shown ${role} ${user}`)
  }
}

/** Whoever signs in has an active contact, except an Admin who is alone; nobody is left without access whose contact is back. */
const checkFollows = (world: World, { customers, hierarchies }: Everything, report: Report): void => {
  for (const { hierarchyId, members } of hierarchies) {
    const admins = members.filter((member) => member.role === 'Admin' && statusOf(member) === 'Active')
    for (const member of members as readonly KeptMember[]) {
      const person = customers.find(({ customerId }) => customerId === member.customerId)
      const contact = person && world.sales.rows.contacts.get(recordIdOf(person))
      // One that was merged into another customer's says nothing of either.
      if (!contact || contact.mergedInto !== undefined) continue
      const isAlone = admins.length === 1 && admins[0] === member
      if (world.sales.rows.accounts.get(contact.accountId ?? '')?.mergedInto !== undefined)
        report(follows, `the contact of ${member.customerId} stands under an account that was merged`)
      if (statusOf(member) === 'Active' && contact.isInactive && !isAlone)
        report(follows, `${member.customerId} of ${hierarchyId} is Active without its contact`)
      if (member.status === 'Disabled' && member.reason === 'deactivated-in-sales' && !contact.isInactive)
        report(follows, `${member.customerId} of ${hierarchyId} is Disabled, and its contact is active`)
    }
  }
}

const checkMails = (world: World, views: readonly UserView[], mayRepeat: boolean, report: Report): void => {
  for (const userId of new Set(views.map((view) => view.userId))) {
    const taken = world.mail.taken.filter((mail) => mail.prospectId === userId)
    for (const [mailId, copies] of Map.groupBy(taken, (mail) => mail.mailId)) {
      const waited = (copies[1]?.at ?? 0) - (copies[0]?.at ?? 0) >= holdMs
      if (copies.length > 2 || (copies.length > 1 && !(mayRepeat && waited)))
        report(mailed, `${userId} got ${mailId} ${copies.length} times`)
    }
    const rows = world.headquarters.rows().filter(({ key }) => key.startsWith(`${userId}|m|`))
    const records = rows.map(({ value }) => value as MailRecord)
    for (const { mailId, state } of records)
      if (state === 'Sending' || state === 'Waiting') report(mailed, `mail ${mailId} is ${state}`)
    // Each add that came through is told; one of unknown end may have been.
    const wasAdded = world.asked.some((asked) => asked.userId === userId && asked.kind === 'add')
    const isThere = views.some((view) => view.userId === userId && view.status === 'Active')
    const told = records.filter(({ kind }) => kind === 'user-added')
    if (wasAdded && isThere && told.length === 0) report(mailed, `${userId} was never told`)
    if (taken.some(({ mailId }) => !records.some((row) => row.mailId === mailId)))
      report(mailed, `${userId} got a mail that nothing asked for (${decisionMailId(userId, 1)})`)
  }
}

export const checkUsers = (world: World, everything: Everything, mayRepeat: boolean, report: Report): void => {
  const views = viewsIn(world)
  checkEnds(world, views, report)
  checkAddresses(views, report)
  checkSame(world, everything, views, report)
  checkShown(world, everything, report)
  checkFollows(world, everything, report)
  checkMails(world, views, mayRepeat, report)
}
