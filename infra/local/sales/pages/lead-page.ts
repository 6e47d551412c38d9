// The lead form: contact, company, details, timeline, related records, and the commands its state permits.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { layout } from './layout.ts'
import { leadRights, readLead, sectionsOf } from './lead-row.ts'
import {
  card,
  fact,
  linkCommand,
  linkList,
  menuCommand,
  postCommand,
  recordHeading,
  saveCommand,
  statePill,
} from './parts.ts'
import { missingField, recordForm, saveChanges, sections, typed } from './record-form.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { addNote, afterWrite, notesOf, timeline } from './timeline.ts'
import {
  expanded,
  expandedAll,
  formatted,
  label,
  leadSources,
  leadStatusReasons,
  number,
  opportunityStatusReasons,
  text,
  when,
} from './values.ts'

/** The status reasons a salesperson may disqualify with (status reasons of the state Disqualified). */
export const disqualifyReasons: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(leadStatusReasons).filter(([code]) => Number(code) >= 4),
)

const commands = (row: Row, id: string): HtmlValue => {
  const may = leadRights(row)
  const here = `/leads/${id}`
  return [
    linkCommand('/', 'Back to leads', 'back'),
    may.edit && saveCommand('record'),
    may.qualify && linkCommand(`${here}/qualify`, 'Qualify', 'qualify'),
    may.disqualify && menuCommand(`${here}/disqualify`, 'Disqualify', 'statuscode', disqualifyReasons, 'disqualify'),
    may.addOpportunity && linkCommand(`${here}/new-opportunity`, 'New opportunity', 'add'),
    may.reactivate && postCommand(`${here}/reactivate`, 'Reactivate', 'reactivate'),
    linkCommand(`${here}/delete`, 'Delete', 'remove'),
  ]
}

const related = (row: Row): HtmlValue => {
  const accounts = expandedAll(row, 'account_originating_lead')
  const contacts = expandedAll(row, 'contact_originating_lead')
  const account = expanded(row, 'parentaccountid')
  const contact = expanded(row, 'parentcontactid')
  const withChosen = (made: readonly Row[], chosen: Row | undefined, key: string) =>
    chosen && !made.some((one) => text(one, key) === text(chosen, key)) ? [...made, chosen] : made
  return [
    card(
      'Opportunities',
      linkList(
        expandedAll(row, 'opportunity_originating_lead').map((one) => ({
          href: `/opportunities/${text(one, 'opportunityid')}`,
          text: text(one, 'name'),
          note: label(one, 'statuscode', opportunityStatusReasons),
        })),
        'No opportunity comes from this lead.',
      ),
    ),
    card(
      'Account',
      linkList(
        withChosen(accounts, account, 'accountid').map((one) => ({
          href: `/accounts/${text(one, 'accountid')}`,
          text: text(one, 'name'),
          note: text(one, 'accountnumber'),
        })),
        'No account belongs to this lead.',
      ),
    ),
    card(
      'Contact person',
      linkList(
        withChosen(contacts, contact, 'contactid').map((one) => ({
          href: `/contacts/${text(one, 'contactid')}`,
          text: text(one, 'fullname'),
          note: text(one, 'emailaddress1'),
        })),
        'No contact belongs to this lead.',
      ),
    ),
  ]
}

const headingFacts = (row: Row): HtmlValue => [
  fact('Status', statePill(number(row, 'statecode'), label(row, 'statuscode', leadStatusReasons))),
  fact('Lead source', label(row, 'leadsourcecode', leadSources)),
  fact('Owner', formatted(row, '_ownerid_value')),
  fact('Created on', when(row, 'createdon')),
]

/** What a lead page says besides the lead: a refusal, what was typed, what has just been done. */
export type LeadPageExtras = {
  readonly error?: string
  readonly status?: number
  readonly input?: Row
  readonly done?: string | null
}

/** The page of one lead; undefined when there is no such lead. */
export const leadPage = async ({ sales, id }: Visit, extras: LeadPageExtras): Promise<Reply | undefined> => {
  const row = await readLead(sales, id)
  if (!row) return undefined
  const { edit } = leadRights(row)
  const name = text(row, 'fullname')
  const fields = sections(sectionsOf(row), { ...row, ...extras.input }, edit)
  const page = layout({
    title: name || 'Lead',
    area: 'leads',
    commands: commands(row, id),
    error: extras.error,
    done: extras.done ?? null,
    main: html`${recordHeading(name, `Lead · ${text(row, 'companyname') || 'no company'}`, headingFacts(row))}
${!edit && html`<p class="hint">This lead is closed and cannot be changed until it is reactivated.</p>`}
<div class="record"><div class="column">${edit ? recordForm(`/leads/${id}`, row, fields) : fields}</div>
<div class="column">${timeline(await notesOf(sales, id), `/leads/${id}/notes`)}</div>
<div class="column">${related(row)}</div></div>`,
  })
  return { kind: 'page', status: extras.status ?? 200, page }
}

const save = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  const here = `/leads/${visit.id}`
  const input = typed(sectionsOf(row), visit.form)
  const missing = missingField(sectionsOf(row), { ...row, ...input })
  if (missing !== undefined) return leadPage(visit, { error: missing, status: 400, input })
  const written = await saveChanges(visit.sales, `leads(${visit.id})`, row, input, visit.form.get('etag'))
  if (!written) return seeOther(`${here}?done=unchanged`)
  return afterWrite(written, `${here}?done=saved`, (error, status) => leadPage(visit, { error, status, input }))
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
