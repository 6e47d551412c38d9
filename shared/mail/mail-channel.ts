// What mails to requestors know of the channel of a request.

import type { Channel } from '../domain/channels.ts'
import type { Language } from '../domain/languages.ts'

/** The channel of a request, by its name; the default one where there is none of that name any more. */
export type ChannelOf = (
  name: string,
) => Pick<Channel, 'title' | 'sender' | 'signInUrl'> & Partial<Pick<Channel, 'defaultLanguage'>> & MailLook

/**
 * What a mail looks like; absent = as the common one.
 * @member storeUrl where the site is; absolute, http or https
 */
export type MailLook = Pick<Channel, 'colour' | 'logoUrl'> & { readonly storeUrl?: string }

/** The address of a page of the applicant's own, absolute. */
export type ApplicantUrl = (requestId: string, language: Language, channel: string) => string
