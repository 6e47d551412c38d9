// The person that a user of a partner becomes, whoever added it.

import type { Person, Place } from '../../domain/customer.ts'
import type { Language } from '../../domain/languages.ts'
import { personName } from '../../domain/person-name.ts'
import type { TradeCodes } from '../../domain/trade-codes.ts'
import type { UserFields } from '../../domain/users/user.ts'

type About = {
  readonly userId: string
  readonly number: string
  readonly prospectId: string
  readonly language: Language
  readonly at: string
  /** Of the organization. */
  readonly trade: TradeCodes
}

/** A person whose contact Sales is to get, and who is told once. @param place the partner of which it is a user */
export const newPerson = (
  { firstName = '', lastName = '', email, phone, jobTitle }: Omit<Partial<UserFields>, 'language'>,
  place: Place,
  { userId, number, prospectId, language, at, trade }: About,
): Person => ({
  type: 'Person',
  customerId: userId,
  number,
  name: personName({ firstName, lastName }),
  firstName,
  lastName,
  ...(email ? { email } : {}),
  ...(phone ? { phone } : {}),
  ...(jobTitle ? { jobTitle } : {}),
  ...trade,
  invoiceAccount: place.organizationId,
  language,
  createdAt: at,
  changedAt: at,
  prospectId,
  isFromElsewhere: true,
  memberOf: [place],
  toWrite: true,
  mailCount: 1,
})
