// A decision in headquarters, by a program or a tool of staff: what approving and rejecting have in common.

import type { ProspectStatus } from '../shared/domain/prospect.ts'
import { type RulingResult, ruleProspect } from '../shared/headquarters/rule-prospect.ts'
import { json } from '../shared/platform/http.ts'
import { asGuid } from '../shared/platform/ids.ts'
import { approverOf, type DecideDeps, readTerms, type WrongTerm } from './decision-terms.ts'
import type { ProblemCode } from './problems.ts'
import { noteIn } from './reason-in.ts'
import type { Handler } from './visit.ts'

type Action = 'approve' | 'reject'

const members: Readonly<Record<Action, readonly string[]>> = {
  approve: ['note', 'mail', 'organizationId', 'personId', 'email'],
  reject: ['note', 'mail', 'reason'],
}
/** What programs call a member that a form calls otherwise. */
const memberOf: Readonly<Partial<Record<WrongTerm, string>>> = { code: 'reason' }

const wrong = (path: string, code: string) => [{ path, code, message: 'This is not one that can be given here.' }]

type Body = Readonly<Record<string, unknown>>
const isBody = (body: unknown): body is Body => typeof body === 'object' && body !== null && !Array.isArray(body)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Every member that is none, or not of its type. */
const wrongMembers = (body: Body, action: Action) =>
  Object.entries(body).flatMap(([name, value]) => {
    if (!members[action].includes(name)) return wrong(name, 'unknown-member')
    return typeof value === (name === 'mail' ? 'boolean' : 'string') ? [] : wrong(name, 'type')
  })

const refusals: Readonly<Record<Exclude<RulingResult, 'done' | 'proposed' | 'as-before'>, ProblemCode>> = {
  'changed-meanwhile': 'changed-meanwhile',
  impossible: 'not-to-be-decided',
  'same-person': 'changed-meanwhile',
}

const statuses: Readonly<Record<Action, ProspectStatus>> = { approve: 'Approved', reject: 'Rejected' }

/** @returns the handler of POST /api/prospects/{prospectId}/approve or /reject */
export const decideByJson =
  (action: Action): Handler<DecideDeps> =>
  async ({ request, body, actor, note, refuse }, deps) => {
    if (!isBody(body)) return refuse('invalid-request', wrong('', 'type'))
    const bad = wrongMembers(body, action)
    if (bad.length > 0) return refuse('invalid-request', bad)
    const prospectId = asGuid(request.params['prospectId'])
    const stored = prospectId && (await deps.headquarters.prospects.read(prospectId))
    if (!stored) return refuse('not-found')
    const said = text(body['note'])
    const noted = noteIn(said)
    if (said !== '' && noted === undefined) return refuse('invalid-request', wrong('note', 'too-long'))
    const given = {
      code: text(body['reason']),
      organizationId: text(body['organizationId']),
      personId: text(body['personId']),
      email: text(body['email']),
      noMail: String(body['mail'] === false),
    }
    const terms = await readTerms(deps, stored.value, action, given, noted)
    if ('wrong' in terms) return refuse('invalid-request', wrong(memberOf[terms.wrong] ?? terms.wrong, 'unknown-value'))
    const result = await ruleProspect(deps, stored, { action, terms, who: approverOf(actor) })
    if (result !== 'done' && result !== 'proposed' && result !== 'as-before') return refuse(refusals[result])
    note(result === 'as-before' ? { outcome: 'nothing' } : { after: { decision: action, result } })
    return json(202, { prospectId, status: result === 'proposed' ? 'Proposed' : statuses[action] })
  }
