// The credit of an account: a small form beside its other fields, because an amount goes together with its currency.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { amountField, amountHelp, typedAmount } from './amount.ts'
import { chosen } from './choices.ts'
import { card } from './parts.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import type { Row, Sales } from './sales-client.ts'
import { text } from './values.ts'
import { afterWrite } from './write.ts'

/** The card with the form. */
export const creditCard = async (sales: Sales, id: string, row: Row): Promise<Html> => {
  const { rows } = await sales.rows(
    'transactioncurrencies?$select=transactioncurrencyid,isocurrencycode&$filter=statecode eq 0&$orderby=isocurrencycode',
    100,
  )
  const present = text(row, '_transactioncurrencyid_value')
  const option = (value: string, name: string, selected: string): Html =>
    html`<option value="${value}"${value === selected && html` selected`}>${name}</option>`
  return card(
    'Credit',
    html`<form method="post" action="/accounts/${id}/credit">${amountField('creditlimit', 'Credit limit', text(row, 'creditlimit'))}
<div class="field"><label for="currency">Currency</label><select id="currency" name="currency"><option value="">(none)</option>${rows.map((one) => option(text(one, 'transactioncurrencyid'), text(one, 'isocurrencycode'), present))}</select></div>
<div class="field"><label for="creditonhold">Credit hold</label><select id="creditonhold" name="creditonhold">${option('no', 'No', row['creditonhold'] === true ? 'yes' : 'no')}${option('yes', 'Yes', row['creditonhold'] === true ? 'yes' : 'no')}</select></div>
<div class="actions"><button class="secondary">Save credit</button></div></form>`,
  )
}

/** @param show the page of the account, for refusals */
export const creditRoute = (show: (visit: Visit, extras: PageExtras) => Promise<Reply | undefined>): Route => ({
  path: '/accounts/:id/credit',
  post: async (visit) => {
    const { sales, id, form } = visit
    const limit = typedAmount(form.get('creditlimit'))
    if (limit === undefined) return show(visit, { error: `The credit limit ${amountHelp}`, status: 400 })
    const currency = chosen(form, 'currency')
    const written = await sales.write(
      'PATCH',
      `accounts(${id})`,
      {
        creditlimit: limit,
        creditonhold: form.get('creditonhold') === 'yes',
        ...(currency && { 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})` }),
      },
      { 'if-match': '*' },
    )
    return afterWrite(written, `/accounts/${id}?done=saved`, (error, status) => show(visit, { error, status }))
  },
})
