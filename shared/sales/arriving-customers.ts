// Accounts of the type Customer and their contacts, which become customers where every customer of Sales does: one by its
// id, or all of them page by page.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows#filter-using-lookup-column-property-values

import type { CreditColumns, CustomerType } from '../domain/customer-fields.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import { apiPath, type Dataverse } from './dataverse.ts'
import { customerTables } from './field-map.ts'
import type { ReadRow } from './read-row.ts'
import type { ArrivingCustomer, ArrivingCustomers } from './sales.ts'
import { idOf, rowAt, type SalesRow } from './sales-row.ts'

/** The relationship type of an account that is a customer. */
const customerCode = 3
/** Rows of one answer: what one part of a job does before it stores how far it came. */
const perPage = 100

const account = 'parentcustomerid_account'

/** Of all rows of a table, those that become customers; of contacts, those of such an account. */
export const arriving: Readonly<Record<CustomerType, string>> = {
  Organization: `customertypecode eq ${customerCode}`,
  Person: `${account}/customertypecode eq ${customerCode}`,
}

/** What says of a row whether it becomes one, as a part of a query. */
export const arrivingColumns: Readonly<Record<CustomerType, string>> = {
  Organization: ',customertypecode',
  Person: `&$expand=${account}($select=accountid,customertypecode)`,
}

const accountOf = (row: SalesRow): SalesRow | undefined => rowAt(row, account)

/** Whether a row, read with `arrivingColumns`, becomes a customer: one that is inactive or was merged does not. */
export const isArriving = (type: CustomerType, row: SalesRow): boolean => {
  const { customertypecode } = (type === 'Organization' ? row : accountOf(row)) ?? {}
  return customertypecode === customerCode && row['statecode'] === 0
}

type Given = {
  readonly call: Dataverse
  readonly read: ReadRow
  readonly recordOf: ReadRecord
  readonly creditColumns: CreditColumns
}

type Page = { readonly value?: readonly SalesRow[]; readonly '@odata.nextLink'?: string }

/** The part of a link below the API; a link to another place is none of ours. */
export const pathOf = (link: string): string => {
  const { pathname, search } = new URL(link)
  if (!pathname.startsWith(apiPath)) throw new Error('A link of Sales leads outside its Web API.')
  return pathname.slice(apiPath.length) + search
}

export const createArrivingCustomers = ({ call, read, recordOf, creditColumns }: Given): ArrivingCustomers => {
  const arrivingOf = async (type: CustomerType, row: SalesRow): Promise<ArrivingCustomer> => {
    const accountId = idOf(accountOf(row)?.['accountid'])
    return {
      ...(await recordOf(type, row)),
      isArriving: isArriving(type, row),
      ...(accountId === undefined ? {} : { accountId }),
    }
  }
  const pageOf = async <T>(path: string, size: number, rowOf: (row: SalesRow) => T | Promise<T>) => {
    const page = (await call({ method: 'GET', path, headers: { prefer: `odata.maxpagesize=${size}` } })) as Page
    const next = page['@odata.nextLink']
    return { found: await Promise.all((page.value ?? []).map(rowOf)), ...(next === undefined ? {} : { next }) }
  }
  return {
    readArriving: async (type, id) => {
      const columns = customerColumns(type, creditColumns) + arrivingColumns[type]
      const row = await read(`${customerTables[type].set}(${id})?$select=${columns}`)
      return row && arrivingOf(type, row)
    },
    arrivingCustomers: (type, next) => {
      const { set, key } = customerTables[type]
      const filter = encodeURIComponent(`${arriving[type]} and statecode eq 0`)
      const columns = customerColumns(type, creditColumns) + arrivingColumns[type]
      const path = next === undefined ? `${set}?$select=${columns}&$filter=${filter}&$orderby=${key}` : pathOf(next)
      return pageOf(path, perPage, (row) => arrivingOf(type, row))
    },
    contactIdsOf: async (accountId) => {
      const filter = encodeURIComponent(`_parentcustomerid_value eq ${accountId} and statecode eq 0`)
      const ids: string[] = []
      for (let path = `contacts?$select=contactid&$filter=${filter}&$orderby=contactid`; ; ) {
        const { found, next } = await pageOf(path, 5000, (row) => idOf(row['contactid']) ?? [])
        ids.push(...found.flat())
        if (next === undefined) return ids
        path = pathOf(next)
      }
    },
  }
}
