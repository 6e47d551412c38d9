// Whether the address of a request is its requestor's: the mail that says that the request was received asks.

import type { Prospect } from './prospect.ts'

export type Confirmation = {
  /** The lead waits for it. */
  readonly required?: true
  /** ISO 8601. */
  readonly confirmedAt?: string
}

/** What a setting says: it is not asked, it is asked and shown, or the lead waits for it. */
export const confirmationRules = ['off', 'flag', 'require'] as const
export type ConfirmationRule = (typeof confirmationRules)[number]

/** How long a request waits for the address to be confirmed, where that is required. */
export const confirmWithinDays = 7

/** What a new prospect has of it. */
export const newConfirmation = (rule: ConfirmationRule): { readonly confirmation?: Confirmation } => {
  if (rule === 'off') return {}
  return { confirmation: rule === 'require' ? { required: true } : {} }
}

/** Whether nothing is done for a request until its address is confirmed. */
export const waitsForConfirmation = ({ confirmation, status }: Pick<Prospect, 'confirmation' | 'status'>): boolean =>
  status === 'Open' && confirmation?.required === true && confirmation.confirmedAt === undefined
