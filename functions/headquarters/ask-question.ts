// POST /api/prospects/{prospectId}/ask

import { checkQuestion } from '../../shared/domain/question.ts'
import { pathsAsked } from '../../shared/domain/question-fields.ts'
import { type QuestionDeps, questionByJson } from '../question-by-json.ts'
import type { Handler } from '../visit.ts'

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

export const askQuestion: Handler<QuestionDeps> = questionByJson(
  ['text', 'fields'],
  ({ text, fields: names = [] }) => {
    const checked = checkQuestion(text)
    if ('error' in checked) return { wrong: 'text', code: checked.error }
    const fields = isNames(names) ? pathsAsked(names) : undefined
    return fields ? { action: 'ask', text: checked.text, fields } : { wrong: 'fields', code: 'unknown-value' }
  },
  'not-to-be-asked',
)
