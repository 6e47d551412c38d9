// Finds accounts in Sales by what people know of them, so that nobody makes one a second time.

import { customerTables } from './field-map.ts'
import type { ReadRow } from './read-row.ts'
import type { AccountFound, SoughtCompany } from './sales.ts'
import { idOf, leadIdOf, originatingLeadColumn, present, rowsAt, type SalesRow, textOf } from './sales-row.ts'

/** So many are shown; who does not find theirs among them says more. */
const mostAccounts = 20

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const { set, key } = customerTables.Organization
const columns = `${key},name,emailaddress1,address1_city,address1_country,${originatingLeadColumn}`

const foundIn = (row: SalesRow): AccountFound[] => {
  const id = idOf(row[key])
  if (id === undefined) return []
  const texts = {
    name: textOf(row['name']),
    email: textOf(row['emailaddress1']),
    city: textOf(row['address1_city']),
    country: textOf(row['address1_country']),
    leadId: leadIdOf(row),
  }
  return [{ id, ...present<Omit<AccountFound, 'id'>>(texts) }]
}

/** Active accounts of which one of these is true, by name; one call. */
const accountsWhere = async (read: ReadRow, conditions: readonly string[], most: number): Promise<AccountFound[]> => {
  const filter = encodeURIComponent(`(${conditions.join(' or ')}) and statecode eq 0`)
  const answer = await read(`${set}?$select=${columns}&$orderby=name,${key}&$top=${most}&$filter=${filter}`)
  return (rowsAt(answer ?? {}, 'value') ?? []).flatMap(foundIn)
}

/** Companies of one question: far below the longest address that is taken. */
const perQuestion = 25
const mostLike = 250

/**
 * Active accounts that have the name or the address of one of these companies. One call for each twenty-five of them, one
 * after the other.
 */
export const createAccountsLike =
  (read: ReadRow) =>
  async (companies: readonly SoughtCompany[]): Promise<readonly AccountFound[]> => {
    const found = new Map<string, AccountFound>()
    for (let from = 0; from < companies.length; from += perQuestion) {
      const either = companies
        .slice(from, from + perQuestion)
        .flatMap(({ name, email }) => [
          `name eq ${quoted(name)}`,
          ...(email === undefined ? [] : [`emailaddress1 eq ${quoted(email)}`]),
        ])
      for (const account of await accountsWhere(read, either, mostLike)) found.set(account.id, account)
    }
    return [...found.values()]
  }

/**
 * Active accounts whose name has this text, or that have this address, or of which a contact has it; by name, at most
 * `mostAccounts`. One call, or two for an address.
 */
export const createFindAccounts =
  (read: ReadRow) =>
  async (text: string): Promise<readonly AccountFound[]> => {
    if (!text.includes('@')) return accountsWhere(read, [`contains(name,${quoted(text)})`], mostAccounts)
    const filter = encodeURIComponent(`emailaddress1 eq ${quoted(text)} and statecode eq 0`)
    const path = `contacts?$select=_parentcustomerid_value&$orderby=contactid&$top=${mostAccounts}&$filter=${filter}`
    const contacts = rowsAt((await read(path)) ?? {}, 'value') ?? []
    const ids = new Set(contacts.flatMap((row) => idOf(row['_parentcustomerid_value']) ?? []))
    const either = [`emailaddress1 eq ${quoted(text)}`, ...[...ids].map((id) => `${key} eq ${id}`)]
    return accountsWhere(read, either, mostAccounts)
  }
