// Invariant I21: where every customer of Sales comes, each active one is exactly one customer here and bears its number.

import { recordIdOf } from '../../../shared/domain/customer.ts'
import type { CustomerType } from '../../../shared/domain/customer-fields.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void

const rule: Invariant = 'I21 every customer of Sales is one here'
const made: Invariant = 'I21 a customer made here is in Sales'

/** The account that stands for one: a contact that is written after a merge stands where Sales moved the others. */
const accountFor = (accounts: World['sales']['rows']['accounts'], id: string): string => {
  const into = accounts.get(id)?.mergedInto
  return into === undefined ? id : accountFor(accounts, into)
}

/** What staff made is one customer, and stands in Sales with its id and all that was typed. */
const checkMadeHere = ({ sales, upkeep }: World, { customers }: Everything, report: Report): void => {
  for (const id of upkeep.madeHere ?? []) {
    const [ours, ...others] = customers.filter(({ customerId }) => customerId === id)
    if (!ours || others.length > 0) report(made, `${id} is ${others.length + (ours ? 1 : 0)} customers`)
    const rowOf = (record: string) => sales.rows.accounts.get(record) ?? sales.rows.contacts.get(record)
    const row = rowOf(id)
    // One that was merged stands in Sales as another, also where a restore took its own row away.
    if (!row && !(ours && rowOf(recordIdOf(ours)))) report(made, `${id} is not in Sales`)
    if (ours?.toWrite) report(made, `${id} is still to be written`)
    // The account that it was merged into bears the number of its own customer.
    if (row && ours && recordIdOf(ours) === id && sales.rows.markers.get(id) !== ours.number)
      report(made, `${id} does not bear ${ours.number}`)
    if (row && ours?.type === 'Person' && row.accountId !== accountFor(sales.rows.accounts, ours.invoiceAccount))
      report(made, `${id} is under no account`)
  }
}

export const checkArrivals = (world: World, everything: Everything, report: Report): void => {
  const { customers } = everything
  const { sales } = world
  checkMadeHere(world, everything, report)
  if (!sales.policy.takesAll) return
  const check = (type: CustomerType, id: string): void => {
    const ours = customers.filter((customer) => recordIdOf(customer) === id)
    if (ours.length !== 1) report(rule, `${id} is ${ours.length} customers of type ${type}`)
    for (const { number, type: itsType, isFromElsewhere } of ours) {
      if (itsType !== type) report(rule, `${id} is of type ${itsType}`)
      // Of an onboarding's own the round writes the number by and by.
      const marker = sales.rows.markers.get(id)
      if (isFromElsewhere && marker !== undefined && marker !== number)
        report(rule, `${id} bears ${marker}, and is ${number}`)
    }
  }
  for (const { id } of sales.arriving('Organization')) check('Organization', id)
  for (const { id, accountId } of sales.rows.contacts.values()) {
    const isKnown = customers.some((customer) => recordIdOf(customer) === accountId)
    if (isKnown && sales.readArriving('Person', id)?.isArriving) check('Person', id)
  }
}
