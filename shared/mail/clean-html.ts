// Cleans the markup that staff write, before it is kept. The rules of templates refuse what is not wanted and say where; this
// library, which others attack every day, is asked as well and lets nothing through that is in neither list.

import { FilterXSS } from 'xss'
import { mailTags, placeholderAt } from '../domain/mail-attributes.ts'
import { isLink } from '../domain/mail-types.ts'

const filter = new FilterXSS({
  whiteList: Object.fromEntries(Object.entries(mailTags).map(([tag, attributes]) => [tag, [...attributes]])),
  stripIgnoreTag: true,
  stripIgnoreTagBody: ['script', 'style'],
  css: false,
  // An address that is a placeholder is none yet.
  onTagAttr: (_, name, value, isTaken) => {
    const word = placeholderAt(value)
    return isTaken && name === 'href' && word && isLink(word) ? `href="%${word}%"` : undefined
  },
})

/** The markup without everything that is not in the list of elements and attributes. */
export const cleanHtml = (markup: string): string => filter.process(markup.replace(/\r\n?/g, '\n'))
