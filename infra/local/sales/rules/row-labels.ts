// Texts of rows in several languages: the names and descriptions of views. A new text is seen once it is published.
// https://learn.microsoft.com/power-apps/developer/data-platform/customize-labels-support-multiple-languages
import type { Org } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import type { Labels, Table } from '../schema/types.ts'
import { guidOf } from '../security/privileges.ts'

const labelRows = 'localizedlabel'

/** Columns whose text can be had in other languages than the base language, by table. */
const localizable: Readonly<Record<string, readonly string[]>> = { savedquery: ['name', 'description'] }

export const isLocalizable = (table: string, column: string): boolean =>
  Object.hasOwn(localizable, table) && localizable[table]?.includes(column) === true

const idOf = (table: string, id: string, column: string): string => guidOf(`labels ${table} ${id} ${column}`)

const labelsIn = (value: unknown): Labels => (typeof value === 'string' ? (JSON.parse(value) as Labels) : {})

/**
 * The texts of a column of a row by language; that of the base language is the row's own.
 * @param unpublished whether texts count that were not published yet
 */
export const labelsOf = (org: Org, table: string, id: string, column: string, unpublished: boolean): Labels => {
  const held = org.store.get(labelRows, idOf(table, id, column))?.values
  const own = org.store.get(table, id)?.values[column]
  const base = typeof own === 'string' ? { [baseLanguage(org.traits)]: own } : {}
  return { ...labelsIn(unpublished ? (held?.['pending'] ?? held?.['published']) : held?.['published']), ...base }
}

/** Sets the texts of a column of a row in other languages than the base language, in place of those that were there. */
export const setLabels = (org: Org, table: string, id: string, column: string, labels: Labels): void => {
  const key = idOf(table, id, column)
  const published = org.store.get(labelRows, key)?.values['published'] ?? null
  org.store.put(labelRows, key, { table, row: id, column, pending: JSON.stringify(labels), published })
}

/** Takes the texts of a row away, or those of one column of it. */
export const removeLabels = (org: Org, table: string, id: string, column?: string): void => {
  for (const name of localizable[table] ?? [])
    if ((column ?? name) === name && org.store.get(labelRows, idOf(table, id, name)))
      org.store.remove(labelRows, idOf(table, id, name))
}

/** Makes new texts seen. @param tables those whose views are published; absent = all */
export const publishLabels = (org: Org, tables?: readonly string[]): void => {
  for (const { id, values } of [...org.store.rows(labelRows)]) {
    const { pending = null } = values
    const of = org.store.get(String(values['table']), String(values['row']))?.values['returnedtypecode']
    if (pending === null || (tables && !tables.includes(String(of)))) continue
    org.store.put(labelRows, id, { ...values, pending: null, published: pending })
  }
}

/** The text of a column as this user sees it: in their language where there is one. */
export const textFor = (org: Org, userId: string, table: Table, id: string, column: string): string | undefined => {
  if (!isLocalizable(table.logicalName, column)) return undefined
  const own = org.store.get('usersettings', userId)?.values['uilanguageid']
  return own === undefined || own === null
    ? undefined
    : labelsOf(org, table.logicalName, id, column, false)[String(own)]
}
