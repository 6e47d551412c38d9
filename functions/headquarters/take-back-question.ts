// POST /api/prospects/{prospectId}/take-back-question

import { questionByJson } from '../question-by-json.ts'
import { noteIn } from '../reason-in.ts'

export const takeBackQuestion = questionByJson(
  ['reason'],
  ({ reason }) => {
    const why = typeof reason === 'string' ? noteIn(reason) : undefined
    return why === undefined ? { wrong: 'reason', code: 'required' } : { action: 'take-back', why }
  },
  'no-open-question',
)
