// What the rows of customers look like.

import { type ProposedCredit, readProposedCredit } from '../../domain/credit.ts'
import type { Customer, Organization, Person, Place } from '../../domain/customer.ts'
import { type CustomerPath, type CustomerType, customerFields } from '../../domain/customer-fields.ts'
import type { News } from '../../domain/customer-news.ts'
import type { FieldChange } from '../../domain/field-changes.ts'
import { customerFlagCodes } from '../../domain/flags.ts'
import type { KeptOverride } from '../../domain/overrides.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import {
  listOf,
  Misfit,
  number,
  objectOf,
  oneOf,
  onlyTrue,
  type Reader,
  text,
  variantsOf,
} from '../../platform/shape.ts'
import { timelineFormat } from './timeline-format.ts'

const memberAt = (holder: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      holder,
    )

/** Every field of the type is text or absent, by the one table of fields. */
const checkFields = (type: CustomerType, value: unknown, at: string): void => {
  for (const { path } of customerFields[type]) {
    const found = memberAt(value, path)
    if (found !== undefined && typeof found !== 'string') throw new Misfit(`${at}.${path} is not text.`)
  }
}

/** What a customer has beside its fields. */
type Kept<C extends Customer> = Pick<
  C,
  | 'type'
  | 'customerId'
  | 'salesId'
  | 'number'
  | 'createdAt'
  | 'changedAt'
  | 'prospectId'
  | 'isFromElsewhere'
  | 'unwritten'
  | 'flags'
  | 'untold'
  | 'newsCount'
> & { readonly name: string }

const flag = oneOf(customerFlagCodes)

const common = { customerId: text, number: text, name: text, createdAt: text, changedAt: text, prospectId: text }
const everyPath = [...customerFields.Organization, ...customerFields.Person].map(({ path }): CustomerPath => path)
const news = objectOf<News>({ number, entries: listOf(timelineFormat.unpack), to: listOf(text) }, { signIn: onlyTrue })
const sometimes = {
  isFromElsewhere: onlyTrue,
  salesId: text,
  unwritten: listOf(oneOf(everyPath)),
  flags: listOf(flag),
  untold: listOf(news),
  newsCount: number,
  toWrite: onlyTrue,
}

const proposedCredit: Reader<ProposedCredit> = (value, at) => {
  const read = readProposedCredit(value)
  if (!read) throw new Misfit(`${at} is no proposal.`)
  return read
}

type KeptOrganization = Kept<Organization> & Pick<Organization, 'proposedCredit'>

const readOrganization: Reader<KeptOrganization> = objectOf<KeptOrganization>(
  { ...common, type: oneOf<'Organization'>({ Organization: true }) },
  { ...sometimes, proposedCredit },
)

const readChange = objectOf<FieldChange>({ path: text }, { before: text, after: text })

type KeptPerson = Kept<Person> &
  Pick<
    Person,
    | 'invoiceAccount'
    | 'language'
    | 'formerEmails'
    | 'sharedBy'
    | 'memberOf'
    | 'held'
    | 'moved'
    | 'mailCount'
    | 'overrides'
  >

const readPerson: Reader<KeptPerson> = objectOf<KeptPerson>(
  { ...common, type: oneOf<'Person'>({ Person: true }), invoiceAccount: text, language: text },
  {
    ...sometimes,
    formerEmails: listOf(text),
    sharedBy: listOf(text),
    memberOf: listOf(objectOf<Place>({ organizationId: text, home: text })),
    held: listOf(text),
    moved: listOf(objectOf<NonNullable<Person['moved']>[number]>({ number, email: text })),
    mailCount: number,
    overrides: listOf(
      objectOf<KeptOverride>(
        { overrideId: text, at: text, who: text, changes: listOf(readChange) },
        { isUndone: onlyTrue },
      ),
    ),
  },
)

const readCustomer: Reader<Customer> = (value, at) => {
  const kept = variantsOf<KeptOrganization | KeptPerson, 'type'>('type', {
    Organization: readOrganization,
    Person: readPerson,
  })(value, at)
  checkFields(kept.type, kept, at)
  return kept as Customer
}

/** Stands in place of a customer with the id of an account or contact that a customer with another id follows by now. */
export type Binding = { readonly boundTo: string; readonly home: string }

const readBinding = objectOf<Binding>({ boundTo: text, home: text })

export const customerFormat = createRowFormat<Customer | Binding>((value, at) =>
  typeof value === 'object' && value !== null && 'boundTo' in value ? readBinding(value, at) : readCustomer(value, at),
)
