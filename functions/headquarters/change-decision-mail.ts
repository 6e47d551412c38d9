// POST /headquarters/prospects/{prospectId}/mail/{action}: no mail about the decision, the mail after
// all, or once more what did not arrive.

import { linkTo } from '../../shared/domain/link-to.ts'
import {
  type ChangeDecisionMailDeps,
  changeDecisionMail as change,
  type DecisionMailChange,
} from '../../shared/mail/change-decision-mail.ts'
import { sendTroubledAgain, settleTrouble } from '../../shared/mail/mail-trouble.ts'
import type { SendMailAgainDeps, SentAgain } from '../../shared/mail/send-mail-again.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler } from '../visit.ts'

const noted = { withhold: 'not wanted', send: 'wanted', again: 'sent again', settle: 'settled' } as const
type Action = keyof typeof noted
type Done = DecisionMailChange | SentAgain
const notices = {
  nothing: 'mail-as-before',
  'changed-meanwhile': 'changed-meanwhile',
  complained: 'mail-complained',
  'too-often': 'mail-too-often',
} as const satisfies Readonly<Record<Exclude<Done, 'done' | 'unknown'>, string>>
const isAction = (name: string | undefined): name is Action => name !== undefined && Object.hasOwn(noted, name)

export const changeDecisionMail: Handler<ChangeDecisionMailDeps & SendMailAgainDeps> = async (
  { request, who, refuse, form, note },
  deps,
) => {
  const prospectId = asGuid(request.params['prospectId'])
  const action = request.params['action']
  if (!prospectId || !isAction(action)) return refuse('not-found')
  const why = reasonIn(form)
  if (!why) return refuse('invalid-request')
  const wish = { who, why }
  const mailId = asGuid(form.get('mail')) ?? ''
  const acts: Readonly<Record<Action, () => Promise<Done>>> = {
    withhold: () => change(deps, prospectId, false, wish),
    send: () => change(deps, prospectId, true, wish),
    again: () => sendTroubledAgain(deps, prospectId, mailId, wish),
    settle: () => settleTrouble(deps, prospectId, wish),
  }
  const done = await acts[action]()
  if (done === 'unknown') return refuse('not-found')
  if (done === 'done') note({ after: { mail: noted[action] } })
  else note({ outcome: 'nothing', after: { result: done } })
  const told = done === 'done' ? (`mail-${action}` as const) : notices[done]
  return seeOther(linkTo('ProspectPage', { prospectId }, { done: told }))
}
