// Checks values against the JSON Schema keywords that this project's interface description uses; a keyword that is not
// understood is an error, so that nothing is passed over in silence. https://json-schema.org/draft/2020-12

type Schema = { readonly [keyword: string]: unknown }

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

const members = (value: unknown): [string, unknown][] =>
  typeOf(value) === 'object' ? Object.entries(value as object) : []
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/**
 * @param document what `$ref`s point into
 * @returns what is wrong, each with the place in the value; nothing when the value conforms
 * @throws Error when the schema uses a keyword or a format that is not known here
 */
export const schemaErrors = (document: unknown, schema: Schema, value: unknown, at = ''): string[] => {
  const unless = (holds: boolean, what: string) => (holds ? [] : [`${at || '/'}: ${what}`])
  const inner = (next: unknown, part: unknown, name: string) =>
    schemaErrors(document, next as Schema, part, `${at}/${name}`)
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>
  const isText = typeof value === 'string'
  const keywords: Record<string, (given: unknown) => string[]> = {
    $ref: (given) => schemaErrors(document, resolve(document, String(given)), value, at),
    type: (given) =>
      unless(list(given).includes(typeOf(value)), `is ${typeOf(value)}, not ${list(given).join(' or ')}`),
    const: (given) => unless(same(given, value), `is not ${JSON.stringify(given)}`),
    enum: (given) =>
      unless(
        list(given).some((one) => same(one, value)),
        'is none of the values',
      ),
    pattern: (given) => unless(!isText || new RegExp(String(given), 'u').test(value), 'does not match'),
    minLength: (given) => unless(!isText || value.length >= Number(given), 'is too short'),
    maxLength: (given) => unless(!isText || value.length <= Number(given), 'is too long'),
    format: (given) => {
      const format = formats[String(given)]
      if (!format) throw new Error(`The format ${String(given)} is not known.`)
      return unless(!isText || format(value), `is no ${String(given)}`)
    },
    required: (given) =>
      typeOf(value) === 'object'
        ? list(given).flatMap((name) => unless(Object.hasOwn(value as object, String(name)), `has no ${String(name)}`))
        : [],
    properties: () =>
      members(value).flatMap(([name, part]) => (properties[name] ? inner(properties[name], part, name) : [])),
    additionalProperties: (given) =>
      members(value)
        .filter(([name]) => !Object.hasOwn(properties, name))
        .flatMap(([name, part]) =>
          given === false ? unless(false, `has the member ${name}`) : inner(given, part, name),
        ),
    propertyNames: (given) => members(value).flatMap(([name]) => inner(given, name, name)),
    maxProperties: (given) => unless(members(value).length <= Number(given), 'has too many members'),
    items: (given) => (Array.isArray(value) ? value.flatMap((part, index) => inner(given, part, String(index))) : []),
  }
  const notes = ['description', 'default', 'examples']
  return Object.entries(schema).flatMap(([keyword, given]) => {
    if (notes.includes(keyword)) return []
    const check = keywords[keyword]
    if (!check) throw new Error(`The keyword ${keyword} is not known.`)
    return check(given)
  })
}

const resolve = (document: unknown, reference: string): Schema => {
  const found = reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document)
  if (typeof found !== 'object' || found === null) throw new Error(`${reference} points nowhere.`)
  return found as Schema
}
