// Imports the views of a table, under the ids that the package says. Those of a managed solution are published by it.
import { xmlOf } from '../../build/xml.ts'
import { tableNamed } from '../actions/nested.ts'
import type { Element } from '../base/xml.ts'
import { baseLanguage } from '../organization/traits.ts'
import { createRow } from '../rows/create-row.ts'
import { updateRow } from '../rows/update-row.ts'
import { publishLabels, setLabels } from '../rules/row-labels.ts'
import { componentTypes } from '../rules/solution-components.ts'
import { baseText, type Importing, labelsOf, place } from './importing.ts'
import { at, textAt } from './read-package.ts'

const importView = (importing: Importing, tableName: string, view: Element): void => {
  const { session, manifest } = importing
  const { org } = session
  const id = textAt(view, 'savedqueryid').replace(/[{}]/g, '').toLowerCase()
  const table = tableNamed(session, 'savedquery')
  const isThere = org.store.get('savedquery', id) !== undefined
  place(importing, { type: componentTypes.view, id, what: 'SavedQuery', isThere })
  const texts = {
    name: labelsOf(importing, at(view, 'LocalizedNames')),
    description: labelsOf(importing, at(view, 'Descriptions')),
  }
  const base = String(baseLanguage(org.traits))
  const [layout, query] = [at(view, 'layoutxml')?.children[0], at(view, 'fetchxml')?.children[0]]
  const values = {
    name: baseText(org, texts.name, `The view ${id}`),
    description: texts.description[base] ?? null,
    layoutxml: layout ? xmlOf(layout) : null,
    fetchxml: query ? xmlOf(query) : null,
  }
  const nested = { parents: [], children: [] }
  if (isThere) updateRow(session, table, id, { values, ...nested })
  else {
    const fixed = { returnedtypecode: tableName, querytype: Number(textAt(view, 'querytype')) }
    createRow(session, table, { id, values: { ...values, ...fixed }, ...nested })
  }
  const row = org.store.get('savedquery', id)
  if (row) org.store.put('savedquery', id, { ...row.values, ismanaged: manifest.managed })
  for (const [column, { [base]: _, ...others }] of Object.entries(texts))
    if (Object.keys(others).length > 0) setLabels(org, 'savedquery', id, column, others)
  if (manifest.managed) publishLabels(org, [tableName])
}

/** @param entity the table's `Entity` element */
export const importViews = (importing: Importing, tableName: string, entity: Element): void => {
  for (const list of at(entity, 'SavedQueries')?.children ?? [])
    for (const view of list.children) importView(importing, tableName, view)
}
