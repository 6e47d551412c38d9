// The lead form: contact, company, details, timeline, related records, and the commands its state permits.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { leadSources, leadStatusReasons } from './labels.ts'
import { layout } from './layout.ts'
import { leadRelated } from './lead-related.ts'
import { leadRights, readLead, sectionsOf } from './lead-row.ts'
import { fact, linkCommand, menuCommand, postCommand, recordHeading, saveCommand, statePill } from './parts.ts'
import { recordForm, sections, typed } from './record-form.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import type { Row, Sales } from './sales-client.ts'
import { statusReasons } from './status-reasons.ts'
import { addNote, notesOf, timeline } from './timeline.ts'
import { expanded, formatted, label, number, text, when } from './values.ts'
import { afterWrite, saveRecord } from './write.ts'

/** The status reasons a salesperson may disqualify with: those of the state Disqualified. */
export const disqualifyReasons = (sales: Sales): Promise<Readonly<Record<number, string>>> =>
  statusReasons(sales, 'lead', 2)

const commands = (row: Row, id: string, reasons: Readonly<Record<number, string>>): HtmlValue => {
  const may = leadRights(row)
  const here = `/leads/${id}`
  return [
    linkCommand('/', 'Back to leads', 'back'),
    may.edit && saveCommand('record'),
    may.qualify && linkCommand(`${here}/qualify`, 'Qualify', 'qualify'),
    may.disqualify && menuCommand(`${here}/disqualify`, 'Disqualify', 'statuscode', reasons, 'disqualify'),
    may.addOpportunity && linkCommand(`${here}/new-opportunity`, 'New opportunity', 'add'),
    may.edit && linkCommand(`${here}/merge`, 'Merge', 'merge'),
    may.reactivate && postCommand(`${here}/reactivate`, 'Reactivate', 'reactivate'),
    linkCommand(`${here}/delete`, 'Delete', 'remove'),
  ]
}

const headingFacts = (row: Row): HtmlValue => [
  fact('Status', statePill(number(row, 'statecode'), label(row, 'statuscode', leadStatusReasons))),
  expanded(row, 'masterid') && fact('Merged into', recordLink('lead', expanded(row, 'masterid'))),
  fact('Lead source', label(row, 'leadsourcecode', leadSources)),
  fact('Owner', formatted(row, '_ownerid_value')),
  fact('Created on', when(row, 'createdon')),
]

/** The page of one lead; undefined when there is no such lead. */
export const leadPage = async ({ sales, id }: Visit, extras: PageExtras): Promise<Reply | undefined> => {
  const row = await readLead(sales, id)
  if (!row) return undefined
  const { edit } = leadRights(row)
  const name = text(row, 'fullname')
  const fields = sections(sectionsOf(row), { ...row, ...extras.input }, edit)
  const page = layout({
    title: name || 'Lead',
    area: 'leads',
    commands: commands(row, id, await disqualifyReasons(sales)),
    error: extras.error,
    done: extras.done ?? null,
    main: html`${recordHeading(name, `Lead · ${text(row, 'companyname') || 'no company'}`, headingFacts(row))}
${!edit && html`<p class="hint">This lead is closed and cannot be changed until it is reactivated.</p>`}
<div class="record"><div class="column">${edit ? recordForm(`/leads/${id}`, row, fields) : fields}</div>
<div class="column">${timeline(await notesOf(sales, id), `/leads/${id}/notes`)}</div>
<div class="column">${leadRelated(row)}</div></div>`,
  })
  return { kind: 'page', status: extras.status ?? 200, page }
}

const save = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  const list = sectionsOf(row)
  const wanted = typed(list, visit.form)
  const posted = { path: `leads(${visit.id})`, here: `/leads/${visit.id}`, sections: list, row, wanted }
  return saveRecord(visit, posted, (error, status) => leadPage(visit, { error, status, input: wanted }))
}

const note = async (visit: Visit): Promise<Reply | undefined> =>
  afterWrite(
    await addNote(visit.sales, 'lead', visit.id, visit.form),
    `/leads/${visit.id}?done=noted`,
    (error, status) => leadPage(visit, { error, status }),
  )

/** The lead form, its Save, and its notes. */
export const leadPageRoutes: readonly Route[] = [
  { path: '/leads/:id', get: (visit) => leadPage(visit, { done: visit.query.get('done') }), post: save },
  { path: '/leads/:id/notes', post: note },
]
