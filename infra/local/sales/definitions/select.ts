// Chooses among definitions, and among the properties of each: `$filter` and `$select`.
import { type Query, splitTop } from '../addresses/address.ts'
import { badRequest } from '../base/errors.ts'
import type { Plain } from '../cells/plain-values.ts'
import { compileFilter, type Resolver } from '../expressions/compile.ts'
import type { Definition } from './describe.ts'

const plain = (value: unknown): Plain => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value !== null && typeof value === 'object' && 'Value' in value ? plain(value.Value) : null
}

const definitionResolver: Resolver<Definition> = {
  property: (path) => ({ kind: 'any', get: (item) => plain(item[path.split('/')[0] ?? '']) }),
  collection: (path) => {
    throw badRequest(`'${path}' cannot be filtered by.`)
  },
  queryFunction: (name) => {
    throw badRequest(`The query function '${name}' is not served for definitions.`)
  },
}

/** The definitions that pass `$filter`. @throws SalesError 400 when it cannot be read */
export const filtered = (items: readonly Definition[], query: Query): Definition[] =>
  items.filter(compileFilter(definitionResolver, query.get('$filter')))

/** The properties that `$select` asks for. @throws SalesError 400 for one that no definition has */
export const selected = (definition: Definition, query: Query): Definition => {
  const names = splitTop(query.get('$select') ?? '', ',')
  for (const name of names) {
    if (name in definition || /^(MaxLength|MinValue|MaxValue|Targets)$/.test(name)) continue
    throw badRequest(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.MetadataBase'.`)
  }
  const kept = names.length === 0 ? Object.keys(definition) : ['@odata.type', ...names]
  return Object.fromEntries(Object.entries(definition).filter(([name]) => kept.includes(name)))
}
