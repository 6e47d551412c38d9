// The id of the mail that tells of a decision.

import { deriveId } from '../platform/ids.ts'

/** The same however often the mail is asked for. */
export const decisionMailId = (prospectId: string, decision: number): string => deriveId('mail', prospectId, decision)
