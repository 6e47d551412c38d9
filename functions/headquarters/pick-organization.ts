// The organization that staff pick for a new partner: a customer that is here, or an account of Sales; and its contacts.

import type { Organization } from '../../shared/domain/customer.ts'
import { recordIdOf } from '../../shared/domain/customer.ts'
import { membersOf, type Values, valuesOf } from '../../shared/domain/customer-fields.ts'
import { organizationFields } from '../../shared/domain/new-partner.ts'
import { personName } from '../../shared/domain/person-name.ts'
import type { OfferedContact, PickedOrganization } from '../../shared/headquarters/new-partner-form.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import type { AccountContact, CustomerInSales } from '../../shared/sales/sales.ts'

export type PickDeps = {
  readonly headquarters: HeadquartersStore
  readonly readAccount: (accountId: string) => Promise<CustomerInSales | undefined>
  readonly contactsOf: (accountId: string) => Promise<readonly AccountContact[]>
}

export type Picked = {
  readonly kind: 'organization' | 'account'
  /** Of an account, the customer that it would be. */
  readonly organization: Organization
  readonly isPartner: boolean
}

/** The page says that it offers no more. */
const mostOffered = 50

/** What Sales does not answer, or refuses to, is not known. */
export const unlessSalesIsOut = async <T>(asked: Promise<T>): Promise<T | 'unavailable'> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof SalesUnavailable || error instanceof SalesRefused) return 'unavailable'
    throw error
  }
}

/** An account as a customer that is not made yet: without what headquarters gives it. */
const asOrganization = ({ id, values }: CustomerInSales): Organization => {
  const texts = Object.fromEntries(
    organizationFields.flatMap(({ path }) => {
      const text = values[path]
      return typeof text === 'string' && text !== '' ? [[path, text]] : []
    }),
  )
  const none = { number: '', createdAt: '', changedAt: '', prospectId: id, name: '' }
  return { type: 'Organization', customerId: id, ...none, ...membersOf(texts) }
}

/**
 * What a form or an address names by `organization` or `account`; nothing where it names neither.
 * @returns `unknown` where there is no such organization, or its account is inactive or merged; `unavailable`: Sales is
 */
export const pickOrganization = async (
  { headquarters: { customers, hierarchies }, readAccount }: PickDeps,
  given: URLSearchParams,
): Promise<Picked | undefined | 'unknown' | 'unavailable'> => {
  const [named, account] = [given.get('organization'), given.get('account')]
  const asked = named ?? account
  if (asked === null) return undefined
  const id = asGuid(asked)
  if (!id) return 'unknown'
  const known = (await customers.locate(id))?.value
  if (known) {
    if (known.type !== 'Organization') return 'unknown'
    const isPartner = (await hierarchies.locate(known.customerId)) !== undefined
    return { kind: 'organization', organization: known, isPartner }
  }
  if (named !== null) return 'unknown'
  const record = await unlessSalesIsOut(readAccount(id))
  if (record === 'unavailable') return record
  if (!record || record.isInactive || record.mergedInto !== undefined) return 'unknown'
  return { kind: 'account', organization: asOrganization(record), isPartner: false }
}

/** The same as an order names it. */
export const asPicked = (picked: Picked | undefined): PickedOrganization | undefined => {
  if (!picked) return undefined
  const { kind, organization } = picked
  if (kind === 'organization') return { organizationId: organization.customerId }
  const values: Values = valuesOf('Organization', organization)
  return { accountId: organization.customerId, values }
}

/** Active contacts of the account that have an address, and who of them is a person here by now. */
export const contactsToOffer = async (
  { headquarters: { customers }, contactsOf }: PickDeps,
  picked: Picked | undefined,
): Promise<readonly OfferedContact[] | 'unavailable'> => {
  if (!picked) return []
  const found = await unlessSalesIsOut(contactsOf(recordIdOf(picked.organization)))
  if (found === 'unavailable') return found
  const withAddress = found.filter(({ email }) => email !== undefined).slice(0, mostOffered)
  return forMany(withAddress, async (contact): Promise<OfferedContact> => {
    const { id, firstName = '', lastName = '', jobTitle, email = '' } = contact
    const known = (await customers.findNew(contact))?.value
    const person = known?.type === 'Person' ? known : undefined
    return {
      id,
      userId: person?.customerId ?? id,
      name: person?.name ?? personName({ firstName, lastName }),
      firstName: person?.firstName ?? firstName,
      lastName: person?.lastName ?? lastName,
      email: person?.email ?? email,
      ...(jobTitle === undefined ? {} : { jobTitle }),
    }
  })
}
