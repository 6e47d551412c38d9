// Invariant I9: a customer and its account or contact say the same, nothing that was typed on either side is lost, and the
// sides do not answer each other's writes.

import { createHash } from 'node:crypto'
import type { UserView } from '../../../shared/channel/partner.ts'
import { type Customer, recordIdOf } from '../../../shared/domain/customer.ts'
import { type CustomerPath, customerFields, valuesOf } from '../../../shared/domain/customer-fields.ts'
import { isUser } from '../../../shared/domain/customer-hierarchy.ts'
import { customerFlags } from '../../../shared/domain/flags.ts'
import { personName } from '../../../shared/domain/person-name.ts'
import { shardOf } from '../../../shared/platform/shards.ts'
import { toldUser } from './before-its-time.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { Edit, World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void
const agree: Invariant = 'I9 both sides of a customer agree'

/** A customer's own id, and those of the records that it follows one after the other. */
const followedBy = ({ sales: { rows } }: World, customer: Customer): ReadonlySet<string> => {
  const { type, customerId } = customer
  const table = type === 'Organization' ? rows.accounts : rows.contacts
  const ids = new Set([customerId, recordIdOf(customer)])
  for (const id of ids) {
    const { mergedInto } = table.get(id) ?? {}
    if (mergedInto !== undefined) ids.add(mergedInto)
  }
  return ids
}

/** What the app may not read any more is as it was when it could, or as a clerk left it. */
const checkUnread = (world: World, customer: Customer, path: CustomerPath, report: Report): void => {
  const { customerId, type } = customer
  const ids = followedBy(world, customer)
  const wasEmptied = world.edits.some((edit) => ids.has(edit.id) && edit.path === path && edit.text === '')
  if (world.held.has(`${customerId} ${path}`) && !wasEmptied && valuesOf(type, customer)[path] === undefined)
    report('I9 no change of a customer is lost', `${path} of ${customerId} was wiped because it cannot be read`)
}

const checkValues = (world: World, customer: Customer, report: Report): void => {
  const { type, customerId, flags = [], unwritten = [] } = customer
  const { missing, merged } = customerFlags[type]
  const found = world.sales.readCustomer(type, recordIdOf(customer))
  if (!found) {
    if (world.sales.rows.deletedCustomers.has(customerId) && !flags.includes(missing))
      report(agree, `${customerId} was deleted in Sales and is not flagged`)
    return
  }
  // It follows the one that stands for it, unless that is another customer: then people are told.
  if ((found.mergedInto !== undefined) !== flags.includes(merged))
    report(agree, `${customerId} was merged into ${found.mergedInto}, and is flagged ${flags.join()}`)
  if (found.mergedInto !== undefined) return
  const ours = valuesOf(type, customer)
  for (const { path, own } of customerFields[type]) {
    if (own) continue
    if (found.values[path] === undefined) {
      checkUnread(world, customer, path, report)
      continue
    }
    if (path === 'email' && flags.includes('sign-in-kept')) continue
    if (path === 'credit.limit' && flags.includes('credit-proposed')) continue
    // Inactive rows are read-only.
    if (found.isInactive && unwritten.includes(path)) continue
    if ((ours[path] ?? '') !== (found.values[path] ?? ''))
      report(agree, `${path} of ${customerId} is ${ours[path]}, in Sales ${found.values[path]}`)
  }
}

/** What a field may be in the end: the last text of either side, and whatever a clerk got no answer for since. */
const allowed = (all: readonly Edit[]): Set<string> => {
  const edits = all.filter(({ isVoid }) => !isVoid)
  const texts = (['seller', 'clerk'] as const).flatMap((by) => {
    const own = edits.filter((edit) => edit.by === by)
    const lastSure = own.findLastIndex(({ sure }) => sure)
    return own.slice(Math.max(0, lastSure)).map(({ text }) => text)
  })
  return new Set([...texts, ...all.flatMap(({ isVoid, isAsked, text }) => (isVoid || isAsked ? [text] : []))])
}

const checkEdits = (world: World, customer: Customer, report: Report): void => {
  const { type, customerId, flags = [] } = customer
  const ours = valuesOf(type, customer)
  const ids = followedBy(world, customer)
  for (const { path } of customerFields[type]) {
    const edits = world.edits.filter((edit) => ids.has(edit.id) && edit.path === path)
    if (!edits.some(({ sure, isVoid }) => sure && !isVoid) || flags.length > 0 || world.sales.rows.secured.has(path))
      continue
    if (!allowed(edits).has(ours[path] ?? ''))
      report('I9 no change of a customer is lost', `${path} of ${customerId} is ${ours[path]}`)
  }
}

const hashOf = (email: string): string => createHash('sha256').update(email).digest('hex')

/** An address is claimed for nobody but the person that has it. */
const checkClaims = ({ rows, customers }: Everything, report: Report): void => {
  for (const { key, value } of rows) {
    if (!key.startsWith('sign-in|')) continue
    const { customerId } = value as { customerId: string }
    const holder = customers.find((customer) => customer.customerId === customerId)
    if (key !== `sign-in|${hashOf(holder?.email ?? '')}`)
      report(agree, `${customerId} holds an address that it does not have`)
  }
}

const signInOf = (world: World, email: string): string | undefined => {
  const hash = hashOf(email)
  return (world.headquarters.read(shardOf(hash), `sign-in|${hash}`)?.value as { customerId: string } | undefined)
    ?.customerId
}

/** Whoever waits for an address waits for one that another person still signs in with. */
const checkWaiting = (world: World, { customers, prospects }: Everything, report: Report): void => {
  for (const { prospect } of prospects) {
    if (!prospect.flags.includes('duplicate-sign-in')) continue
    const person = customers.find(({ customerId }) => customerId === prospect.person?.customerId)
    const holder = signInOf(world, person?.email ?? '')
    const others = customers.filter(({ customerId }) => customerId === holder && holder !== person?.customerId)
    if (!others.some(({ email }) => email === person?.email))
      report(agree, `${prospect.prospectId} waits for an address that nobody signs in with`)
  }
}

/** A member signs in with the address of the customer, and the hierarchy and the channel know its name. */
const checkMember = (world: World, { hierarchies }: Everything, customer: Customer, report: Report): void => {
  const { customerId, name, email = '' } = customer
  const members = hierarchies
    .flatMap(({ members }) => members)
    .filter((known) => known.customerId === customerId && isUser(known))
  if (members.length === 0) return
  if (signInOf(world, email) !== customerId) report(agree, `${customerId} cannot sign in with its address`)
  for (const member of members)
    if (member.name !== name) report(agree, `${customerId} is ${member.name} in a hierarchy`)
  const users = world.channel.rows().filter(({ key }) => toldUser(key) === customerId)
  for (const { value } of users) {
    const user = value as UserView
    if (personName(user) !== name || user.email !== email) report(agree, `the channel knows another ${customerId}`)
  }
}

export const checkBothSides = (world: World, everything: Everything, report: Report): void => {
  for (const customer of everything.customers) {
    checkValues(world, customer, report)
    checkEdits(world, customer, report)
    checkMember(world, everything, customer, report)
  }
  checkWaiting(world, everything, report)
  checkClaims(everything, report)
  const byClerk = world.edits.filter(({ by }) => by === 'clerk').length
  // Where a column cannot be read, nobody can see that another run has written it.
  if (world.sales.rows.secured.size === 0 && !world.copy.isRestored && world.sales.written.customers > byClerk)
    report('I9 no echo between the sides', `${world.sales.written.customers} writes for ${byClerk} changes`)
}
