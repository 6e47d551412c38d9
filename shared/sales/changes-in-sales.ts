// What changed in Sales of what is ours: asked with filters, so that an answer grows with our rows and not with the
// organization. Why not by change tracking: docs/decisions/catch-up.md.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows

import type { CustomerType } from '../domain/customer-fields.ts'
import { deriveId } from '../platform/ids.ts'
import { writeInBatch } from './create-batch.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import { apiPath, type Dataverse } from './dataverse.ts'
import { customerTables } from './field-map.ts'
import { createOptionalMarker, markerColumn } from './marker.ts'
import type {
  ChangedCustomer,
  ChangedLead,
  ChangedOpportunity,
  ChangesFrom,
  ChangesInSales,
  ChangesPage,
} from './sales.ts'
import { idOf, leadIdOf, originatingLeadColumn, type SalesRow, textOf } from './sales-row.ts'
import { leadState, opportunityState } from './sales-states.ts'

/** Rows of one answer. */
const perPage = 1000
/** Ids of one question: far below the longest address that is taken. */
const perQuestion = 50

const ofOurLead = 'originatingleadid/cb2b_prospectnumber ne null'
const leadColumns = 'leadid,statecode'
const opportunityColumns = `opportunityid,statecode,${originatingLeadColumn}`

type Query = { readonly set: string; readonly key: string; readonly columns: string; readonly ours: string }

type Page = { readonly value?: readonly SalesRow[]; readonly '@odata.nextLink'?: string }

/** The part of a link below the API; a link to another place is none of ours. */
const pathOf = (link: string): string => {
  const { pathname, search } = new URL(link)
  if (!pathname.startsWith(apiPath)) throw new Error('A link of Sales leads outside its Web API.')
  return pathname.slice(apiPath.length) + search
}

const firstPath = ({ set, key, columns, ours }: Query, since: string | undefined): string => {
  const filter = since === undefined ? ours : `${ours} and modifiedon ge ${since}`
  return `${set}?$select=${columns}&$filter=${encodeURIComponent(filter)}&$orderby=modifiedon,${key}`
}

const leadOf = (row: SalesRow): ChangedLead => ({ id: idOf(row['leadid']) ?? '', state: leadState(row) })

const opportunityOf = (row: SalesRow): ChangedOpportunity => ({
  id: idOf(row['opportunityid']) ?? '',
  leadId: leadIdOf(row),
  state: opportunityState(row),
})

const slices = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / perQuestion) }, (_, at) => [
    ...ids.slice(at * perQuestion, (at + 1) * perQuestion),
  ])

/** @param now milliseconds */
export const createChangesInSales = (call: Dataverse, recordOf: ReadRecord, now: () => number): ChangesInSales => {
  const withMarker = createOptionalMarker(now)

  const customerOf =
    (type: CustomerType) =>
    async (row: SalesRow): Promise<ChangedCustomer> => {
      const marker = textOf(row[markerColumn])
      return { ...(await recordOf(type, row)), ...(marker === undefined ? {} : { marker }) }
    }

  const readPage = async (path: string): Promise<Page> =>
    (await call({ method: 'GET', path, headers: { prefer: `odata.maxpagesize=${perPage}` } })) as Page

  const read = async <T>(
    query: Query,
    from: ChangesFrom,
    rowOf: (row: SalesRow) => T | Promise<T>,
  ): Promise<ChangesPage<T>> => {
    const page = await readPage('page' in from ? pathOf(from.page) : firstPath(query, from.since))
    const next = page['@odata.nextLink']
    return { changed: await Promise.all((page.value ?? []).map(rowOf)), ...(next === undefined ? {} : { next }) }
  }

  const byIds = async <T>(
    { set, key, columns }: Omit<Query, 'ours'>,
    ids: readonly string[],
    rowOf: (row: SalesRow) => T | Promise<T>,
  ): Promise<T[]> => {
    const found: T[] = []
    for (const some of slices(ids)) {
      const filter = some.map((id) => `${key} eq ${id}`).join(' or ')
      const page = await readPage(`${set}?$select=${columns}&$filter=${encodeURIComponent(filter)}`)
      found.push(...(await Promise.all((page.value ?? []).map(rowOf))))
    }
    return found
  }

  const leads = { set: 'leads', key: 'leadid', columns: leadColumns, ours: 'cb2b_prospectnumber ne null' }
  const opportunities = {
    set: 'opportunities',
    key: 'opportunityid',
    columns: opportunityColumns,
    ours: ofOurLead,
  }
  const customers = (type: CustomerType, isMarked: boolean): Query => ({
    ...customerTables[type],
    columns: customerColumns(type) + (isMarked ? `,${markerColumn}` : ''),
    // One that is not marked yet is found by the lead that it came from; a marked one also after that lead is deleted.
    ours: isMarked ? `(${markerColumn} ne null or ${ofOurLead})` : ofOurLead,
  })

  return {
    changedLeads: (from) => read(leads, from, leadOf),
    changedOpportunities: (from) => read(opportunities, from, opportunityOf),
    changedCustomers: async (type, from) => {
      const ask = (isMarked: boolean) => read(customers(type, isMarked), from, customerOf(type))
      // A page goes on with the question that it belongs to.
      if ('page' in from) return ask(true)
      const { answer, isMissing } = await withMarker(type, ask)
      return { ...answer, ...(isMissing ? { withoutMarker: true as const } : {}) }
    },
    leadsById: (ids) => byIds(leads, ids, leadOf),
    opportunitiesById: (ids) => byIds(opportunities, ids, opportunityOf),
    customersById: async (type, ids) => {
      const ask = (isMarked: boolean) => byIds(customers(type, isMarked), ids, customerOf(type))
      const { answer, isMissing } = await withMarker(type, ask)
      return { found: answer, canBeMarked: !isMissing }
    },
    markCustomers: async (marks) => {
      if (marks.length === 0) return 0
      const results = await writeInBatch(
        call,
        marks.map(({ type, id, number }) => ({
          method: 'PATCH',
          path: `${customerTables[type].set}(${id})`,
          body: { [markerColumn]: number },
          // Never makes a row that is gone.
          headers: { 'if-match': '*' },
        })),
        deriveId('marks', ...marks.map(({ id }) => id)),
      )
      return results.filter((result) => result === undefined).length
    },
  }
}
