// What changed in Sales of what is ours: asked with filters, so that an answer grows with our rows and not with the
// organization. Why not by change tracking: docs/decisions/catch-up.md.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows

import type { CreditColumns, CustomerType } from '../domain/customer-fields.ts'
import { arriving, arrivingColumns, isArriving, pathOf } from './arriving-customers.ts'
import { customerColumns, type ReadRecord } from './customer-rows.ts'
import type { Dataverse } from './dataverse.ts'
import { customerTables } from './field-map.ts'
import { markerColumn } from './marker.ts'
import type { AskOptional } from './optional-columns.ts'
import type {
  ChangedCustomer,
  ChangedLead,
  ChangedOpportunity,
  ChangesFrom,
  ChangesInSales,
  ChangesPage,
  SeenRow,
} from './sales.ts'
import { idOf, leadIdOf, originatingLeadColumn, type SalesRow, textOf } from './sales-row.ts'
import { leadState, opportunityState } from './sales-states.ts'
import type { SecuredColumns } from './secured-columns.ts'
import { noteOnLead, notesQuery } from './seller-notes.ts'
import { columnOf, type ShownTable, shownColumns, shownOf } from './shown-columns.ts'

/** Rows of one answer. */
const perPage = 1000
/** Ids of one question: far below the longest address that is taken. */
const perQuestion = 50

const ofOurLead = 'originatingleadid/cb2b_prospectnumber ne null'
const leadColumns = 'leadid,statecode'
const opportunityColumns = `opportunityid,statecode,${originatingLeadColumn}`

type Query = { readonly set: string; readonly key: string; readonly columns: string; readonly ours: string }

type Page = { readonly value?: readonly SalesRow[]; readonly '@odata.nextLink'?: string }

const firstPath = ({ set, key, columns, ours }: Query, since: string | undefined): string => {
  const filter = since === undefined ? ours : `${ours} and modifiedon ge ${since}`
  return `${set}?$select=${columns}&$filter=${encodeURIComponent(filter)}&$orderby=modifiedon,${key}`
}

/** What a row shows of ours, and the version of it that does; nothing where the columns were not read. */
const seenIn = (table: ShownTable, row: SalesRow): SeenRow => {
  const shown = shownOf(table, row)
  return shown ? { shown, etag: textOf(row['@odata.etag']) ?? '*' } : {}
}

const leadOf = (row: SalesRow): ChangedLead => ({
  id: idOf(row['leadid']) ?? '',
  state: leadState(row),
  ...seenIn('leads', row),
})

const opportunityOf = (row: SalesRow): ChangedOpportunity => ({
  id: idOf(row['opportunityid']) ?? '',
  leadId: leadIdOf(row),
  state: opportunityState(row),
  ...seenIn('opportunities', row),
})

const slices = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / perQuestion) }, (_, at) => [
    ...ids.slice(at * perQuestion, (at + 1) * perQuestion),
  ])

type Given = {
  readonly call: Dataverse
  readonly recordOf: ReadRecord
  readonly secured: SecuredColumns
  readonly askOptional: AskOptional
  readonly creditColumns: CreditColumns
  /** Whether every account of the type Customer is ours, with its contacts. */
  readonly takesAll: boolean
  /** With which the notes of sellers begin that ask something; empty where none does. */
  readonly questionMark: string
}

