// The text a person sees for a cell: labels of choices, names of linked rows, dates and amounts.

import type { Org } from '../organization/session.ts'
import type { Column, Value } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'

const amount = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const whole = new Intl.NumberFormat('en-US')
const day = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'short' })
const moment = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'short', timeStyle: 'short' })

/** The formatted value of a cell in the organization's language (English) and time zone (UTC); undefined when there is none. */
export const formatted = (org: Org, column: Column, value: Value): string | undefined => {
  if (value === null) return undefined
  if (isReference(value)) {
    const table = org.schema.byName(value.table)
    const name = table ? org.store.get(value.table, value.id)?.values[table.primaryName] : undefined
    return typeof name === 'string' ? name : undefined
  }
  switch (column.type) {
    case 'picklist':
      return column.options[Number(value)]
    case 'state':
    case 'status':
      return column.options[Number(value)]?.label
    case 'boolean':
      return value ? 'Yes' : 'No'
    case 'money':
      return amount.format(Number(value))
    case 'integer':
    case 'decimal':
    case 'bigint':
      return whole.format(Number(value))
    case 'datetime':
      return column.dateOnly ? day.format(new Date(String(value))) : moment.format(new Date(String(value)))
    default:
      return undefined
  }
}
