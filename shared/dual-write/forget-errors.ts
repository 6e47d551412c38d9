// Takes away the catch-up errors of a prospect that was erased. Their ids follow from the messages that there can be, so none
// has to be looked for.

import {
  closeLeadMessage,
  decideProspectMessage,
  decisionMailMessage,
  type Message,
  noteErasureMessage,
  queueOf,
  receivedMailMessage,
  salesChangeMessage,
  showProspectMessage,
  writeCustomersMessage,
  writeLeadMessage,
} from '../domain/messages.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

const messagesOf = (prospectId: string, decisions: number): readonly Message[] => [
  writeLeadMessage(prospectId),
  closeLeadMessage(prospectId),
  noteErasureMessage(prospectId),
  writeCustomersMessage(prospectId),
  showProspectMessage(prospectId),
  salesChangeMessage({ leadId: prospectId }),
  decideProspectMessage(prospectId),
  receivedMailMessage(prospectId),
  ...Array.from({ length: decisions }, (_, at) => at + 1).flatMap((decision) =>
    ([undefined, 'Admin', 'User'] as const).map((role) => decisionMailMessage(prospectId, decision, role)),
  ),
]

/** @param decisions how many there were @returns how many errors went */
export const createForgetErrors =
  (errors: Pick<CatchUpErrorStore, 'forget'>) =>
  (prospectId: string, decisions: number): Promise<number> =>
    errors.forget(messagesOf(prospectId, decisions).map((message) => errorIdOf(queueOf(message), message)))
