// What of a prospect has to be in Sales, so that it is missing when it is not there.

import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import { derivedIds } from './derived-ids.ts'

/** Leads decide nothing any more once a prospect is decided; one that was never written is on its way. */
export const leadsThatCount = (prospects: readonly Prospect[]): string[] =>
  prospects
    .filter(
      ({ status, sales }) => status === 'Open' && sales.leadWrittenAt !== undefined && sales.stage !== 'Lead merged',
    )
    .map(({ prospectId }) => prospectId)

/** Whether the account or contact is still to be made from the request: that it is not there says nothing yet. */
export const isYetToCome = ({ prospectId, customersWrittenAt }: Prospect, { customerId }: CustomerRef): boolean => {
  const made = derivedIds(prospectId)
  return customersWrittenAt === undefined && (customerId === made.accountId || customerId === made.contactId)
}

/** Customers of partners, once they were in Sales. */
export const customersThatCount = (prospects: readonly Prospect[]): CustomerRef[] =>
  prospects
    .filter(({ status }) => status === 'Approved')
    .flatMap((prospect) =>
      [prospect.organization, prospect.person]
        .filter((ref) => ref !== undefined)
        .filter((ref) => !isYetToCome(prospect, ref)),
    )
