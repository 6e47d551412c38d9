// Close as Won, Close as Lost, reopen, and a further opportunity for a qualified lead.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { accountChoice, chosen, contactChoice, readChoices } from './choices.ts'
import { layout } from './layout.ts'
import { leadPage } from './lead-page.ts'
import { leadRights, readLead } from './lead-row.ts'
import { opportunityPage } from './opportunity-page.ts'
import { readOpportunity, typedAmount } from './opportunity-row.ts'
import { card, linkCommand } from './parts.ts'
import { type Reply, seeOther } from './reply.ts'
import type { Route, Visit } from './route.ts'
import { afterWrite } from './timeline.ts'
import { expandedAll, number, opportunityStatusReasons, text } from './values.ts'

type Outcome = 'won' | 'lost'

const lostReasons = [4, 5] as const
const amountHelp = 'must be an amount such as 1250.00.'

const amountField = (name: string, labelText: string, value: string): HtmlValue =>
  html`<div class="field"><label for="${name}">${labelText}</label><input type="text" id="${name}" name="${name}" value="${value}" inputmode="decimal" autocomplete="off" maxlength="15"></div>`

const reasonChoice = (selected: string | null): HtmlValue =>
  html`<fieldset class="choices"><legend>Status reason</legend>${lostReasons.map(
    (code) =>
      html`<div class="tick"><input type="radio" id="reason-${code}" name="statuscode" value="${code}"${(selected ?? '4') === String(code) && html` checked`}><label for="reason-${code}">${opportunityStatusReasons[code]}</label></div>`,
  )}</fieldset>`

const closePage =
  (outcome: Outcome) =>
  async (visit: Visit, error?: string, status = 200): Promise<Reply | undefined> => {
    const row = await readOpportunity(visit.sales, visit.id)
    if (!row) return undefined
    const here = `/opportunities/${visit.id}`
    if (number(row, 'statecode') !== 0) {
      return opportunityPage(visit, {
        error: error ?? 'The opportunity is closed already.',
        status: error ? status : 409,
      })
    }
    const title = outcome === 'won' ? 'Close as Won' : 'Close as Lost'
    const revenue = visit.form.get('actualrevenue') ?? (outcome === 'won' ? text(row, 'estimatedvalue') : '')
    const page = layout({
      title,
      area: 'opportunities',
      commands: linkCommand(here, 'Back to the opportunity', 'back'),
      error,
      main: html`<h1>${title}</h1><p class="lead-in">${text(row, 'name')}</p>
<form method="post" action="${here}/close-as-${outcome}" class="narrow">${card(
        'Outcome',
        html`${outcome === 'lost' && reasonChoice(visit.form.get('statuscode'))}
${amountField('actualrevenue', 'Actual revenue', revenue)}
<div class="field"><label for="description">Description</label><textarea id="description" name="description" rows="4" maxlength="2000">${'\n'}${visit.form.get('description')}</textarea></div>`,
      )}<div class="actions"><button class="primary">${title}</button> <a class="secondary" href="${here}">Cancel</a></div></form>`,
    })
    return { kind: 'page', status, page }
  }

/** Closes through WinOpportunity or LoseOpportunity, which leave a close activity on the timeline. */
const close =
  (outcome: Outcome) =>
  async (visit: Visit): Promise<Reply | undefined> => {
    const again = closePage(outcome)
    const revenue = typedAmount(visit.form.get('actualrevenue'))
    if (revenue === undefined) return again(visit, `The actual revenue ${amountHelp}`, 400)
    const reason = Number(visit.form.get('statuscode'))
    if (outcome === 'lost' && reason !== 4 && reason !== 5) return again(visit, 'Choose a status reason.', 400)
    const description = visit.form.get('description')
    const written = await visit.sales.write('POST', outcome === 'won' ? 'WinOpportunity' : 'LoseOpportunity', {
      Status: outcome === 'won' ? 3 : reason,
      OpportunityClose: {
        subject: outcome === 'won' ? 'Opportunity won' : 'Opportunity lost',
        ...(description && { description }),
        ...(revenue !== null && { actualrevenue: revenue }),
        'opportunityid@odata.bind': `/opportunities(${visit.id})`,
      },
    })
    return afterWrite(written, `/opportunities/${visit.id}?done=${outcome}`, (error, status) =>
      again(visit, error, status),
    )
  }

const reopen = async (visit: Visit): Promise<Reply | undefined> => {
  const row = await readOpportunity(visit.sales, visit.id)
  if (!row) return undefined
  if (number(row, 'statecode') === 0)
    return opportunityPage(visit, { error: 'The opportunity is open already.', status: 409 })
  return afterWrite(
    await visit.sales.write(
      'PATCH',
      `opportunities(${visit.id})`,
      { statecode: 0, statuscode: 1 },
      { 'if-match': '*' },
    ),
    `/opportunities/${visit.id}?done=reopened`,
    (error, status) => opportunityPage(visit, { error, status }),
  )
}

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
  const revenue = typedAmount(form.get('estimatedvalue'))
  if (!account && !contact) return newPage(visit, 'Choose the account or the contact the opportunity belongs to.', 400)
  if (revenue === undefined) return newPage(visit, `The est. revenue ${amountHelp}`, 400)
  const written = await sales.write(
    'POST',
    'opportunities',
    {
      name: form.get('name') ?? '',
      'originatingleadid@odata.bind': `/leads(${id})`,
      ...(account
        ? {
            'customerid_account@odata.bind': `/accounts(${account})`,
            'parentaccountid@odata.bind': `/accounts(${account})`,
          }
        : { 'customerid_contact@odata.bind': `/contacts(${contact})` }),
      ...(contact && { 'parentcontactid@odata.bind': `/contacts(${contact})` }),
      ...(revenue !== null && { estimatedvalue: revenue }),
    },
    { prefer: 'return=representation' },
  )
  if (!written.ok) return newPage(visit, written.message, written.status)
  return seeOther(`/opportunities/${text(written.body, 'opportunityid')}?done=opportunity-created`)
}

/** The commands that close and reopen an opportunity, and the form for a further one. */
export const opportunityCommandRoutes: readonly Route[] = [
  { path: '/opportunities/:id/close-as-won', get: (visit) => closePage('won')(visit), post: close('won') },
  { path: '/opportunities/:id/close-as-lost', get: (visit) => closePage('lost')(visit), post: close('lost') },
  { path: '/opportunities/:id/reopen', post: reopen },
  { path: '/leads/:id/new-opportunity', get: (visit) => newPage(visit), post: create },
]
