// GET /headquarters/prospects/{prospectId}/{action}: asks once more. POST: approves or rejects the prospect, takes that back,
// confirms it or not, opens a rejected one again, or dismisses a flag.

import { flagCodes, type ProspectFlag } from '../../shared/domain/flags.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { actsOnRuling, type RulingAct, rulingActs } from '../../shared/domain/ruling.ts'
import { needsSecondApprover } from '../../shared/domain/second-approver.ts'
import { readCandidates } from '../../shared/headquarters/candidates.ts'
import { renderApprove } from '../../shared/headquarters/pages/render-approve.ts'
import { renderRuling } from '../../shared/headquarters/pages/render-ruling.ts'
import type { Notice } from '../../shared/headquarters/pages/staff-layout.ts'
import { type RulingOrder, type RulingResult, ruleProspect } from '../../shared/headquarters/rule-prospect.ts'
import type { StoredProspect } from '../../shared/headquarters/store/prospects.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { approverOf, type DecideDeps, readTerms } from '../decision-terms.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler, Visit } from '../visit.ts'
import type { ReadBridge } from './read-bridge.ts'
import { readFrame } from './read-frame.ts'

type Deps = DecideDeps & { readonly readBridge: ReadBridge }

const words = staffWords.pages.ruling
type Action = RulingAct | 'dismiss'
const actions: readonly string[] = [...rulingActs, 'dismiss']
const isAction = (name: string | undefined): name is Action => name !== undefined && actions.includes(name)
const isDecision = (action: Action): action is 'approve' | 'reject' => action === 'approve' || action === 'reject'
const flagIn = (name: string | null): ProspectFlag | undefined => flagCodes.find((flag) => flag === name)

type Shown = { readonly notice?: Notice; readonly typed?: URLSearchParams }

const show = async (
  deps: Deps,
  visit: Visit,
  stored: StoredProspect,
  action: Action,
  { notice, typed = new URLSearchParams() }: Shown = {},
  status = 200,
) => {
  const { value: prospect, etag } = stored
  const { query } = visit.request
  const frame = await readFrame(visit, deps.readBridge)
  const flag = action === 'dismiss' ? flagIn(typed.get('flag') ?? query.get('flag')) : undefined
  if (!isDecision(action))
    return page(
      renderRuling({
        ...frame,
        prospectId: prospect.prospectId,
        prospect: `${prospect.number} ${prospect.request.company.name}`,
        action,
        etag,
        ruling: prospect.ruling,
        flag,
        reason: typed.get('reason') ?? '',
        notice,
      }),
      status,
    )
  const search = query.get('find')?.trim() ?? ''
  const candidates =
    action === 'approve'
      ? await readCandidates(deps.headquarters, prospect, search)
      : { organizations: [], persons: [] }
  return page(
    renderApprove({
      ...frame,
      action,
      prospect,
      etag,
      undoMinutes: Math.round(deps.undoMs / 60_000),
      needsSecond: needsSecondApprover(deps.secondApprover, prospect.likelyDuplicates?.length ? ['duplicates'] : []),
      candidates,
      reasons: deps.rejectReasons,
      search,
      typed: Object.fromEntries(typed),
      notice,
    }),
    status,
  )
}

/** What the form asks for, or what is missing in it. */
const orderOf = async (deps: Deps, visit: Visit, stored: StoredProspect, action: Action) => {
  const { form, actor } = visit
  const by = { who: approverOf(actor), etag: form.get('etag') ?? '' }
  if (isDecision(action)) {
    const terms = await readTerms(deps, stored.value, action, Object.fromEntries(form), reasonIn(form))
    return 'wrong' in terms ? terms : { ...by, action, terms }
  }
  const why = reasonIn(form)
  if (why === undefined) return { wrong: 'reason' } as const
  if (action !== 'dismiss') return { ...by, action, why }
  const flag = flagIn(form.get('flag'))
  return flag ? { ...by, action, flag, why } : ({ wrong: 'flag' } as const)
}

const noteOf = (order: RulingOrder): Readonly<Record<string, string>> => {
  if (order.action === 'dismiss') return { flag: order.flag }
  if (!('terms' in order)) return { decision: order.action }
  const { note: _, noMail, email, ...terms } = order.terms
  return {
    decision: order.action,
    ...terms,
    ...(noMail ? { mail: 'not wanted' } : {}),
    ...(email ? { address: 'another' } : {}),
  }
}

const act = async (deps: Deps, visit: Visit, stored: StoredProspect, action: Action) => {
  const { form, note, refuse } = visit
  const { prospectId } = stored.value
  const order = await orderOf(deps, visit, stored, action)
  if ('wrong' in order) {
    note({ outcome: 'refused' })
    const notice: Notice = { tone: 'bad', text: words.wrong[order.wrong] }
    return show(deps, visit, stored, action, { notice, typed: form }, 400)
  }
  const result: RulingResult = await ruleProspect(deps, stored, order)
  if (result === 'done' || result === 'proposed' || result === 'as-before') {
    note(result === 'as-before' ? { outcome: 'nothing' } : { after: { ...noteOf(order), result } })
    const done = result === 'proposed' ? 'proposed' : action
    return seeOther(linkTo('ProspectPage', { prospectId }, { done: `ruling-${done}` }))
  }
  note({ outcome: 'refused', after: { result } })
  if (result === 'impossible') return refuse('changed-meanwhile')
  const now = (await deps.headquarters.prospects.read(prospectId)) ?? stored
  const text = result === 'same-person' ? words.samePerson : staffWords.pages.changeUser.changedMeanwhile
  return show(deps, visit, now, action, { notice: { tone: 'warn', text }, typed: form }, 409)
}

export const decideProspectPage: Handler<Deps> = async (visit, deps) => {
  const { params, method, query } = visit.request
  const id = asGuid(params['prospectId'])
  const action = params['action']
  const stored = id && isAction(action) ? await deps.headquarters.prospects.read(id) : undefined
  if (!stored || !isAction(action)) return visit.refuse('not-found')
  if (method === 'POST') return act(deps, visit, stored, action)
  // An old link to what cannot be done any more.
  const isThere =
    action === 'dismiss'
      ? stored.value.flags.some((flag) => flag === query.get('flag'))
      : actsOnRuling(stored.value, deps.desk).includes(action)
  return isThere ? show(deps, visit, stored, action) : visit.refuse('not-found')
}
