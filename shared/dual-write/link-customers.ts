// The customers and the hierarchy that a prospect needs.

import type { NeededCustomers } from '../domain/convergence.ts'
import { needsSecondPerson } from '../domain/credit-bounds.ts'
import type { Organization, Person } from '../domain/customer.ts'
import { organizationCustomer, personCustomer, sharedPerson } from '../domain/customers-of-prospect.ts'
import type { CustomerFlag, ProspectFlag } from '../domain/flags.ts'
import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import type { SalesRecord } from '../domain/sales-outcome.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { tradeCodesOf } from '../domain/trade-codes.ts'
import { membershipOf } from '../headquarters/change-customer.ts'
import { linkCustomer } from './link-customer.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'

const isPartnerWith = (other: Prospect, { customerId }: Person, prospectId: string): boolean =>
  other.prospectId !== prospectId && other.status === 'Approved' && other.person?.customerId === customerId

export type LinkedCustomers = {
  readonly organization?: CustomerRef
  readonly person?: CustomerRef
  /** The address that the person signs in with. */
  readonly personEmail?: string
  /** Flags of the organization, where it was read or made here; else the onboarding has them. */
  readonly organizationFlags?: readonly CustomerFlag[]
  readonly entries: readonly TimelineEntry[]
}

/**
 * Who is invoiced for a person that is there already. An onboarding that names the person besides changes nothing of that
 * before it is approved, and nothing at all once the person belongs to a partner.
 */
const invoicedFor = async (
  { headquarters, prospect, approves }: StepContext,
  person: Person,
  organizationId: string,
): Promise<string> => {
  const { invoiceAccount } = person
  if (invoiceAccount === organizationId) return organizationId
  // A user of a partner belongs to it, whichever onboarding brought the person.
  if (person.memberOf?.some(({ organizationId: partner }) => partner === invoiceAccount)) return invoiceAccount
  // Before its approval only the onboarding that brought the person may have another account: the approvals of all others
  // put the person back, so of them and of this change one comes first.
  if (!approves && person.prospectId !== prospect.prospectId) return invoiceAccount
  const membership = await membershipOf(headquarters, person, ['email'])
  const isPartner = membership?.prospects.some(({ value }) => isPartnerWith(value, person, prospect.prospectId))
  return isPartner ? invoiceAccount : organizationId
}

/** A limit that waits for a second person is not known yet: the next look at the customer tells of it. */
const withoutHighLimit = ({ creditBounds }: StepContext, account: SalesRecord): SalesRecord => {
  const { 'credit.limit': limit, ...values } = account.values
  return needsSecondPerson(creditBounds, limit ?? undefined) ? { ...account, values } : account
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
      (from, stamp, before) =>
        organizationCustomer(
          withoutHighLimit(context, from),
          prospect.request,
          stamp,
          before,
          context.tradeOf(prospect.request.channel),
        ),
      approves && prospect.organization?.shared === true,
    ))
  const organizationId = organization?.ref.customerId
  // Name and address of its own person stand in the prospect, unless it was stored before they did. One that is kept
  // elsewhere is put back, so that a change of its address comes before the approval or after it.
  const isUnsure =
    approves &&
    (prospect.person?.shared === true || prospect.person?.email === undefined || prospect.person.home !== unit.home)
  const shared = (person: Person) => (approves ? sharedPerson(person, prospect.prospectId) : person)
  const person =
    needs.person && organizationId
      ? await linkCustomer<Person>(
          context,
          needs.person,
          prospect.person,
          async (from, stamp, before) => {
            const invoiced = before ? await invoicedFor(context, before, organizationId) : organizationId
            const trade = tradeCodesOf(organization.ref.details ?? {})
            return shared(personCustomer(from, invoiced, prospect.request, stamp, before, trade))
          },
          isUnsure || organizationId !== prospect.organization?.customerId,
        )
      : undefined
  return {
    ...(organization ? { organization: organization.ref } : {}),
    ...(person ? { person: person.ref } : {}),
    ...(person?.email ? { personEmail: person.email } : {}),
    ...(organization?.flags ? { organizationFlags: organization.flags } : {}),
    entries: [...(organization?.entries ?? []), ...(person?.entries ?? [])],
  }
}

/** Why an approval has to wait: it needs a person who can sign in. The address is claimed for the person. */
export const obstacleToApproval = async (
  { headquarters, approves }: StepContext,
  needs: NeededCustomers,
  { organization, person, personEmail }: LinkedCustomers,
): Promise<ProspectFlag | undefined> => {
  if (!approves) return undefined
  if (needs.isUnreadable) return 'unreadable-in-sales'
  if (!person) return undefined
  if (!personEmail) return needs.person?.from.values.email === undefined ? 'unreadable-in-sales' : 'no-email'
  return (await headquarters.signIns.claim(
    personEmail,
    person.customerId,
    organization ? [organization.customerId] : [],
  )) === 'taken'
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
