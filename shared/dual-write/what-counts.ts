// What of a prospect has to be in Sales, so that it is missing when it is not there.

import { waitsForConfirmation } from '../domain/confirmation.ts'
import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import { derivedIds } from './derived-ids.ts'

/** Leads decide nothing any more once a prospect is decided; one that was never written is on its way. */
export const leadsThatCount = (prospects: readonly Prospect[]): string[] =>
  prospects
    .filter(
      ({ status, sales }) => status === 'Open' && sales.leadWrittenAt !== undefined && sales.stage !== 'Lead merged',
    )
    .map(({ prospectId }) => prospectId)

/**
 * Whether the account or contact is still to be made from the request: that it is not there says nothing yet. Where no lead
 * was ever written, headquarters decided without Sales, and nothing is on its way.
 */
export const isYetToCome = (
  { prospectId, customersWrittenAt, sales }: Prospect,
  { customerId }: CustomerRef,
): boolean => {
  const made = derivedIds(prospectId)
  return (
    customersWrittenAt === undefined &&
    sales.leadWrittenAt !== undefined &&
    (customerId === made.accountId || customerId === made.contactId)
  )
}

/**
 * Leads that were never written, because there was no Sales when their prospects came.
 * @param before what was asked for since is on its way
 */
export const leadsToCome = (prospects: readonly Prospect[], before: string): string[] =>
  prospects
    .filter(
      (prospect) =>
        prospect.status === 'Open' &&
        prospect.sales.stage === 'Waiting for Sales' &&
        prospect.changedAt <= before &&
        !waitsForConfirmation(prospect),
    )
    .map(({ prospectId }) => prospectId)

/** Customers of partners, once they were in Sales. */
export const customersThatCount = (prospects: readonly Prospect[]): CustomerRef[] =>
  prospects
    .filter(({ status }) => status === 'Approved')
    .flatMap((prospect) =>
      [prospect.organization, prospect.person]
        .filter((ref) => ref !== undefined)
        .filter((ref) => !isYetToCome(prospect, ref)),
    )
