// Disqualify, reactivate, delete and create a lead.
import { html } from '../../../../shared/platform/html.ts'
import { layout } from './layout.ts'
import { disqualifyReasons, leadPage } from './lead-page.ts'
import { leadRights, leadSections, readLead } from './lead-row.ts'
import { card, fact, linkCommand, saveCommand } from './parts.ts'
import { missingField, recordForm, sections, typed } from './record-form.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { text } from './values.ts'
import { afterWrite, setState } from './write.ts'

const changeState = async (
  visit: Visit,
  statecode: number,
  statuscode: number,
  done: string,
): Promise<Reply | undefined> =>
  afterWrite(
    await setState(visit.sales, `leads(${visit.id})`, statecode, statuscode),
    `/leads/${visit.id}?done=${done}`,
    (error, status) => leadPage(visit, { error, status }),
  )

const disqualify = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  const reason = Number(visit.form.get('statuscode'))
  if (!leadRights(row).disqualify) {
    return leadPage(visit, { error: 'Only an open lead without an opportunity can be disqualified.', status: 409 })
  }
  if (!(await disqualifyReasons(visit.sales))[reason])
    return leadPage(visit, { error: 'Choose a status reason.', status: 400 })
  return changeState(visit, 2, reason, 'disqualified')
}

const reactivate = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  if (!leadRights(row).reactivate) return leadPage(visit, { error: 'This lead is open already.', status: 409 })
  return changeState(visit, 0, 1, 'reactivated')
}

const confirmDelete = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  const here = `/leads/${visit.id}`
  const page = layout({
    title: 'Delete the lead',
    area: 'leads',
    commands: linkCommand(here, 'Back to the lead', 'back'),
    main: html`<h1>Delete the lead</h1>${card(
      'Confirm',
      html`<p>The lead and its notes are deleted for good. Records made from it stay.</p>
<dl class="facts">${fact('Name', text(row, 'fullname'))}${fact('Topic', text(row, 'subject'))}${fact('Company', text(row, 'companyname'))}</dl>
<form method="post" action="${here}/delete" class="actions"><button class="primary danger">Delete</button> <a class="secondary" href="${here}">Cancel</a></form>`,
    )}`,
  })
  return { kind: 'page', status: 200, page }
}

const remove = async (visit: Visit): Promise<Reply | undefined> =>
  afterWrite(await visit.sales.write('DELETE', `leads(${visit.id})`), '/?done=deleted', (error, status) =>
    leadPage(visit, { error, status }),
  )

const newLead = (input: Row, error?: string, status = 200): Reply => ({
  kind: 'page',
  status,
  page: layout({
    title: 'New lead',
    area: 'leads',
    commands: [linkCommand('/', 'Back to leads', 'back'), saveCommand('record')],
    error,
    main: html`<h1>New lead</h1><div class="narrow">${recordForm('/leads/new', {}, sections(leadSections, input, true))}</div>`,
  }),
})

const create = async ({ sales, form }: Visit): Promise<Reply> => {
  const input = typed(leadSections, form)
  const missing = missingField(leadSections, input)
  if (missing !== undefined) return newLead(input, missing, 400)
  const filled = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''))
  const written = await sales.write('POST', 'leads', filled, { prefer: 'return=representation' })
  if (!written.ok) return newLead(input, written.message, written.status)
  return seeOther(`/leads/${text(written.body, 'leadid')}?done=created`)
}

/** The commands of the lead form that change its state, and the form for a new lead. */
export const leadCommandRoutes: readonly Route[] = [
  { path: '/leads/new', get: async () => newLead({}), post: create },
  { path: '/leads/:id/disqualify', post: disqualify },
  { path: '/leads/:id/reactivate', post: reactivate },
  { path: '/leads/:id/delete', get: confirmDelete, post: remove },
]
