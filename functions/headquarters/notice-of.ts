// What the button that led here has done, as a notice.

import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'

/**
 * @param words what each result is told with
 * @param name of the result, as the address has it; another name tells nothing
 * @param good results that are what was asked for
 */
export const noticeOf = <Name extends string>(
  words: Readonly<Record<Name, string>>,
  name: string | null,
  good: readonly NoInfer<Name>[],
): Notice | undefined => {
  if (name === null || !Object.hasOwn(words, name)) return undefined
  const known = name as Name
  return { tone: good.includes(known) ? 'good' : 'warn', text: words[known] }
}
