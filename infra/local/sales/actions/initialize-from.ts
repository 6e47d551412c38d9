// InitializeFrom: what a new row takes over from one that is there, as far as the two tables are mapped.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api
import type { Segment } from '../addresses/address.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, invalidArgument } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import { isReference, type Table, type Value, type Values } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import { readable } from '../security/secured-columns.ts'
import { onlyGet, parametersOf, readRowParameter } from './functions.ts'
import { copyColumns } from './lead-columns.ts'

const address = ['line1', 'line2', 'line3', 'city', 'stateorprovince', 'postalcode', 'country']
const ofCustomer = [...address.map((part) => `address1_${part}`), 'transactioncurrencyid']

type Mapping = { readonly parent: string; readonly copied: (values: Values) => Record<string, Value> }

const same =
  (...names: readonly string[]) =>
  (values: Values): Record<string, Value> =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null]))

const fromLead = (table: string): Mapping => ({
  parent: 'originatingleadid',
  copied: (values) => copyColumns(values, table),
})

/** Source, then target. Organizations can change what is mapped; this is a part of what is mapped from the beginning. */
const mappings: Readonly<Record<string, Mapping>> = {
  'lead account': fromLead('account'),
  'lead contact': fromLead('contact'),
  'lead opportunity': fromLead('opportunity'),
  'account account': { parent: 'parentaccountid', copied: same(...ofCustomer) },
  'account contact': { parent: 'parentcustomerid', copied: same(...ofCustomer) },
  'account opportunity': { parent: 'parentaccountid', copied: same('transactioncurrencyid') },
  'contact opportunity': { parent: 'parentcontactid', copied: same('transactioncurrencyid') },
}

const fieldTypes = ['All', 'ValidForCreate', 'ValidForUpdate', 'ValidForRead']

const readText = (name: string, text: string | undefined): string => {
  const found = /^'(.*)'$/.exec(text ?? '')?.[1]
  if (found === undefined) throw badRequest(`The parameter '${name}' must be a text.`)
  return found
}

const checkFieldType = (text: string | undefined): void => {
  const name = /^(?:Microsoft\.Dynamics\.CRM\.TargetFieldType)?'(\w+)'$/.exec(text ?? '')?.[1]
  if (name === undefined || !fieldTypes.includes(name))
    throw badRequest("The parameter 'TargetFieldType' must be a TargetFieldType.")
}

/** The values as a client sends them with a create: links as bound addresses. */
const asBody = (org: Org, table: Table, values: Readonly<Record<string, Value>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      const column = table.columns[name]
      if (!column || value === null) return []
      if (!isReference(value)) return [[name, value]]
      const target = column.type === 'lookup' ? column.targets.find((each) => each.table === value.table) : undefined
      const set = org.schema.byName(value.table)?.setName
      return target ? [[`${target.navigation}@odata.bind`, `${set}(${value.id})`]] : []
    }),
  )

/** @throws SalesError 400 for tables that are not mapped, 403 without the right to read the source */
export const initializeFrom = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  onlyGet(request, 'InitializeFrom')
  const { org, user } = session
  const parameters = parametersOf(request, target)
  const { table: source, row } = readRowParameter(session, 'EntityMoniker', parameters)
  const name = readText('TargetEntityName', parameters.get('TargetEntityName'))
  checkFieldType(parameters.get('TargetFieldType'))
  const table = org.schema.byName(name)
  const mapping = mappings[`${source.logicalName} ${name}`]
  if (!table || !mapping) throw invalidArgument(`The entities ${source.logicalName} and ${name} are not mapped.`)
  needRight(org, user.id, 'Read', source, row)
  const copied = mapping.copied(readable(org, user.id, source, row.values))
  const parent = { [mapping.parent]: { table: source.logicalName, id: row.id } }
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${org.serviceRoot()}$metadata#${table.setName}/$entity`,
      '@odata.type': `#Microsoft.Dynamics.CRM.${table.logicalName}`,
      ...asBody(org, table, { ...copied, ...parent }),
    },
  }
}
