// The lists of accounts and contacts.
import { after, listPage, nextPage, pageSize } from './list-page.ts'
import { table } from './parts.ts'
import { recordLink } from './records.ts'
import type { Reply } from './reply.ts'
import type { Route, Visit } from './route.ts'
import { formatted, text, when } from './values.ts'

const accounts = async (visit: Visit): Promise<Reply> => {
  const columns = 'accountid,name,accountnumber,emailaddress1,telephone1,createdon'
  const rows = await visit.sales.rows(`accounts?$select=${columns}&$orderby=name${after(visit.query)}`, pageSize)
  const cells = rows.rows.map((row) => [
    recordLink('account', row),
    text(row, 'accountnumber'),
    text(row, 'emailaddress1'),
    text(row, 'telephone1'),
    when(row, 'createdon'),
  ])
  const heads = ['Account name', 'Account number', 'Email', 'Main phone', 'Created on']
  return listPage('accounts', 'All accounts', visit, undefined, [
    table('All accounts', heads, cells, 'There are no accounts yet.'),
    nextPage('/accounts', visit.query, rows),
  ])
}

const contacts = async (visit: Visit): Promise<Reply> => {
  const columns = 'contactid,fullname,emailaddress1,telephone1,createdon,_parentcustomerid_value'
  const rows = await visit.sales.rows(`contacts?$select=${columns}&$orderby=fullname${after(visit.query)}`, pageSize)
  const cells = rows.rows.map((row) => [
    recordLink('contact', row),
    formatted(row, '_parentcustomerid_value'),
    text(row, 'emailaddress1'),
    text(row, 'telephone1'),
    when(row, 'createdon'),
  ])
  const heads = ['Full name', 'Company name', 'Email', 'Business phone', 'Created on']
  return listPage('contacts', 'All contacts', visit, undefined, [
    table('All contacts', heads, cells, 'There are no contacts yet.'),
    nextPage('/contacts', visit.query, rows),
  ])
}

/** The lists at `/accounts` and `/contacts`. */
export const customerListRoutes: readonly Route[] = [
  { path: '/accounts', get: accounts },
  { path: '/contacts', get: contacts },
]
