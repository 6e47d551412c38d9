// What the mails to applicants and users have in common beside their own words: greeting, leave, and the frame of the channel.

import type { Language } from '../domain/languages.ts'
import { mailTexts } from '../languages/mails-by-language.ts'
import type { MailLook } from './mail-channel.ts'
import type { MailParts } from './mail-layout.ts'
import { plainName } from './mail-names.ts'

type Framed = {
  readonly language: Language
  readonly siteName: string
  /** The channel's accent and logo. */
  readonly look?: MailLook | undefined
}

/**
 * @param name of whoever reads it, as `displayName` writes it; empty = greeted without a name
 * @returns the reason why it was received is that of a request; other mails say their own
 */
export const frameOf = (
  { language, siteName, look }: Framed,
  name: string,
): Omit<MailParts, 'subject' | 'preheader' | 'heading' | 'paragraphs' | 'links'> => {
  const words = mailTexts[language]
  return {
    language,
    greeting: name === '' ? words.greetingWithoutName : words.greeting(name),
    closing: words.closing,
    siteName: plainName(siteName, 100),
    colour: look?.colour,
    logoUrl: look?.logoUrl,
    whyReceived: words.whyReceived,
    colon: words.terms.punctuation.colon,
  }
}
