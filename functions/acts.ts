// What a POST of staff does, as the table of routes says it, and its two lines in the audit trail: one before its effect, one
// with what came of it.

import { hash } from 'node:crypto'
import type { Act, ActOutcome, ActResult, StaffActCode } from '../shared/domain/acts.ts'
import { channelNameForm } from '../shared/domain/channel-name.ts'
import type { WebAnswer, WebRequest } from '../shared/platform/http.ts'
import { asGuid } from '../shared/platform/ids.ts'
import { describeError } from '../shared/platform/log.ts'
import { reasonIn } from './reason-in.ts'
import type { Route } from './route.ts'
import type { Services } from './services.ts'
import { jobOf } from './timers.ts'
import type { Handler, Noted, Visit } from './visit.ts'

/** What is done by a POST; `undefined` when the route knows no such act. */
export const actCodeOf = ({ acts }: Route, request: WebRequest): StaffActCode | undefined => {
  if (!acts || request.method !== 'POST') return undefined
  if (acts.code !== undefined) return acts.code
  const action = request.params['action'] ?? ''
  return Object.hasOwn(acts.byAction, action) ? acts.byAction[action] : undefined
}

const objectOf = async ({ acts }: Route, visit: Visit): Promise<string | undefined> => {
  if (acts?.id === undefined) return 'bridge'
  if (acts.id === 'made') return (await import('./headquarters/made-id.ts')).madeId(visit)
  const given = visit.request.params[acts.id]
  if (acts.on === 'mail-profile') return channelNameForm.test(given ?? '') ? given : undefined
  if (acts.on !== 'job') return asGuid(given)
  return jobOf(given)?.job
}

const actOf = async (route: Route, visit: Visit): Promise<Act | undefined> => {
  const { request, form, body, actor } = visit
  const code = actCodeOf(route, request)
  const id = await objectOf(route, visit)
  if (!route.acts || !code || id === undefined) return undefined
  const why = reasonIn(form)
  return {
    who: actor,
    code,
    on: { kind: route.acts.on, id },
    ...(why === undefined ? {} : { why }),
    input: hash('sha256', JSON.stringify([form.toString(), body]), 'hex'),
  }
}

const outcomeOf = ({ status = 200 }: WebAnswer): ActOutcome => {
  if (status >= 500) return 'failed'
  return status >= 400 ? 'refused' : 'done'
}

/**
 * Runs the code of a route; what it does as an act of staff stands in the audit trail before it begins. That an end could
 * not be stored changes nothing for whoever asked: the line that began it stays.
 */
export const audited = async (route: Route, handler: Handler, visit: Visit, services: Services): Promise<WebAnswer> => {
  if (!route.acts || visit.request.method !== 'POST') return handler(visit, services)
  const act = await actOf(route, visit)
  // What the table does not name is never done, so nothing is done without a line.
  if (!act) return visit.refuse('not-found')
  const { auditTrail } = await services.staff()
  const begun = await auditTrail.begin(act)
  const end = async (result: ActResult) => {
    try {
      await auditTrail.end(begun, result)
    } catch (error) {
      services.log.error('audit-not-ended', { type: act.code, error: describeError(error) })
    }
  }
  let noted: Noted = {}
  const note = (more: Noted) => {
    noted = { ...noted, ...more }
  }
  try {
    const answer = await handler({ ...visit, note }, services)
    await end({ outcome: outcomeOf(answer), ...noted })
    return answer
  } catch (error) {
    await end({ ...noted, outcome: 'failed' })
    throw error
  }
}
