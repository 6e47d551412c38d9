// POST /api/prospects/{prospectId}/take-back-question

import { type QuestionDeps, questionByJson } from '../question-by-json.ts'
import { noteIn } from '../reason-in.ts'
import type { Handler } from '../visit.ts'

export const takeBackQuestion: Handler<QuestionDeps> = questionByJson(
  ['reason'],
  ({ reason }) => {
    const why = typeof reason === 'string' ? noteIn(reason) : undefined
    return why === undefined ? { wrong: 'reason', code: 'required' } : { action: 'take-back', why }
  },
  'no-open-question',
)
