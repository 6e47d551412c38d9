// Schemas of objects whose members are listed by dotted path, as tables list them.

import type { Schema } from './json-schema.ts'

export type SchemaAt = { readonly path: string; readonly required: boolean; readonly schema: Schema }

/** The schema of an object that has these members and no others. */
export type ObjectSchema = Schema & {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, Schema>>
}

const stepInto = (members: readonly SchemaAt[], name: string): readonly SchemaAt[] =>
  members.flatMap((member) =>
    member.path.startsWith(`${name}.`) ? [{ ...member, path: member.path.slice(name.length + 1) }] : [],
  )

/** The schema of an object with members at these paths; an object within it is required when something in it is. */
export const nestedSchema = (members: readonly SchemaAt[]): ObjectSchema => {
  const names = [...new Set(members.map(({ path }) => path.split('.')[0] ?? path))]
  const isRequired = (name: string): boolean =>
    members.some(({ path, required }) => required && (path === name || path.startsWith(`${name}.`)))
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter(isRequired),
    properties: Object.fromEntries(
      names.map((name) => [
        name,
        members.find(({ path }) => path === name)?.schema ?? nestedSchema(stepInto(members, name)),
      ]),
    ),
  }
}

/** The schema of an object that has the members of both. */
export const joinedSchema = (one: ObjectSchema, other: ObjectSchema): ObjectSchema => ({
  ...one,
  required: [...one.required, ...other.required],
  properties: { ...one.properties, ...other.properties },
})
