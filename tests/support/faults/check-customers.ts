// Invariant I2: the lead, its note, the customers and the hierarchy of each prospect exist exactly once.

import { waitsForConfirmation } from '../../../shared/domain/confirmation.ts'
import { recordIdOf } from '../../../shared/domain/customer.ts'
import { toldUser } from './before-its-time.ts'
import { importedIn } from './check-imports.ts'
import type { Invariant } from './invariants.ts'
import type { Everything, Reading } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void
const rule: Invariant = 'I2 one lead, note, customer pair and hierarchy'

const repeated = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at)

const checkLead = (world: World, { prospect }: Reading, report: Report): void => {
  const { leads, notes, deletedLeads, everGone, edits } = world.sales.rows
  const { prospectId, status } = prospect
  // A restore took it away, and it decides nothing any more.
  if (everGone.has(prospectId) && !leads.has(prospectId) && (status !== 'Open' || world.stays.has(prospectId))) return
  // No lead is written for what ended before, or waits for its address.
  const isWithout = prospect.withdrawn !== undefined || waitsForConfirmation(prospect)
  if (isWithout && !leads.has(prospectId)) return
  if (!leads.has(prospectId) && !deletedLeads.has(prospectId)) report(rule, `${prospectId} has no lead`)
  if (edits.has(prospectId) && leads.get(prospectId)?.edited === undefined)
    report(rule, `${prospectId} lost what a salesperson typed`)
  const count = [...notes.values()].filter((leadId) => leadId === prospectId).length
  const { withdrawn, answers = [], asked = 0, askedNotes = [] } = prospect
  const most = (withdrawn ? 2 : 1) + answers.length + asked + askedNotes.length
  if ((count < 1 || count > most) && !deletedLeads.has(prospectId)) report(rule, `${prospectId} has ${count} notes`)
}

const checkPartner = (world: World, everything: Everything, { prospect }: Reading, report: Report): void => {
  const { prospectId, status, organization, person, hierarchyId } = prospect
  const { accounts, contacts, deletedCustomers } = world.sales.rows
  for (const ref of [organization, person]) {
    if (!ref) continue
    const row = everything.customers.find(({ customerId }) => customerId === ref.customerId)
    if (!row || row.number !== ref.number) report(rule, `${prospectId} names a customer that is not there`)
    if (world.headquarters.read(ref.home, `${ref.customerId}|c`) === undefined)
      report(rule, `${prospectId} looks for its customer where it is not`)
  }
  if (status !== 'Approved') {
    if (hierarchyId) report(rule, `${prospectId} has a hierarchy without approval`)
    return
  }
  if (!organization || !person || !hierarchyId) {
    report(rule, `${prospectId} is approved without customers`)
    return
  }
  // Whoever follows another record by now needs that one.
  const recordOf = (customerId: string): string => {
    const customer = everything.customers.find((each) => each.customerId === customerId)
    return customer ? recordIdOf(customer) : customerId
  }
  if (!accounts.has(recordOf(organization.customerId)) && !deletedCustomers.has(organization.customerId))
    report(rule, `${prospectId} has an organization that Sales lacks`)
  if (!contacts.has(recordOf(person.customerId)) && !deletedCustomers.has(person.customerId))
    report(rule, `${prospectId} has a person that Sales lacks`)
  const hierarchy = everything.hierarchies.find((known) => known.hierarchyId === hierarchyId)
  if (!hierarchy?.members.some(({ customerId }) => customerId === person.customerId))
    report(rule, `${prospectId} is not in its hierarchy`)
  const user = world.channel.rows().filter(({ key }) => toldUser(key) === person.customerId)
  if (user.length < 1) report(rule, `${prospectId} cannot sign in`)
}

/**
 * Whoever signs in is invoiced to a partner that it belongs to, whatever undecided onboardings name the person besides. A user
 * of a partner that is approved elsewhere as well goes on buying for the first one.
 */
const checkInvoiced = ({ customers, prospects }: Everything, report: Report): void => {
  for (const customer of customers) {
    if (customer.type !== 'Person') continue
    const { customerId, invoiceAccount, memberOf = [] } = customer
    if (memberOf.some(({ organizationId }) => organizationId === invoiceAccount)) continue
    const approved = prospects
      .map(({ prospect }) => prospect)
      .filter(({ status, person }) => status === 'Approved' && person?.customerId === customerId)
    if (approved.length > 0 && !approved.some(({ organization }) => organization?.customerId === invoiceAccount))
      report(rule, `${customerId} is invoiced to ${invoiceAccount}, which no approval of it names`)
  }
}

export const checkCustomers = (world: World, everything: Everything, report: Report): void => {
  const { customers, hierarchies, prospects } = everything
  for (const reading of prospects) {
    checkLead(world, reading, report)
    checkPartner(world, everything, reading, report)
  }
  checkInvoiced(everything, report)
  for (const leadId of world.sales.rows.leads.keys())
    if (!world.accepted.has(leadId)) report(rule, `lead ${leadId} belongs to no request`)
  for (const id of repeated(customers.map(({ customerId }) => customerId))) report(rule, `customer ${id} is kept twice`)
  for (const number of repeated(customers.map((customer) => customer.number))) report(rule, `two customers ${number}`)
  for (const id of repeated(hierarchies.map(({ hierarchyId }) => hierarchyId)))
    report(rule, `hierarchy ${id} is kept twice`)
  for (const number of repeated(hierarchies.map((hierarchy) => hierarchy.number)))
    report(rule, `two hierarchies ${number}`)
  const imported = importedIn(world)
  for (const { hierarchyId, members, organizationId } of hierarchies) {
    const isAsApproved = world.asked.length === 0 && !world.staff.changedUsers
    if (isAsApproved && members.filter(({ role }) => role === 'Admin').length !== 1)
      report(rule, `${hierarchyId} has not one Admin`)
    const named = prospects.some(({ prospect }) => prospect.hierarchyId === hierarchyId) || imported.has(hierarchyId)
    if (!named || organizationId !== hierarchyId) report(rule, `hierarchy ${hierarchyId} belongs to nobody`)
  }
}
