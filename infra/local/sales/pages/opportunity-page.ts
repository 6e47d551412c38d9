// The opportunity form: topic, account, contact, lead, revenue, timeline, and the commands its state permits.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { amountField, amountHelp, typedAmount } from './amount.ts'
import { opportunityStatusReasons } from './labels.ts'
import { layout } from './layout.ts'
import { opportunitySections, readOpportunity } from './opportunity-row.ts'
import { card, fact, linkCommand, postCommand, recordHeading, saveCommand, statePill } from './parts.ts'
import { recordForm, sections, typed } from './record-form.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { addNote, closesOf, notesOf, timeline } from './timeline.ts'
import { expanded, formatted, label, money, number, text, when } from './values.ts'
import { afterWrite, saveRecord } from './write.ts'

const commands = (row: Row, id: string): HtmlValue => {
  const here = `/opportunities/${id}`
  const open = number(row, 'statecode') === 0
  return [
    linkCommand('/opportunities', 'Back to opportunities', 'back'),
    open && saveCommand('record'),
    open && linkCommand(`${here}/close-as-won`, 'Close as Won', 'won'),
    open && linkCommand(`${here}/close-as-lost`, 'Close as Lost', 'lost'),
    !open && postCommand(`${here}/reopen`, 'Reopen opportunity', 'reactivate'),
  ]
}

const parties = (row: Row): HtmlValue => {
  const account = expanded(row, 'parentaccountid') ?? expanded(row, 'customerid_account')
  const contact = expanded(row, 'parentcontactid') ?? expanded(row, 'customerid_contact')
  return card(
    'Related',
    html`<dl class="facts">
${fact('Account', recordLink('account', account))}
${fact('Contact', recordLink('contact', contact))}
${fact('Originating lead', recordLink('lead', expanded(row, 'originatingleadid')))}</dl>`,
  )
}

const headingFacts = (row: Row): HtmlValue => [
  fact('Status', statePill(number(row, 'statecode'), label(row, 'statuscode', opportunityStatusReasons))),
  fact('Est. revenue', money(row, 'estimatedvalue')),
  number(row, 'statecode') !== 0 && fact('Actual revenue', money(row, 'actualvalue')),
  fact('Owner', formatted(row, '_ownerid_value')),
  fact('Created on', when(row, 'createdon')),
]

const revenueField = (value: string): HtmlValue => card('Revenue', amountField('estimatedvalue', 'Est. revenue', value))

/** The page of one opportunity; undefined when there is none. */
export const opportunityPage = async ({ sales, id }: Visit, extras: PageExtras): Promise<Reply | undefined> => {
  const row = await readOpportunity(sales, id)
  if (!row) return undefined
  const open = number(row, 'statecode') === 0
  const lead = text(row, '_originatingleadid_value')
  const [own, closes, ofLead] = await Promise.all([
    notesOf(sales, id),
    closesOf(sales, id),
    lead ? notesOf(sales, lead) : [],
  ])
  const values = { ...row, ...extras.input }
  const fields = [sections(opportunitySections, values, open), open && revenueField(text(values, 'estimatedvalue'))]
  const page = layout({
    title: text(row, 'name') || 'Opportunity',
    area: 'opportunities',
    commands: commands(row, id),
    error: extras.error,
    done: extras.done ?? null,
    main: html`${recordHeading(text(row, 'name'), 'Opportunity', headingFacts(row))}
${!open && html`<p class="hint">This opportunity is closed and cannot be changed until it is reopened.</p>`}
<div class="record"><div class="column">${open ? recordForm(`/opportunities/${id}`, row, fields) : fields}</div>
<div class="column">${timeline([...own, ...closes, ...ofLead], `/opportunities/${id}/notes`)}</div>
<div class="column">${parties(row)}</div></div>`,
  })
  return { kind: 'page', status: extras.status ?? 200, page }
}

const save = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readOpportunity(visit.sales, visit.id)
  if (!row) return undefined
  const columns = typed(opportunitySections, visit.form)
  const typedRevenue = visit.form.get('estimatedvalue')
  const revenue = typedAmount(typedRevenue)
  const input = { ...columns, ...(typedRevenue !== null && { estimatedvalue: typedRevenue }) }
  const revenueChanged = typedRevenue !== null && revenue !== (number(row, 'estimatedvalue') ?? null)
  const posted = {
    path: `opportunities(${visit.id})`,
    here: `/opportunities/${visit.id}`,
    sections: opportunitySections,
    row,
    wanted: { ...columns, ...(revenueChanged && { estimatedvalue: revenue }) },
    mistake: revenue === undefined ? `The est. revenue ${amountHelp}` : undefined,
  }
  return saveRecord(visit, posted, (error, status) => opportunityPage(visit, { error, status, input }))
}

const note = async (visit: Visit): Promise<Reply | undefined> =>
  afterWrite(
    await addNote(visit.sales, 'opportunity', visit.id, visit.form),
    `/opportunities/${visit.id}?done=noted`,
    (error, status) => opportunityPage(visit, { error, status }),
  )

/** The opportunity form, its Save, and its notes. */
export const opportunityPageRoutes: readonly Route[] = [
  { path: '/opportunities/:id', get: (visit) => opportunityPage(visit, { done: visit.query.get('done') }), post: save },
  { path: '/opportunities/:id/notes', post: note },
]
