// POST /api/onboarding-requests/{requestId}/answer?token=…: the answer to what is asked of an applicant, from a site that has
// a page of its own for it.

import type { StatusView } from '../../shared/channel/channel-request.ts'
import { isMembers } from '../../shared/domain/field.ts'
import { standardMessages } from '../../shared/domain/field-checks.ts'
import type { GivenAnswer } from '../../shared/domain/question.ts'
import { answerField, askableFields, checkAnswer, givenIn } from '../../shared/domain/question-fields.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = {
  readonly readStatus: (requestId: string) => Promise<StatusView | undefined>
  readonly answerRequest: (requestId: string, answer: GivenAnswer) => Promise<'done' | 'decided' | 'closed' | 'unknown'>
}

const wrong = (path: string, code: 'type' | 'unknown-member') => ({ path, code, message: standardMessages[code] })

export const answerOnboardingRequest: Handler<Deps> = async ({ requestId, body, refuse }, deps) => {
  if (!isMembers(body)) return refuse('invalid-request', [wrong('', 'type')])
  const status = await deps.readStatus(requestId)
  if (!status) return refuse('not-found')
  const { answer, question: number, ...corrections } = body
  if (typeof number !== 'number') {
    const { unknown } = givenIn(corrections, askableFields)
    return refuse('invalid-request', [
      wrong('question', 'type'),
      ...unknown.map((path) => wrong(path, 'unknown-member')),
    ])
  }
  const taken = json(202, { requestId, question: number })
  // Sent again, it was taken once.
  if (status.answered?.number === number) return taken
  const { question } = status
  if (question?.number !== number) return refuse('no-open-question')
  const { given, unknown } = givenIn(corrections, question.fields)
  const checked = checkAnswer(question.fields, answer, given)
  const errors = checked.outcome === 'refused' ? checked.errors : []
  if (unknown.length > 0 || checked.outcome === 'refused')
    return refuse('invalid-request', [
      ...unknown.map((path) => wrong(path, 'unknown-member')),
      ...errors.map((error) => ({ ...error, path: error.path === answerField.path ? 'answer' : error.path })),
    ])
  const { text, values } = checked
  const outcome = await deps.answerRequest(requestId, { number, text, values })
  if (outcome === 'done') return taken
  return outcome === 'unknown' ? refuse('not-found') : refuse('no-open-question')
}
