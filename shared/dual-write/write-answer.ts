// Tells Sales what the applicant answered to a question.

import { type Send, salesChangeMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { deriveId } from '../platform/ids.ts'
import type { Sales } from '../sales/sales.ts'

type Deps = { readonly sales: Pick<Sales, 'answerLead'>; readonly send: Send }

/**
 * Puts an answer on the lead. Safe to repeat. A lead that is not written yet is followed by its answers, one that was deleted
 * has nobody who reads them.
 * @param question its number
 */
export const writeAnswer = async (
  { sales, send }: Deps,
  { prospectId, number, answers = [] }: Prospect,
  question: number,
): Promise<WorkResult> => {
  const answer = answers.find((one) => one.number === question)
  if (!answer) return done
  const outcome = await sales.answerLead({
    ...answer,
    leadId: prospectId,
    number,
    noteId: deriveId('answer-note', prospectId, question),
  })
  if (outcome === 'changed-meanwhile') return { outcome: 'later', code: 'prospect-changed-meanwhile' }
  // A seller may have asked the next question already.
  if (outcome === 'written') await send([salesChangeMessage({ leadId: prospectId })])
  return done
}
