// A further opportunity for a qualified lead, linked to it by originatingleadid.
import { html } from '../../../../shared/platform/html.ts'
import { amountField, amountHelp, typedAmount } from './amount.ts'
import { accountChoice, chosen, contactChoice, readChoices } from './choices.ts'
import { layout } from './layout.ts'
import { leadPage } from './lead-page.ts'
import { leadRights, readLead } from './lead-row.ts'
import { card, linkCommand } from './parts.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import { expandedAll, text } from './values.ts'

const newPage = async (visit: Visit, error?: string, status = 200): Promise<Reply | undefined> => {
  const row = await readLead(visit.sales, visit.id)
  if (!row) return undefined
  if (!leadRights(row).addOpportunity) {
    return leadPage(visit, { error: 'Only a qualified lead can get a further opportunity.', status: 409 })
  }
  const choices = await readChoices(visit.sales)
  const first = (navigation: string, key: string) => text(expandedAll(row, navigation)[0] ?? {}, key)
  const account = text(row, '_parentaccountid_value') || first('account_originating_lead', 'accountid')
  const contact = text(row, '_parentcontactid_value') || first('contact_originating_lead', 'contactid')
  const here = `/leads/${visit.id}`
  const page = layout({
    title: 'New opportunity',
    area: 'opportunities',
    commands: linkCommand(here, 'Back to the lead', 'back'),
    error,
    main: html`<h1>New opportunity</h1><p class="lead-in">From the lead ${text(row, 'fullname')} · ${text(row, 'companyname')}</p>
<form method="post" action="${here}/new-opportunity" class="narrow">${card(
      'Opportunity',
      html`<div class="field"><label for="name">Topic <span class="required" aria-hidden="true">*</span></label><input type="text" id="name" name="name" value="${visit.form.get('name') ?? text(row, 'subject')}" maxlength="300" autocomplete="off" required></div>
${accountChoice('account', 'Account', choices, visit.form.get('account') ?? account)}
${contactChoice('contact', 'Contact', choices, visit.form.get('contact') ?? contact)}
<div class="tick"><input type="checkbox" id="customerOnly" name="customerOnly" value="yes"${visit.form.has('customerOnly') && html` checked`}><label for="customerOnly">Only as customer<span class="note">Account and contact of the opportunity stay empty</span></label></div>
${amountField('estimatedvalue', 'Est. revenue', visit.form.get('estimatedvalue') ?? '')}`,
    )}<div class="actions"><button class="primary">Create opportunity</button> <a class="secondary" href="${here}">Cancel</a></div></form>`,
  })
  return { kind: 'page', status, page }
}

const create = async (visit: Visit): Promise<Reply | undefined> => {
  const { sales, id, form } = visit
  const row = await readLead(sales, id)
  if (!row) return undefined
  if (!leadRights(row).addOpportunity) return newPage(visit)
  const account = chosen(form, 'account')
  const contact = chosen(form, 'contact')
  const named = !form.has('customerOnly')
  const revenue = typedAmount(form.get('estimatedvalue'))
  if (!form.get('name')?.trim()) return newPage(visit, 'Topic: Required fields must be filled in.', 400)
  if (!account && !contact) return newPage(visit, 'Choose the account or the contact the opportunity belongs to.', 400)
  if (revenue === undefined) return newPage(visit, `The est. revenue ${amountHelp}`, 400)
  const written = await sales.write(
    'POST',
    'opportunities',
    {
      name: form.get('name') ?? '',
      'originatingleadid@odata.bind': `/leads(${id})`,
      ...(account
        ? { 'customerid_account@odata.bind': `/accounts(${account})` }
        : { 'customerid_contact@odata.bind': `/contacts(${contact})` }),
      ...(named && account && { 'parentaccountid@odata.bind': `/accounts(${account})` }),
      ...(named && contact && { 'parentcontactid@odata.bind': `/contacts(${contact})` }),
      ...(revenue !== null && { estimatedvalue: revenue }),
    },
    { prefer: 'return=representation' },
  )
  if (!written.ok) return newPage(visit, written.message, written.status)
  return seeOther(`/opportunities/${text(written.body, 'opportunityid')}?done=opportunity-created`)
}

/** The form for a further opportunity, at its lead. */
export const newOpportunityRoutes: readonly Route[] = [
  { path: '/leads/:id/new-opportunity', get: (visit) => newPage(visit), post: create },
]
