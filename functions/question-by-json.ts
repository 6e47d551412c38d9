// A question to an applicant, by a program or a tool of staff: what asking and taking back have in common.

import { isMembers, type Members } from '../shared/domain/field.ts'
import { type FieldErrorCode, standardMessages } from '../shared/domain/field-checks.ts'
import { type AskQuestionDeps, askQuestion, type QuestionOrder } from '../shared/headquarters/ask-question.ts'
import type { HeadquartersStore } from '../shared/headquarters/store/headquarters-store.ts'
import { json } from '../shared/platform/http.ts'
import { asGuid } from '../shared/platform/ids.ts'
import { approverOf } from './decision-terms.ts'
import type { ProblemCode } from './problems.ts'
import type { Handler } from './visit.ts'

export type QuestionDeps = AskQuestionDeps & { readonly headquarters: HeadquartersStore }

type OrderTerms<Order> = Order extends unknown ? Omit<Order, 'who' | 'etag'> : never
/** What the body says, or what is wrong with it. */
type ReadOrder = (
  body: Members,
) => OrderTerms<QuestionOrder> | { readonly wrong: string; readonly code: FieldErrorCode }

const wrong = (path: string, code: FieldErrorCode) => [{ path, code, message: standardMessages[code] }]

/**
 * @param members that a body may have
 * @param impossible the refusal where it cannot be done now
 */
export const questionByJson =
  (members: readonly string[], read: ReadOrder, impossible: ProblemCode): Handler<QuestionDeps> =>
  async ({ request, body, actor, note, refuse }, deps) => {
    if (!isMembers(body)) return refuse('invalid-request', wrong('', 'type'))
    const unknown = Object.keys(body).filter((name) => !members.includes(name))
    if (unknown.length > 0)
      return refuse(
        'invalid-request',
        unknown.flatMap((name) => wrong(name, 'unknown-member')),
      )
    const prospectId = asGuid(request.params['prospectId'])
    const stored = prospectId && (await deps.headquarters.prospects.read(prospectId))
    if (!stored) return refuse('not-found')
    const terms = read(body)
    if ('wrong' in terms) return refuse('invalid-request', wrong(terms.wrong, terms.code))
    const result = await askQuestion(deps, stored, { ...terms, who: approverOf(actor) })
    if (result === 'impossible') return refuse(impossible)
    if (result === 'changed-meanwhile') return refuse(result)
    note(result === 'as-before' ? { outcome: 'nothing' } : { after: { question: terms.action } })
    const { asked = 0 } = stored.value
    return json(202, { prospectId, question: terms.action === 'ask' && result === 'done' ? asked + 1 : asked })
  }
