// Reads the definition of a new column as clients send it.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-update-column-definitions-using-web-api
import { dictionary } from '../base/dictionary.ts'
import { badRequest, invalidArgument } from '../base/errors.ts'
import type { Column, Labels } from '../schema/types.ts'

export type Body = Readonly<Record<string, unknown>>

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const whole = (body: Body, name: string, least: number, most: number, otherwise?: number): number => {
  const value = body[name] ?? otherwise
  if (typeof value === 'number' && value >= least && value <= most) return value
  throw invalidArgument(`'${name}' must be a number from ${least} to ${most}.`)
}

/** The texts of a label by language. */
export const readLabels = (value: unknown): Labels => {
  const list = isBody(value) ? value['LocalizedLabels'] : undefined
  return Object.fromEntries(
    (Array.isArray(list) ? list : []).flatMap((one: unknown): [string, string][] =>
      isBody(one) && typeof one['Label'] === 'string' && typeof one['LanguageCode'] === 'number'
        ? [[String(one['LanguageCode']), one['Label']]]
        : [],
    ),
  )
}

/** The text of a label, which clients send in one or several languages. */
export const readLabel = (value: unknown): string | undefined => {
  const list = isBody(value) ? value['LocalizedLabels'] : undefined
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  return isBody(first) && typeof first['Label'] === 'string' ? first['Label'] : undefined
}

const readOptions = (body: Body): Record<number, string> => {
  const set = body['OptionSet']
  const list = isBody(set) ? set['Options'] : undefined
  if (!Array.isArray(list) || list.length === 0) throw invalidArgument("A choice needs an 'OptionSet' with 'Options'.")
  return Object.fromEntries(
    list.map((option: unknown): [number, string] => {
      const label = isBody(option) ? readLabel(option['Label']) : undefined
      if (!isBody(option) || typeof option['Value'] !== 'number' || label === undefined) {
        throw invalidArgument("Every option needs a 'Value' and a 'Label'.")
      }
      return [option['Value'], label]
    }),
  )
}

const kinds = dictionary<(body: Body) => Column>({
  Boolean: (body) => ({ type: 'boolean', initial: body['DefaultValue'] === true }),
  DateTime: (body) => ({ type: 'datetime', dateOnly: body['Format'] === 'DateOnly' }),
  Decimal: (body) => ({
    type: 'decimal',
    min: whole(body, 'MinValue', -1e11, 1e11, -1e11),
    max: whole(body, 'MaxValue', -1e11, 1e11, 1e11),
  }),
  Integer: (body) => ({
    type: 'integer',
    min: whole(body, 'MinValue', -2147483648, 2147483647, -2147483648),
    max: whole(body, 'MaxValue', -2147483648, 2147483647, 2147483647),
  }),
  Memo: (body) => ({ type: 'memo', max: whole(body, 'MaxLength', 1, 1048576) }),
  Money: () => ({ type: 'money', min: -922337203685477, max: 922337203685477 }),
  Picklist: (body) => ({ type: 'picklist', options: readOptions(body) }),
  String: (body) => ({ type: 'string', max: whole(body, 'MaxLength', 1, 4000) }),
})

/**
 * Reads a column definition.
 * @throws SalesError 400 when the type, the name, the display name or a limit is missing or wrong
 */
export const readColumn = (body: unknown): { schemaName: string; column: Column } => {
  if (!isBody(body)) throw badRequest('A column definition is expected.')
  const type = /^#?Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/.exec(String(body['@odata.type']))?.[1]
  const kind = type === undefined ? undefined : kinds[type]
  if (!kind) throw badRequest(`The type '${String(body['@odata.type'])}' is not one of a column that can be created.`)
  const schemaName = body['SchemaName']
  if (typeof schemaName !== 'string') throw invalidArgument("'SchemaName' is required.")
  if (readLabel(body['DisplayName']) === undefined) throw invalidArgument("'DisplayName' is required.")
  const level = isBody(body['RequiredLevel']) ? body['RequiredLevel']['Value'] : undefined
  const required = level === 'ApplicationRequired' ? { required: 'application' as const } : {}
  const labels = { DisplayName: readLabels(body['DisplayName']), Description: readLabels(body['Description']) }
  return { schemaName, column: { ...kind(body), ...required, schemaName, labels } }
}
