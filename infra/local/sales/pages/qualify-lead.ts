// Qualify: which records to make, or which existing account and contact to use, as the product asks.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { accountChoice, chosen, contactChoice, readChoices } from './choices.ts'
import { layout } from './layout.ts'
import { leadPage } from './lead-page.ts'
import { leadRights, readLead } from './lead-row.ts'
import { card, linkCommand } from './parts.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row, Sales, Written } from './sales-client.ts'
import { text } from './values.ts'

const tick = (name: string, labelText: string, explained: string, ticked: boolean): Html =>
  html`<div class="tick"><input type="checkbox" id="${name}" name="${name}" value="yes"${ticked && html` checked`}><label for="${name}">${labelText}<span class="note">${explained}</span></label></div>`

const qualifyPage = async (visit: Visit, error?: string, status = 200): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  if (!leadRights(row).qualify)
    return leadPage(visit, { error: error ?? 'Only an open lead can be qualified.', status: error ? status : 409 })
  const choices = await readChoices(visit.sales)
  const here = `/leads/${visit.id}`
  const posted = visit.form.size > 0
  const ticked = (name: string) => !posted || visit.form.has(name)
  const selected = (name: string, column: string) => (posted ? (chosen(visit.form, name) ?? '') : text(row, column))
  const page = layout({
    title: 'Qualify lead',
    area: 'leads',
    commands: linkCommand(here, 'Back to the lead', 'back'),
    error,
    main: html`<h1>Qualify lead</h1>
<p class="lead-in">${text(row, 'fullname')} · ${text(row, 'companyname')}</p>
<form method="post" action="${here}/qualify" class="narrow">
${card(
  'Records to create',
  html`<fieldset><legend class="visually-hidden">Records to create</legend>
${tick('createAccount', 'Create account', text(row, 'companyname'), ticked('createAccount'))}
${tick('createContact', 'Create contact', text(row, 'fullname'), ticked('createContact'))}
${tick('createOpportunity', 'Create opportunity', text(row, 'subject'), ticked('createOpportunity'))}</fieldset>`,
)}
${card(
  'Existing records',
  html`<p class="hint">Where an existing record is chosen, it is used and none is created.</p>
${accountChoice('existingAccount', 'Existing account', choices, selected('existingAccount', '_parentaccountid_value'))}
${contactChoice('existingContact', 'Existing contact', choices, selected('existingContact', '_parentcontactid_value'))}`,
)}
<div class="actions"><button class="primary">Qualify</button> <a class="secondary" href="${here}">Cancel</a></div></form>`,
  })
  return { kind: 'page', status, page }
}

/** The lookups of the lead that differ from what was chosen; an emptied one is bound to null, which removes it. */
const lookupChanges = (row: Row, account: string | undefined, contact: string | undefined): Row => ({
  ...(text(row, '_parentaccountid_value') !== (account ?? '') && {
    'parentaccountid@odata.bind': account ? `/accounts(${account})` : null,
  }),
  ...(text(row, '_parentcontactid_value') !== (contact ?? '') && {
    'parentcontactid@odata.bind': contact ? `/contacts(${contact})` : null,
  }),
})

const runQualify = async (sales: Sales, id: string, row: Row, form: URLSearchParams): Promise<Written> => {
  const account = chosen(form, 'existingAccount')
  const contact = chosen(form, 'existingContact')
  const lookups = lookupChanges(row, account, contact)
  if (Object.keys(lookups).length > 0) {
    const linked = await sales.write('PATCH', `leads(${id})`, lookups, { 'if-match': '*' })
    if (!linked.ok) return linked
  }
  return sales.write('POST', `leads(${id})/Microsoft.Dynamics.CRM.QualifyLead`, {
    CreateAccount: form.has('createAccount') && !account,
    CreateContact: form.has('createContact') && !contact,
    CreateOpportunity: form.has('createOpportunity'),
    Status: 3,
    ...(account && { OpportunityCustomerId: { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: account } }),
  })
}

/** The service answers the created rows in no fixed order; the opportunity is found by its type. */
const createdOpportunity = (body: Row): string | undefined => {
  const list: unknown = body['value']
  if (!Array.isArray(list)) return undefined
  const found: Row | undefined = list.find((one: Row) => text(one, '@odata.type').endsWith('.opportunity'))
  return found && text(found, 'opportunityid')
}

const qualify = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  if (!leadRights(row).qualify) return leadPage(visit, { error: 'The lead is already closed.', status: 409 })
  const written = await runQualify(visit.sales, visit.id, row, visit.form)
  if (!written.ok) return qualifyPage(visit, written.message, written.status)
  const opportunity = createdOpportunity(written.body)
  return seeOther(`${opportunity ? `/opportunities/${opportunity}` : `/leads/${visit.id}`}?done=qualified`)
}

/** The form and the command that qualify a lead. */
export const qualifyRoutes: readonly Route[] = [
  { path: '/leads/:id/qualify', get: (visit) => qualifyPage(visit), post: qualify },
]