export const createChangesInSales = ({
  call,
  recordOf,
  secured,
  askOptional,
  creditColumns,
  takesAll,
  questionMark,
}: Given): ChangesInSales => {
  /** Whether a column may have a text that the app is not let see. */
  const isHidden = async (table: string, column: string): Promise<boolean> => {
    const { isSecured, may } = await secured(table)
    return isSecured(column) && !may('read', column)
  }

  /** What an account or contact shows; a number that may be there counts as one that is. */
  const seenOf = async (type: CustomerType, row: SalesRow): Promise<SeenRow> => {
    const { set, table } = customerTables[type]
    const { shown, ...seen } = seenIn(set, row)
    if (!shown) return {}
    if (type !== 'Organization' || shown.accountNumber !== undefined) return { ...seen, shown }
    const isThere = await isHidden(table, columnOf.accountNumber)
    return { ...seen, shown: isThere ? { ...shown, accountNumber: 'hidden' } : shown }
  }

  const customerOf =
    (type: CustomerType) =>
    async (row: SalesRow): Promise<ChangedCustomer> => {
      const marker = textOf(row[markerColumn])
      const seen = await seenOf(type, row)
      return {
        ...(await recordOf(type, row)),
        ...seen,
        ...(marker === undefined ? {} : { marker }),
        ...(takesAll && isArriving(type, row) ? { isArriving: true } : {}),
      }
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

  const leads = { set: 'leads', key: 'leadid', columns: leadColumns, ours: 'cb2b_prospectnumber ne null' } as const
  const opportunities = {
    set: 'opportunities',
    key: 'opportunityid',
    columns: opportunityColumns,
    ours: ofOurLead,
  } as const
  /** Asked with what a table shows of ours, and without where the organization lacks that. */
  const withShown = async <Q extends { readonly set: ShownTable; readonly columns: string }, T>(
    query: Q,
    ask: (query: Q) => Promise<T>,
  ): Promise<T> => {
    const whole = { ...query, columns: `${query.columns},${shownColumns(query.set)}` }
    return (await askOptional(query.set, [() => ask(whole), () => ask(query)])).answer
  }
  const customers = (type: CustomerType, isMarked: boolean): Query => ({
    ...customerTables[type],
    columns: customerColumns(type, creditColumns) + (isMarked ? `,${markerColumn}` : ''),
    // One that is not marked yet is found by the lead that it came from; a marked one also after that lead is deleted.
    ours: isMarked ? `(${markerColumn} ne null or ${ofOurLead})` : ofOurLead,
  })

  /** The same of all customers of Sales, where these are ours. */
  const changing = (type: CustomerType, isMarked: boolean): Query => {
    const query = customers(type, isMarked)
    if (!takesAll) return query
    return { ...query, columns: query.columns + arrivingColumns[type], ours: `(${query.ours} or ${arriving[type]})` }
  }

  return {
    changedLeads: (from) => withShown(leads, (query) => read(query, from, leadOf)),
    changedOpportunities: (from) => withShown(opportunities, (query) => read(query, from, opportunityOf)),
    changedCustomers: async (type, from) => {
      const ask = (isMarked: boolean) => read(changing(type, isMarked), from, customerOf(type))
      // A page goes on with the question that it belongs to.
      if ('page' in from) return ask(true)
      const { answer, level } = await askOptional(`marked ${type}`, [() => ask(true), () => ask(false)])
      return { ...answer, ...(level > 0 ? { withoutMarker: true as const } : {}) }
    },
    ...(questionMark === ''
      ? {}
      : {
          changedNotes: async (from) => {
            const { changed, ...page } = await read(notesQuery(questionMark), from, (row) =>
              noteOnLead(questionMark, row),
            )
            return { ...page, changed: changed.flat() }
          },
        }),
    leadsById: (ids) => withShown(leads, (query) => byIds(query, ids, leadOf)),
    opportunitiesById: (ids) => withShown(opportunities, (query) => byIds(query, ids, opportunityOf)),
    customersById: async (type, ids) => {
      const ask = (isMarked: boolean, more = '') => {
        const query = customers(type, isMarked)
        return byIds({ ...query, columns: query.columns + more }, ids, customerOf(type))
      }
      const { answer, level } = await askOptional(`shown ${type}`, [
        () => ask(true, `,${shownColumns(customerTables[type].set)}`),
        () => ask(true),
        () => ask(false),
      ])
      return { found: answer, canBeMarked: level < 2 }
    },
  }
}
