// Words that may be in another language than the page they stand on, marked so that they are read out as what they are
// (https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts).

import type { Channel, InLanguages } from '../../domain/channels.ts'
import type { Language } from '../../domain/languages.ts'
import { type Html, html } from '../../platform/html.ts'

/** @member language what the words are in; absent where it is that of the page by all means */
export type Said = { readonly text: string; readonly language?: Language }

type Shown = { readonly language: Language; readonly channel?: Channel | undefined }

/** What a channel says without telling in which language: it is taken for its own. */
export const saidByChannel = (text: string, page: Shown): Said => ({
  text,
  language: page.channel?.defaultLanguage ?? 'en',
})

/** What a channel says, in the language of the page, else in the channel's own, else in any. */
export const inLanguage = (words: InLanguages | undefined, page: Shown): Said | undefined => {
  if (words === undefined) return undefined
  if (typeof words === 'string') return saidByChannel(words, page)
  const tags = [page.language, page.channel?.defaultLanguage ?? 'en', ...(Object.keys(words) as Language[])]
  for (const tag of tags) {
    const text = words[tag]
    if (text !== undefined) return { text, language: tag }
  }
  return undefined
}

/** The attribute of an element that says nothing else. */
export const langOf = ({ language }: Said): Html | undefined =>
  language === undefined ? undefined : html` lang="${language}"`

/** Words among others. */
export const spoken = (said: Said): Html =>
  said.language === undefined ? html`${said.text}` : html`<span${langOf(said)}>${said.text}</span>`
