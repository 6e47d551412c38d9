// The reason that somebody of the staff gives in a form.

import { cleanText } from '../shared/domain/clean-text.ts'
import { textProblem } from '../shared/domain/text.ts'

const longestReason = 200

/** A note or reason that was typed; `undefined` when it is missing or cannot be shown. */
export const noteIn = (typed: string): string | undefined => {
  const reason = cleanText('text', typed)
  return reason !== '' && textProblem(reason, longestReason) === undefined ? reason : undefined
}

export const reasonIn = (form: URLSearchParams): string | undefined => noteIn(form.get('reason') ?? '')
