// Invariant I17: a credit limit above what one person decides stands nowhere unless a second one confirmed it, and sites show
// the credit that headquarters has.

import type { ChannelOrganization } from '../../../shared/channel/partner.ts'
import { type Organization, recordIdOf } from '../../../shared/domain/customer.ts'
import { equal } from '../../../shared/domain/equal.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

type Report = (invariant: Invariant, what: string) => void
const second: Invariant = 'I17 two people for a high limit'
const shown: Invariant = 'I17 sites show the credit'

/** What one person decides in the world of the rig, in euros. */
export const oneDecides = 10_000

const isHigh = (limit: string | undefined): boolean => Number((limit ?? '0').split(' ')[0]) > oneDecides

const checkLimit = (world: World, { prospects }: Everything, customer: Organization, report: Report): void => {
  const { customerId, number, credit, proposedCredit, flags = [] } = customer
  const lines = prospects.flatMap(({ timeline }) => timeline)
  /** Limits that somebody confirmed who had not proposed them. */
  const confirmed = lines.flatMap((entry) => {
    if (entry.code !== 'credit-confirmed' || entry.number !== number) return []
    return (entry.changes ?? []).flatMap(({ after }) => {
      const isOwn = lines.some(
        (other) =>
          other.code === 'credit-proposed' &&
          other.number === number &&
          other.changes?.some((change) => change.after === after) === true &&
          equal(other.actor, entry.actor),
      )
      return isOwn ? [] : [after]
    })
  })
  if (isHigh(credit?.limit) && !confirmed.includes(credit?.limit))
    report(second, `${customerId} has ${credit?.limit}, which nobody confirmed`)
  if (flags.includes('credit-proposed') !== (proposedCredit !== undefined))
    report(second, `${customerId} is flagged ${flags}, and what waits is ${JSON.stringify(proposedCredit)}`)
  const record = world.sales.readCustomer('Organization', recordIdOf(customer))
  const theirs = record?.values['credit.limit'] ?? undefined
  // One that was merged is read-only, and nobody's any more.
  if (!proposedCredit && !record?.mergedInto && isHigh(theirs) && !confirmed.includes(theirs))
    report(second, `${customerId} is ${theirs} in Sales, which nobody confirmed and which waits for nobody`)
}

const checkShown = (world: World, { customerId, credit }: Organization, report: Report): void => {
  for (const { value } of world.channel.rows()) {
    const told = value as Partial<ChannelOrganization>
    if (told.organizationId !== customerId || told.hierarchyId === undefined || told.userCount === undefined) continue
    const limit = told.credit?.limit === undefined ? undefined : `${told.credit.limit} ${told.credit.currency}`
    if (limit !== credit?.limit || (told.credit?.onHold ?? 'No') !== (credit?.onHold ?? 'No'))
      report(shown, `${customerId} is ${JSON.stringify(told.credit)} there, ${JSON.stringify(credit)} here`)
  }
}

export const checkCredit = (world: World, everything: Everything, report: Report): void => {
  for (const customer of everything.customers)
    if (customer.type === 'Organization') {
      checkLimit(world, everything, customer, report)
      checkShown(world, customer, report)
    }
}
