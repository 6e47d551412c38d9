// SetLocLabels and RetrieveLocLabels: the texts of a row in the languages of the organization.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/setloclabels
import type { Segment } from '../addresses/address.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed, SalesError } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import { baseLanguage } from '../organization/traits.ts'
import { updateRow } from '../rows/update-row.ts'
import { checkLabel } from '../rules/languages.ts'
import { isLocalizable, labelsOf, removeLabels, setLabels } from '../rules/row-labels.ts'
import type { Labels } from '../schema/types.ts'
import { needRight } from '../security/rights.ts'
import { functionAnswer, onlyGet, parametersOf, readRowParameter } from './functions.ts'
import { tableNamed } from './nested.ts'
import { readBody, readEntity } from './parameters.ts'

const checkColumn = (table: string, column: unknown): string => {
  if (typeof column === 'string' && isLocalizable(table, column)) return column
  throw invalidArgument(`The attribute '${String(column)}' of ${table} has no localized labels.`)
}

const readLabels = (org: Org, value: unknown): Labels => {
  if (!Array.isArray(value)) throw badRequest("The parameter 'Labels' must be a collection.")
  checkLabel(org, { LocalizedLabels: value })
  return Object.fromEntries(
    value.map((label: { Label?: unknown; LanguageCode?: unknown }): [string, string] => {
      if (typeof label.Label !== 'string' || typeof label.LanguageCode !== 'number')
        throw badRequest("Each of the 'Labels' needs a 'Label' and a 'LanguageCode'.")
      return [String(label.LanguageCode), label.Label]
    }),
  )
}

/**
 * Sets the texts in place of those that were there. An empty text in the base language takes all of them away.
 * https://learn.microsoft.com/dynamics365/sales/developer/localize-product-properties
 * @throws SalesError 400 0x80044195 for a language that the organization does not have, 403 without the right to write the row
 */
export const setLocLabels = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'SetLocLabels')
  const { org, user } = session
  const body = readBody(request.body, 'SetLocLabels', ['AttributeName', 'EntityMoniker', 'Labels'])
  const moniker = readEntity(org, body, 'EntityMoniker', ['savedquery'])
  const row = moniker && org.store.get(moniker.table, moniker.id)
  if (!moniker || !row) throw badRequest("The parameter 'EntityMoniker' is required.")
  const column = checkColumn(moniker.table, body['AttributeName'])
  const table = tableNamed(session, moniker.table)
  const { [baseLanguage(org.traits)]: base, ...others } = readLabels(org, body['Labels'])
  needRight(org, user.id, 'Write', table, row)
  if (base === '' && table.columns[column]?.required === 'system')
    throw new SalesError(400, '0x80040200', `Required field '${column}' is missing.`)
  if (base !== undefined && base !== row.values[column]) {
    const values = { [column]: base === '' ? null : base }
    updateRow(session, table, row.id, { values, parents: [], children: [] })
  }
  if (base === '') removeLabels(org, moniker.table, row.id, column)
  else setLabels(org, moniker.table, row.id, column, others)
  return noContent()
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveloclabels */
export const retrieveLocLabels = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const name = 'RetrieveLocLabels'
  onlyGet(request, name)
  const { org, user } = session
  const parameters = parametersOf(request, target)
  const { table, row } = readRowParameter(session, 'EntityMoniker', parameters)
  const column = checkColumn(table.logicalName, /^'(.*)'$/.exec(parameters.get('AttributeName') ?? '')?.[1])
  const unpublished = parameters.get('IncludeUnpublished')
  if (unpublished !== 'true' && unpublished !== 'false')
    throw badRequest("The parameter 'IncludeUnpublished' must be true or false.")
  needRight(org, user.id, 'Read', table, row)
  const labels = labelsOf(org, table.logicalName, row.id, column, unpublished === 'true')
  const LocalizedLabels = Object.entries(labels).map(([code, Label]) => ({
    Label,
    LanguageCode: Number(code),
    IsManaged: false,
    MetadataId: null,
    HasChanged: null,
  }))
  const base = String(baseLanguage(org.traits))
  const own = String(org.store.get('usersettings', user.id)?.values['uilanguageid'] ?? base)
  const UserLocalizedLabel =
    LocalizedLabels.find(({ LanguageCode }) => String(LanguageCode) === own) ??
    LocalizedLabels.find(({ LanguageCode }) => String(LanguageCode) === base) ??
    null
  return functionAnswer(session, name, { Label: { LocalizedLabels, UserLocalizedLabel } })
}
