// What became of a mail, as staff see it.

import type { MailState, MailTrouble, MailView } from '../../domain/prospect-view.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type HtmlValue, html } from '../../platform/html.ts'
import { badge, foreign } from './parts.ts'

const { names } = staffWords

const tones: Partial<Record<MailState, 'good' | 'bad' | 'warn'>> = {
  Delivered: 'good',
  Bounced: 'bad',
  Refused: 'bad',
  Unknown: 'warn',
}

/** What went wrong, and what kind of reason the provider gave. */
export const troubleWords = ({ kind, class: known }: MailTrouble): string =>
  [nameOf(names.mailTroubles, kind), ...(known ? [nameOf(names.mailReasonClasses, known)] : [])].join(': ')

/** @param withReason with the words of the mail systems */
export const mailState = (
  { state, trouble, because }: Pick<MailView, 'state' | 'trouble' | 'because'>,
  withReason = true,
): HtmlValue => [
  badge(nameOf(names.mailStates, state), tones[state]),
  trouble && html` <span>${troubleWords(trouble)}</span>`,
  because && html` <span>${names.mailSkipped[because]}</span>`,
  withReason && trouble?.reason !== undefined && html` <span>${foreign(trouble.reason)}</span>`,
]
