// Answers questions about the tables themselves: their names, columns and keys.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api

import { asGuid } from '../../../../shared/platform/ids.ts'
import { type Query, type Segment, splitTop } from '../addresses/address.ts'
import type { ApiResponse } from '../base/api.ts'
import { badRequest, noSuchSegment } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import { attributesOf, type Definition, keysOf, tableDefinition, tableId } from './describe.ts'
import { nameInKey, noSuchDefinition } from './named.ts'
import { expandedOptions } from './option-set.ts'
import { filtered, selected } from './select.ts'

const expandedWith = (org: Org, table: Table, definition: Definition, query: Query): Definition => {
  const wanted = splitTop(query.get('$expand') ?? '', ',').map((part) => part.split('(')[0] ?? '')
  for (const property of wanted)
    if (property !== 'Attributes' && property !== 'Keys')
      throw badRequest(`'${property}' of a table's definition is not served.`)
  return {
    ...selected(definition, query),
    ...(wanted.includes('Attributes') ? { Attributes: attributesOf(table) } : {}),
    ...(wanted.includes('Keys') ? { Keys: keysOf(org, table) } : {}),
  }
}

const answer = (org: Org, path: string, body: Definition): ApiResponse => ({
  status: 200,
  headers: {},
  body: { '@odata.context': `${org.serviceRoot()}$metadata#${path}`, ...body },
})

const list = (org: Org, path: string, items: readonly Definition[], query: Query): ApiResponse =>
  answer(org, path, { value: filtered(items, query).map((item) => selected(item, query)) })

const withOptions = (table: Table, definition: Definition, query: Query): Definition => ({
  ...selected(definition, query),
  ...expandedOptions(table, String(definition['LogicalName']), query),
})

/** Reads `EntityDefinitions`, one table of it, or its `Attributes` and `Keys`. */
export const readEntityDefinitions = (org: Org, segments: readonly Segment[], query: Query): ApiResponse => {
  const [first, part, cast] = segments
  if (!first) throw noSuchSegment('')
  if (first.key === undefined) {
    return list(org, 'EntityDefinitions', org.schema.tables().map(tableDefinition), query)
  }
  const id = asGuid(first.key)
  const table = id
    ? org.schema.tables().find((candidate) => tableId(candidate) === id)
    : org.schema.byName(nameInKey(first))
  if (!table) throw noSuchDefinition('an entity', id ?? nameInKey(first))
  const path = `EntityDefinitions('${table.logicalName}')`
  if (!part) {
    return answer(org, 'EntityDefinitions/$entity', expandedWith(org, table, tableDefinition(table), query))
  }
  if (part.name === 'Keys') return list(org, `${path}/Keys`, keysOf(org, table), query)
  if (part.name !== 'Attributes') throw noSuchSegment(part.name)
  const ofType = attributesOf(table).filter((item) => !cast || item['@odata.type'] === `#${cast.name}`)
  if (part.key === undefined) {
    const items = filtered(ofType, query).map((item) => withOptions(table, item, query))
    return answer(org, `${path}/Attributes`, { value: items })
  }
  const attribute = asGuid(part.key) ?? nameInKey(part)
  const found = ofType.find((item) => item['LogicalName'] === attribute || item['MetadataId'] === attribute)
  if (!found) throw noSuchDefinition('an attribute', attribute)
  return answer(org, `${path}/Attributes/$entity`, withOptions(table, found, query))
}
