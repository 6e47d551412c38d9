// Takes away the catch-up errors of a prospect that was erased. Their ids follow from the messages that there can be, so none
// has to be looked for.

import type { Happened } from '../domain/erasure.ts'
import {
  closeLeadMessage,
  decideProspectMessage,
  decisionMailMessage,
  type Message,
  type MessageType,
  noteErasureMessage,
  questionMailMessage,
  queueOf,
  receivedMailMessage,
  refuseNoteMessage,
  salesChangeMessage,
  showProspectMessage,
  writeAnswerMessage,
  writeCustomersMessage,
  writeLeadMessage,
  writeQuestionMessage,
} from '../domain/messages.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)
const none = (): Message[] => []

/** What messages of a type there can have been of a prospect: whoever adds a type says it here. */
const messagesOf: Readonly<Record<MessageType, (prospectId: string, happened: Happened) => Message[]>> = {
  'write-lead': (id) => [writeLeadMessage(id)],
  'close-lead': (id) => [closeLeadMessage(id)],
  'write-answer': (id, { questions }) => upTo(questions).map((question) => writeAnswerMessage(id, question)),
  'write-question': (id, { questions }) => upTo(questions).map((question) => writeQuestionMessage(id, question)),
  'refuse-note': (id, { notes }) => notes.map((noteId) => refuseNoteMessage(id, noteId)),
  'note-erasure': (id) => [noteErasureMessage(id)],
  'write-customers': (id) => [writeCustomersMessage(id)],
  'show-prospect': (id) => [showProspectMessage(id)],
  'sales-change': (id) => [salesChangeMessage({ leadId: id })],
  'decide-prospect': (id) => [decideProspectMessage(id)],
  'received-mail': (id) => [receivedMailMessage(id)],
  'question-mail': (id, { questions }) =>
    upTo(questions).flatMap((question) =>
      ([undefined, 1, 2] as const).map((reminder) => questionMailMessage(id, question, reminder)),
    ),
  'decision-mail': (id, { decisions }) =>
    upTo(decisions).flatMap((decision) =>
      ([undefined, 'Admin', 'User'] as const).map((role) => decisionMailMessage(id, decision, role)),
    ),
  // Of customers and users, whom an approval has; of addresses, by their hashes; of sites and the bridge.
  'write-customer': none,
  'write-customer-again': none,
  'show-user': none,
  'user-mail': none,
  'sign-in-mail': none,
  'link-again': none,
  'write-missing': none,
  'compare-all': none,
  'retry-errors': none,
  'site-event': none,
  'bridge-paused-mail': none,
}

/** @returns how many errors went */
export const createForgetErrors =
  (errors: Pick<CatchUpErrorStore, 'forget'>) =>
  (prospectId: string, happened: Happened): Promise<number> =>
    errors.forget(
      Object.values(messagesOf)
        .flatMap((all) => all(prospectId, happened))
        .map((message) => errorIdOf(queueOf(message), message)),
    )
