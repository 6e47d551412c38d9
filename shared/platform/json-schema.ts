// JSON Schema as it is written here, and schemas that the compiler holds against the types they describe.

import type { OptionalKeys } from './shape.ts'

/** A JSON Schema: https://json-schema.org/draft/2020-12 */
export type Schema = { readonly [keyword: string]: unknown }

export const string: Schema = { type: 'string' }
export const instant: Schema = { type: 'string', format: 'date-time' }
export const guid: Schema = { type: 'string', format: 'uuid' }
export const arrayOf = (items: Schema): Schema => ({ type: 'array', items })
export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

type Always<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Schema }
type Sometimes<T> = { readonly [K in OptionalKeys<T>]-?: Schema }

/**
 * The schema of an object type: every member of the type and no other, which the compiler sees to.
 * @param required schemas of the members that are always there
 */
export const objectOf = <T>(
  required: Always<T>,
  ...[optional]: OptionalKeys<T> extends never ? [] : [Sometimes<T>]
) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional } as Readonly<Record<string, Schema>>,
})

/** One of the texts of a union type; the compiler sees to it that all are named. */
export const oneOf = <T extends string>(texts: Readonly<Record<T, true>>): Schema => ({ enum: Object.keys(texts) })
