// The lists of accounts and contacts.
import type { HtmlValue } from '../../../../shared/platform/html.ts'
import type { Area } from './layout.ts'
import { after, listPage, pageSize, paging } from './list-page.ts'
import { statePill, table } from './parts.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { Route, Visit } from './route.ts'
import type { Row } from './sales-client.ts'
import { formatted, number, text, when } from './values.ts'

/** What makes the list of accounts differ from the list of contacts. */
type List = {
  readonly set: Extract<Area, 'accounts' | 'contacts'>
  readonly columns: string
  readonly order: string
  readonly heads: readonly string[]
  readonly cells: (row: Row) => readonly HtmlValue[]
}

/** The name of a record; of an inactive one with its state. */
const named = (table: 'account' | 'contact', row: Row): HtmlValue => [
  recordLink(table, row),
  number(row, 'statecode') === 1 && [' ', statePill(2, 'Inactive')],
]

const accounts: List = {
  set: 'accounts',
  columns: 'accountid,name,accountnumber,emailaddress1,telephone1,createdon,statecode',
  order: 'name',
  heads: ['Account name', 'Account number', 'Email', 'Main phone', 'Created on'],
  cells: (row) => [
    named('account', row),
    text(row, 'accountnumber'),
    text(row, 'emailaddress1'),
    text(row, 'telephone1'),
    when(row, 'createdon'),
  ],
}

const contacts: List = {
  set: 'contacts',
  columns: 'contactid,fullname,emailaddress1,telephone1,createdon,statecode,_parentcustomerid_value',
  order: 'fullname',
  heads: ['Full name', 'Company name', 'Email', 'Business phone', 'Created on'],
  cells: (row) => [
    named('contact', row),
    formatted(row, '_parentcustomerid_value'),
    text(row, 'emailaddress1'),
    text(row, 'telephone1'),
    when(row, 'createdon'),
  ],
}

const show = async ({ set, columns, order, heads, cells }: List, visit: Visit): Promise<Reply> => {
  const rows = await visit.sales.rows(`${set}?$select=${columns}&$orderby=${order}${after(visit.query)}`, pageSize)
  const title = `All ${set}`
  return listPage(set, title, visit, undefined, [
    table(title, heads, rows.rows.map(cells), `There are no ${set} yet.`),
    paging(`/${set}`, visit.query, rows),
  ])
}

/** The lists at `/accounts` and `/contacts`. */
export const customerListRoutes: readonly Route[] = [accounts, contacts].map((list) => ({
  path: `/${list.set}`,
  get: (visit) => show(list, visit),
}))
