// When staff may have a mail sent once more.

import type { MailView } from './prospect-view.ts'

/** So many mails are sent again to one address within a day. */
export const mostAgainADay = 5

/** @member after the mail whose place it took */
export type AgainOrder = { readonly after: string; readonly at: string }

/** Those of the last day. @param dayAgo ISO 8601, as the times of the orders are */
export const ordersOfDay = (orders: readonly AgainOrder[], dayAgo: string): readonly AgainOrder[] =>
  orders.filter(({ at }) => at > dayAgo)

/**
 * Whether a mail of this state and type may be sent again. One that waits or is being sent is on its way; whoever asked for a
 * link asks again.
 */
export const isSendable = ({ state, kind }: Pick<MailView, 'state' | 'kind'>): boolean =>
  state !== 'Waiting' && state !== 'Sending' && kind !== 'link-again'

/** Whether the reader may have it already. */
export const mayHaveIt = ({ state }: Pick<MailView, 'state'>): boolean =>
  state === 'Accepted' || state === 'Delivered' || state === 'Unknown'

export const isOfDecision = ({ kind }: Pick<MailView, 'kind'>): boolean => kind === 'approved' || kind === 'rejected'
