// What staff keep of mails: templates, which say what a mail says, and profiles, which say for a channel which mails are sent
// and by which template.

import type { MailWording } from './check-mail-template.ts'
import type { Language } from './languages.ts'
import { type MailSender, senderOf } from './mail-senders.ts'
import { mailTypes } from './mail-types.ts'
import type { MailKind } from './prospect-view.ts'

export type MailTemplate = {
  readonly templateId: string
  readonly type: MailKind
  /** As staff call it. */
  readonly name: string
  /** Counts its changes, of all languages; 0 = nothing was written yet. */
  readonly version: number
  /** ISO 8601. */
  readonly changedAt: string
  /** The member of staff. */
  readonly changedBy: string
  /** The address of the sender whom staff chose for its mails; absent = that of the channel. */
  readonly sender?: string
}

/** What a template says in one language since one of its versions. */
export type MailText = MailWording & {
  readonly templateId: string
  readonly language: Language
  readonly version: number
}

/**
 * A change of a template: what it said from then on in a language, or by whom it was sent. Without a wording it returned to
 * the built-in text; without a language it changed its sender, and without that one it returned to those of the channels.
 */
export type TemplateVersion = {
  readonly language?: Language
  readonly version: number
  readonly wording?: MailWording
  readonly sender?: string
  /** ISO 8601. */
  readonly at: string
  /** The member of staff. */
  readonly who: string
}

/** @member templateId absent = the built-in text. @member off no mail of the type is sent */
export type ProfileLine = { readonly templateId?: string; readonly off?: true }

export type MailProfile = {
  readonly channel: string
  /** By type; a type without a line is sent with the built-in text. */
  readonly lines: { readonly [Type in MailKind]?: ProfileLine }
}

/** All that stands now. */
export type MailBook = {
  readonly profiles: readonly MailProfile[]
  readonly templates: readonly MailTemplate[]
  readonly texts: readonly MailText[]
}

/** How a mail is sent. @member text absent = as built in. @member sender absent = that of the channel */
export type ChosenMail = { readonly isOff: boolean; readonly text?: MailText; readonly sender?: MailSender }

/** @member channel by its name. @member language that the mail is written in */
export type MailAsked = { readonly channel: string; readonly type: MailKind; readonly language: Language }

/**
 * How a mail of a type is sent on a channel, in a language. What a template does not say in a language, the built-in text of
 * that language says: another language would be worse.
 * @param senders who may send: one who was taken off the list sends nothing any more
 */
export const chooseMail = (
  { profiles, templates, texts }: MailBook,
  senders: readonly MailSender[],
  { channel, type, language }: MailAsked,
): ChosenMail => {
  const { templateId, off } = profiles.find((profile) => profile.channel === channel)?.lines[type] ?? {}
  const text = texts.find((one) => one.templateId === templateId && one.language === language)
  const wanted = templates.find((one) => one.templateId === templateId)?.sender
  const sender = senderOf(senders, wanted)
  return {
    isOff: off === true && mailTypes[type].mayBeOff,
    ...(text ? { text } : {}),
    ...(sender ? { sender } : {}),
  }
}
