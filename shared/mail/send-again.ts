// A mail of which nobody knows whether it arrived is sent once more only if somebody says so, knowing that it may arrive
// twice.

import type { ApplicantMailMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { questionMailNumber, questionMailOf, receivedNumber } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf } from '../headquarters/store/prospects.ts'

/** After so many calls of unknown end a mail is given up. */
export const triesWithUnknownEnd = 2

/** The number of the mail in the ledger. */
const numberOf = (message: ApplicantMailMessage): number => {
  if (message.type === 'question-mail') return questionMailNumber(message.data.question, message.data.reminder)
  return message.type === 'received-mail' ? receivedNumber : message.data.decision
}

/** Whether what the mail tells is still so. */
export const stands = ({ decision, status, question }: Prospect, number: number): boolean => {
  if (question && questionMailOf(question.number, number)) return true
  return number === receivedNumber ? status === 'Open' : decision?.number === number && decision.status === status
}

/**
 * Takes back that a mail was given up as unknown, so that its work sends it exactly once more. A mail in any
 * other state, or one whose contents do not stand any more, stays as it is.
 * @param message that was given up
 * @param at ISO 8601
 */
export const allowOneMore = async (
  { prospects, mails }: Pick<HeadquartersStore, 'prospects' | 'mails'>,
  message: ApplicantMailMessage,
  at: string,
): Promise<void> => {
  const stored = await prospects.read(message.data.prospectId)
  if (!stored) return
  const { prospectId } = stored.value
  const number = numberOf(message)
  const mail = mailOf(stored, number)
  if (mail?.value.state !== 'Unknown' || !stands(stored.value, number)) return
  // When this conflicts, the provider's event came meanwhile and says what became of the mail.
  await mails.write(prospectId, { ...mail.value, state: 'Waiting', tries: triesWithUnknownEnd - 1, at }, mail)
}
