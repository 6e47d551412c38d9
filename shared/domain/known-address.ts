// The address of a requestor, as far as the prospect itself knows it.

import type { Prospect } from './prospect.ts'

/** The person's, where there is one, else the one that a seller corrected the lead to, else the one of the request. */
export const knownAddress = ({ person, sales, request }: Pick<Prospect, 'person' | 'sales' | 'request'>): string =>
  person?.email ?? (person ? undefined : sales.leadEmail) ?? request.requestor.email
