// The customers and the hierarchy that a prospect needs.

import type { NeededCustomers } from '../domain/convergence.ts'
import type { Organization, Person } from '../domain/customer.ts'
import { organizationCustomer, personCustomer, sharedPerson } from '../domain/customers-of-prospect.ts'
import type { ProspectFlag } from '../domain/flags.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { linkCustomer } from './link-customer.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'

export type LinkedCustomers = {
  readonly organization?: CustomerRef
  readonly person?: CustomerRef
  /** The address that the person signs in with. */
  readonly personEmail?: string
  readonly entries: readonly TimelineEntry[]
}

/** Links the customers that a look found to be needed. A person is invoiced to the organization, so it comes second. */
export const linkCustomers = async (context: StepContext, needs: NeededCustomers): Promise<LinkedCustomers> => {
  const { prospect, approves, unit } = context
  const organization =
    needs.organization &&
    (await linkCustomer<Organization>(
      context,
      needs.organization,
      prospect.organization,
      (from, stamp, before) => organizationCustomer(from, prospect.request, stamp, before),
      approves && prospect.organization?.shared === true,
    ))
  const invoiceAccount = organization?.ref.customerId
  // Name and address of its own person stand in the prospect, unless it was stored before they did. One that is kept
  // elsewhere is put back, so that a change of its address comes before the approval or after it.
  const isUnsure =
    approves &&
    (prospect.person?.shared === true || prospect.person?.email === undefined || prospect.person.home !== unit.home)
  const shared = (person: Person) => (approves ? sharedPerson(person, prospect.prospectId) : person)
  const person =
    needs.person && invoiceAccount
      ? await linkCustomer<Person>(
          context,
          needs.person,
          prospect.person,
          (from, stamp, before) => shared(personCustomer(from, invoiceAccount, prospect.request, stamp, before)),
          isUnsure || invoiceAccount !== prospect.organization?.customerId,
        )
      : undefined
  return {
    ...(organization ? { organization: organization.ref } : {}),
    ...(person ? { person: person.ref } : {}),
    ...(person?.email ? { personEmail: person.email } : {}),
    entries: [...(organization?.entries ?? []), ...(person?.entries ?? [])],
  }
}

/** Why an approval has to wait: it needs a person who can sign in. The address is claimed for the person. */
export const obstacleToApproval = async (
  { headquarters, approves }: StepContext,
  needs: NeededCustomers,
  { person, personEmail }: LinkedCustomers,
): Promise<ProspectFlag | undefined> => {
  if (!approves) return undefined
  if (needs.isUnreadable) return 'unreadable-in-sales'
  if (!person) return undefined
  if (!personEmail) return needs.person?.from.values.email === undefined ? 'unreadable-in-sales' : 'no-email'
  return (await headquarters.signIns.claim(personEmail, person.customerId)) === 'taken'
    ? 'duplicate-sign-in'
    : undefined
}

/** The customers of an approval that is stored and has to join its hierarchy still. The person is put back as in an approval. */
export const customersOfApproval = async (
  { headquarters, unit, prospect }: StepContext,
  { email }: { readonly email: string },
): Promise<LinkedCustomers> => {
  const { organization, person } = prospect
  if (!organization || !person) throw new Error('An approved prospect has no customers.')
  const stored = await headquarters.customers.read(person.home, person.customerId)
  if (!stored) throw new ChangedMeanwhile('A customer is not where it was.')
  headquarters.customers.replace(unit, stored, stored.value)
  return { organization, person, personEmail: email, entries: [] }
}
