// How the records of each table are addressed and called on the pages.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import type { Row } from './sales-client.ts'
import { text } from './values.ts'

const tables = {
  lead: { folder: 'leads', key: 'leadid', name: 'fullname', unnamed: '(no name)' },
  opportunity: { folder: 'opportunities', key: 'opportunityid', name: 'name', unnamed: '(no topic)' },
  account: { folder: 'accounts', key: 'accountid', name: 'name', unnamed: '(no name)' },
  contact: { folder: 'contacts', key: 'contactid', name: 'fullname', unnamed: '(no name)' },
} as const

export type RecordTable = keyof typeof tables

/** Whether the records of the table of this name have pages. */
export const isRecordTable = (name: string): name is RecordTable => Object.hasOwn(tables, name)

/** The page of a record. */
export const recordPath = (table: RecordTable, id: string): string => `/${tables[table].folder}/${id}`

/** A record by its name as a link to its page; nothing when there is no record. */
export const recordLink = (table: RecordTable, row: Row | undefined): HtmlValue => {
  const { key, name, unnamed } = tables[table]
  return row && html`<a href="${recordPath(table, text(row, key))}">${text(row, name) || unnamed}</a>`
}

/** A record as an entry of a list of links. */
export const linkedRecord = (table: RecordTable, row: Row, note: string) => {
  const { key, name } = tables[table]
  return { href: recordPath(table, text(row, key)), text: text(row, name), note }
}
