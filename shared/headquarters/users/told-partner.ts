// What sites are told of a partner and its users, from what headquarters keeps of them.

import type { ToldOrganization, ToldRefusal, ToldUser } from '../../channel/partner.ts'
import { toldCredit } from '../../domain/credit.ts'
import type { Customer } from '../../domain/customer.ts'
import { valuesOf } from '../../domain/customer-fields.ts'
import type { HierarchyHead, KeptMember } from '../../domain/customer-hierarchy.ts'
import { equal } from '../../domain/equal.ts'
import { matchLanguage } from '../../domain/languages.ts'
import { factsOf } from '../../domain/lists/partner-facets.ts'
import { readMoney } from '../../domain/money.ts'
import type { CustomerRef } from '../../domain/prospect.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { PartnerPush } from './partner-push.ts'

type Texts = Readonly<Record<string, string | undefined>>

const addressPrefix = 'address.'

const addressOf = (texts: Texts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([path, text]) =>
      path.startsWith(addressPrefix) && text !== undefined ? [[path.slice(addressPrefix.length), text]] : [],
    ),
  )

const organizationOf = (head: HierarchyHead, home: string, texts: Texts): ToldOrganization => {
  const { organizationId, hierarchyId, number, name, status = 'Active', channels = [], maxUsers } = head
  const address = addressOf(texts)
  const credit = toldCredit(texts)
  return {
    organizationId,
    hierarchyId,
    number,
    name,
    status,
    channels,
    home,
    ...(maxUsers === undefined ? {} : { maxUsers }),
    ...(Object.keys(address).length > 0 ? { address } : {}),
    ...(credit ? { credit } : {}),
  }
}

/** A member who signs in, or did. @param texts of the person by their fields, and the language */
const userOf = (member: KeptMember, texts: Texts): ToldUser | undefined => {
  const { customerId, role, status = 'Active', reason, addedAt, since, refused, settled, invited } = member
  const { firstName, lastName, email, phone, jobTitle, language } = texts
  if (!email) return undefined
  const spendingLimit = readMoney(texts['spendingLimit'])
  return {
    userId: customerId,
    ...(firstName ? { firstName } : {}),
    lastName: lastName ?? '',
    email,
    ...(phone ? { phone } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(spendingLimit ? { spendingLimit } : {}),
    language: matchLanguage(language) ?? 'en',
    role,
    status,
    ...(reason && status === 'Disabled' ? { reason } : {}),
    addedAt,
    ...(since && status === 'Removed' ? { endedAt: since } : {}),
    ...(refused ? { refused } : {}),
    ...(invited ? { invited } : {}),
    ...(settled ? { settled } : {}),
  }
}

const refusalOf = ({ customerId, reason, since, addedAt, settled }: KeptMember): ToldRefusal => ({
  userId: customerId,
  status: 'Refused',
  reason: reason === undefined || reason === 'left-company' ? 'cannot-be-added' : (reason as ToldRefusal['reason']),
  endedAt: since ?? addedAt,
  ...(settled ? { settled } : {}),
})

/**
 * What an approval that makes a partner tells of it.
 * @returns `undefined` where the onboarding does not know enough of its customers, and they are read when it is told: an
 * earlier version stored it, or the organization is another onboarding's, which alone is told of its changes
 */
export const newPartner = (
  head: HierarchyHead,
  member: KeptMember,
  organization: CustomerRef,
  person: CustomerRef,
): PartnerPush['told'] => {
  if (!organization.details || !person.details || organization.shared) return undefined
  const user = userOf(member, { ...person.details, email: person.email })
  return user && { organization: organizationOf(head, organization.home, organization.details), users: [user] }
}

const textsOf = (customer: Customer | undefined): Texts => {
  if (!customer) return {}
  const texts: Texts = valuesOf(customer.type, customer)
  return customer.type === 'Person' ? { ...texts, language: customer.language } : texts
}

export type ToldPartner = {
  readonly organization: ToldOrganization
  readonly users: readonly (ToldUser | ToldRefusal)[]
}

type Kept = Pick<HeadquartersStore, 'hierarchies' | 'customers'>

/**
 * Reads what is true of a partner and of one of its users; three storage transactions, more where an earlier version did not
 * note where the user is kept.
 * @returns `undefined` when there is no such partner
 */
export const readPartner = async (
  { hierarchies, customers }: Kept,
  { organizationId, home, userId, userHome }: PartnerPush,
): Promise<ToldPartner | undefined> => {
  // An earlier version did not know where the hierarchy is kept.
  const kept =
    (await hierarchies.readKept(home, organizationId)) ??
    (await hierarchies
      .locate(organizationId)
      .then((found) => found && hierarchies.readKept(found.home, organizationId)))
  if (!kept) return undefined
  const organization = await customers.read(kept.home, organizationId)
  // An approval brings its organization up to Sales, which may have been a partner before.
  if (organization?.value.type === 'Organization' && !equal(kept.listedFacts, factsOf(organization.value)))
    await hierarchies.list(kept.home, organizationId, factsOf(organization.value))
  const told = { organization: organizationOf(kept.head, kept.home, textsOf(organization?.value)) }
  const member = kept.members.find(({ customerId }) => customerId === userId)
  if (!member) return { ...told, users: [] }
  if (member.status === 'Refused') return { ...told, users: [refusalOf(member)] }
  const place = member.home ?? userHome
  const person = await (place === undefined
    ? customers.locate(member.customerId)
    : customers.read(place, member.customerId))
  const user = userOf(member, textsOf(person?.value))
  return { ...told, users: user ? [user] : [] }
}
