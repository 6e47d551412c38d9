// The work of queue `mail`, by the type of its messages.

import type { MessageOf, MessageOn } from '../domain/messages.ts'
import type { WorkResult } from '../domain/work-result.ts'

type Work<T extends MessageOn<'mail'>['type']> = (message: MessageOf<T>) => Promise<WorkResult>

export type MailWorks = {
  readonly decisionMail: Work<'decision-mail'>
  readonly receivedMail: Work<'received-mail'>
  readonly questionMail: Work<'question-mail'>
  readonly linkAgain: Work<'link-again'>
  readonly userMail: Work<'user-mail'>
  readonly signInMail: Work<'sign-in-mail'>
  readonly staffMail: Work<'bridge-paused-mail'>
}

export const createMailWork =
  ({ decisionMail, receivedMail, questionMail, linkAgain, userMail, signInMail, staffMail }: MailWorks) =>
  (message: MessageOn<'mail'>): Promise<WorkResult> => {
    switch (message.type) {
      case 'decision-mail':
        return decisionMail(message)
      case 'received-mail':
        return receivedMail(message)
      case 'question-mail':
        return questionMail(message)
      case 'link-again':
        return linkAgain(message)
      case 'user-mail':
        return userMail(message)
      case 'sign-in-mail':
        return signInMail(message)
      case 'bridge-paused-mail':
        return staffMail(message)
    }
  }
