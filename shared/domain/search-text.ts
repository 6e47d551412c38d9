// What somebody pastes into a search box, as they meant it.

import { cleanText } from './clean-text.ts'

const number = /^[a-z]-\d{1,12}$/i
// As input methods of East Asia write it, too.
const atSign = /[@\ufe6b\uff20]/

/**
 * A number (C-000107, H-000001), an e-mail address, or words, without what nobody sees.
 * @param text any string
 * @returns '' when nothing is looked for
 */
export const searchText = (text: string): string => {
  const words = cleanText('text', text)
  const code = cleanText('code', text).replaceAll(' ', '')
  if (number.test(code)) return code
  return atSign.test(words) ? cleanText('email', words) : words
}
