// A mail of which nobody knows whether it arrived is sent once more only if somebody says so, knowing that it may arrive
// twice.

import type { MessageOf } from '../domain/messages.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { mailOf } from '../headquarters/store/prospects.ts'

/** After so many calls of unknown end a mail is given up. */
export const triesWithUnknownEnd = 2

/**
 * Takes back that a decision's mail was given up as unknown, so that its work sends it exactly once more. A mail in any
 * other state, or of a decision that does not stand any more, stays as it is.
 * @param message the `decision-mail` that was given up
 * @param at ISO 8601
 */
export const allowOneMore = async (
  { prospects, mails }: Pick<HeadquartersStore, 'prospects' | 'mails'>,
  { data }: MessageOf<'decision-mail'>,
  at: string,
): Promise<void> => {
  const stored = await prospects.read(data.prospectId)
  if (!stored) return
  const { decision, status, prospectId } = stored.value
  const mail = mailOf(stored, data.decision)
  const stands = decision?.number === mail?.value.decision && decision?.status === status
  if (mail?.value.state !== 'Unknown' || !stands) return
  // When this conflicts, the provider's event came meanwhile and says what became of the mail.
  await mails.write(prospectId, { ...mail.value, state: 'Waiting', tries: triesWithUnknownEnd - 1, at }, mail)
}
