// What accounts and contacts have in common on their pages.
import type { HtmlValue } from '../../../../shared/platform/html.ts'
import { opportunityStatusReasons } from './labels.ts'
import type { Area } from './layout.ts'
import { card, linkList } from './parts.ts'
import type { Section } from './record-form.ts'
import { linkedRecord, type RecordTable } from './records.ts'
import type { Row, Sales } from './sales-client.ts'
import { label } from './values.ts'

/** What makes an account page differ from a contact page. */
export type Customer = {
  readonly set: Extract<Area, 'accounts' | 'contacts'>
  readonly kind: 'Account' | 'Contact'
  readonly name: string
  readonly table: Extract<RecordTable, 'account' | 'contact'>
  readonly fields: readonly Section[]
  readonly read: (sales: Sales, id: string) => Promise<Row | undefined>
  readonly related: (sales: Sales, id: string, row: Row) => Promise<HtmlValue>
}

/** The fields that both have. */
export const phoneAndEmail = [
  { column: 'telephone1', label: 'Phone', maxLength: 50, inputMode: 'tel' },
  { column: 'emailaddress1', label: 'Email', maxLength: 100, inputMode: 'email' },
] as const

/** The card of the opportunities that pass a filter. */
export const opportunitiesOf = async (sales: Sales, filter: string): Promise<HtmlValue> => {
  const { rows } = await sales.rows(
    `opportunities?$select=opportunityid,name,statuscode&$filter=${filter}&$orderby=createdon desc`,
    50,
  )
  const links = rows.map((row) => linkedRecord('opportunity', row, label(row, 'statuscode', opportunityStatusReasons)))
  return card('Opportunities', linkList(links, 'There are no opportunities.'))
}
