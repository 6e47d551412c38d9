// Tells Sales what an applicant is asked, what the applicant answered, and that a note of a seller cannot be asked.

import { type Send, salesChangeMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { deriveId } from '../platform/ids.ts'
import type { Sales } from '../sales/sales.ts'

type NoteDeps = { readonly sales: Pick<Sales, 'noteLead'> }
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

/**
 * Puts on the lead what the applicant is asked. Safe to repeat. A lead that is not written yet is followed by it; what is
 * answered or taken back by then stands in the note of the answer, or nobody has to know it.
 * @param number of the question
 */
export const writeQuestion = async (
  { sales }: NoteDeps,
  { prospectId, number, question }: Prospect,
  asked: number,
): Promise<WorkResult> => {
  const noteId = deriveId('question-note', prospectId, asked)
  if (question?.number === asked) {
    const { text, by } = question
    await sales.noteLead({ leadId: prospectId, number, noteId, asked: text, by })
  }
  return done
}

/** Tells a seller that a note asks nothing that can be asked. Safe to repeat. @param noteId of that note */
export const refuseNote = async (
  { sales }: NoteDeps,
  { prospectId, number }: Prospect,
  noteId: string,
): Promise<WorkResult> => {
  const ownId = deriveId('note-refused', prospectId, noteId)
  await sales.noteLead({ leadId: prospectId, number, noteId: ownId, refused: 'not-a-question' })
  return done
}
