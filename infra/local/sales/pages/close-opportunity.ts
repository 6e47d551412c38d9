// Close as Won, Close as Lost, and reopen.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { amountField, amountHelp, typedAmount } from './amount.ts'
import { layout } from './layout.ts'
import { opportunityPage } from './opportunity-page.ts'
import { readOpportunity } from './opportunity-row.ts'
import { card, linkCommand } from './parts.ts'
import type { Reply } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Sales } from './sales-client.ts'
import { statusReasons } from './status-reasons.ts'
import { number, text } from './values.ts'
import { afterWrite, setState } from './write.ts'

type Outcome = 'won' | 'lost'

const lostReasons = (sales: Sales): Promise<Readonly<Record<number, string>>> => statusReasons(sales, 'opportunity', 2)

const reasonChoice = (reasons: Readonly<Record<number, string>>, selected: string | null): HtmlValue =>
  html`<fieldset class="choices"><legend>Status reason</legend>${Object.entries(reasons).map(
    ([code, text]) =>
      html`<div class="tick"><input type="radio" id="reason-${code}" name="statuscode" value="${code}"${(selected ?? '4') === code && html` checked`}><label for="reason-${code}">${text}</label></div>`,
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
        html`${outcome === 'lost' && reasonChoice(await lostReasons(visit.sales), visit.form.get('statuscode'))}
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
    if (outcome === 'lost' && !(await lostReasons(visit.sales))[reason])
      return again(visit, 'Choose a status reason.', 400)
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
    await setState(visit.sales, `opportunities(${visit.id})`, 0, 1),
    `/opportunities/${visit.id}?done=reopened`,
    (error, status) => opportunityPage(visit, { error, status }),
  )
}

/** The commands that close and reopen an opportunity. */
export const closeOpportunityRoutes: readonly Route[] = [
  { path: '/opportunities/:id/close-as-won', get: (visit) => closePage('won')(visit), post: close('won') },
  { path: '/opportunities/:id/close-as-lost', get: (visit) => closePage('lost')(visit), post: close('lost') },
  { path: '/opportunities/:id/reopen', post: reopen },
]
