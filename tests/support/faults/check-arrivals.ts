// Invariant I21: where every customer of Sales comes, each active one is exactly one customer here and bears its number.

import { recordIdOf } from '../../../shared/domain/customer.ts'
import type { CustomerType } from '../../../shared/domain/customer-fields.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void

const rule: Invariant = 'I21 every customer of Sales is one here'

export const checkArrivals = (world: World, { customers }: Everything, report: Report): void => {
  const { sales } = world
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
