// The messages that one room sends and another room works on.

import { deriveId } from './ids.ts'
import type { Message } from './message.ts'

/** The id of the mail that tells of a decision: the same however often it is asked for. */
export const decisionMailId = (prospectId: string, decision: number): string => deriveId('mail', prospectId, decision)

/** Asks for the mail that tells the requestor of a decision. */
export const decisionMailMessage = (prospectId: string, decision: { readonly number: number }): Message => ({
  type: 'decision-mail',
  data: { prospectId, decision: decision.number },
  attempt: 0,
  correlationId: prospectId,
})
