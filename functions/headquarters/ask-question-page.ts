// GET /headquarters/prospects/{prospectId}/question/{action}: says what will happen. POST: asks the applicant of an open
// prospect something, or takes that back.

import { linkTo } from '../../shared/domain/link-to.ts'
import { checkQuestion, mayAsk } from '../../shared/domain/question.ts'
import { pathsAsked } from '../../shared/domain/question-fields.ts'
import { type AskQuestionDeps, askQuestion, type QuestionOrder } from '../../shared/headquarters/ask-question.ts'
import { renderQuestion } from '../../shared/headquarters/pages/render-question.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import type { StoredProspect } from '../../shared/headquarters/store/prospects.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { approverOf } from '../decision-terms.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = AskQuestionDeps & { readonly headquarters: HeadquartersStore; readonly readBridge: ReadBridge }

const words = staffWords.pages.question
type Action = keyof typeof words.acts
const isAction = (name: string | undefined): name is Action => name !== undefined && Object.hasOwn(words.acts, name)

const show = async (
  deps: Deps,
  visit: Visit,
  { value: prospect, etag }: StoredProspect,
  action: Action,
  notice?: Notice,
  status = 200,
) => {
  const { form } = visit
  return page(
    renderQuestion({
      ...(await readFrame(visit, deps.readBridge)),
      action,
      prospect,
      etag,
      text: form.get('text') ?? '',
      fields: form.getAll('field'),
      reason: form.get('reason') ?? '',
      notice,
    }),
    status,
  )
}

/** What the form asks for, or what is missing in it. */
const orderOf = ({ form, actor }: Visit, action: Action): QuestionOrder | { readonly wrong: 'text' | 'reason' } => {
  const by = { who: approverOf(actor), etag: form.get('etag') ?? '' }
  if (action === 'take-back') {
    const why = reasonIn(form)
    return why === undefined ? { wrong: 'reason' } : { ...by, action, why }
  }
  const checked = checkQuestion(form.get('text') ?? '')
  const fields = pathsAsked(form.getAll('field'))
  return 'error' in checked || !fields ? { wrong: 'text' } : { ...by, action, text: checked.text, fields }
}

const act = async (deps: Deps, visit: Visit, stored: StoredProspect, action: Action) => {
  const { note, refuse } = visit
  const { prospectId } = stored.value
  const order = orderOf(visit, action)
  if ('wrong' in order) {
    note({ outcome: 'refused' })
    return show(deps, visit, stored, action, { tone: 'bad', text: words.wrong[order.wrong] }, 400)
  }
  const result = await askQuestion(deps, stored, order)
  if (result === 'done' || result === 'as-before') {
    note(result === 'as-before' ? { outcome: 'nothing' } : { after: { question: action } })
    return seeOther(linkTo('ProspectPage', { prospectId }, { done: `question-${action}` }))
  }
  note({ outcome: 'refused', after: { result } })
  if (result === 'impossible') return refuse('changed-meanwhile')
  const now = (await deps.headquarters.prospects.read(prospectId)) ?? stored
  return show(deps, visit, now, action, { tone: 'warn', text: staffWords.pages.changeUser.changedMeanwhile }, 409)
}

export const askQuestionPage: Handler<Deps> = async (visit, deps) => {
  const { params, method } = visit.request
  const id = asGuid(params['prospectId'])
  const action = params['action']
  const stored = id && isAction(action) ? await deps.headquarters.prospects.read(id) : undefined
  if (!stored || !isAction(action)) return visit.refuse('not-found')
  if (method === 'POST') return act(deps, visit, stored, action)
  // An old link to what cannot be done any more.
  const isThere = action === 'ask' ? mayAsk(stored.value) : stored.value.question !== undefined
  return isThere ? show(deps, visit, stored, action) : visit.refuse('not-found')
}
