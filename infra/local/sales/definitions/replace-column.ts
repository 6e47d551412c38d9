// Replaces the definition of a column. Whether it is secured can differ here, and the names and descriptions of added ones.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { invalidArgument } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import { checkLabel } from '../rules/languages.ts'
import type { Labels, Table } from '../schema/types.ts'
import { setColumnLabels, setSecured } from './customizations.ts'
import { attributesOf } from './describe.ts'
import { noSuchDefinition } from './named.ts'
import { type Body, isBody, readLabels } from './read-column.ts'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const texts = ['DisplayName', 'Description'] as const
const free: ReadonlySet<string> = new Set(['IsSecured', '@odata.type', ...texts])

/** The texts of a label after the change; without `MSCRM.MergeLabels: true` those in languages that are not sent are gone. */
const changedLabels = (org: Org, present: unknown, body: Body, text: string, merges: boolean): Labels => {
  checkLabel(org, body[text])
  const labels = { ...(merges ? readLabels(present) : {}), ...readLabels(body[text]) }
  const base = labels[baseLanguage(org.traits)]
  if (text === 'DisplayName' && !base) throw invalidArgument("'DisplayName' needs a label in the base language.")
  return labels
}

/** @throws SalesError 404 for an unknown column, 400 when something else differs or the column cannot be secured */
export const replaceColumn = (org: Org, table: Table, name: string, request: ApiRequest): ApiResponse => {
  const { body } = request
  const present = attributesOf(table).find((definition) => definition['LogicalName'] === name)
  if (!present) throw noSuchDefinition('an attribute', name)
  if (!isBody(body) || typeof body['IsSecured'] !== 'boolean')
    throw invalidArgument('A definition is replaced as a whole.')
  const isAdded = table.columns[name]?.labels !== undefined
  for (const [property, value] of Object.entries(present)) {
    const isFree = free.has(property) && (isAdded || !texts.some((text) => text === property))
    if (isFree || same(body[property], value)) continue
    throw invalidArgument(`The property '${property}' of ${table.logicalName}.${name} cannot become this.`)
  }
  if (body['IsSecured'] && present['CanBeSecuredForRead'] !== true)
    throw invalidArgument(`The column '${name}' cannot be secured.`)
  if (isAdded) {
    const merges = request.headers['mscrm.mergelabels'] === 'true'
    const [DisplayName = {}, Description = {}] = texts.map((text) =>
      changedLabels(org, present[text], body, text, merges),
    )
    setColumnLabels(org, table, name, { DisplayName, Description })
  }
  if (body['IsSecured'] !== present['IsSecured']) {
    const changed = org.schema.byName(table.logicalName) ?? table
    setSecured(org, changed, name, body['IsSecured'])
  }
  return noContent()
}
