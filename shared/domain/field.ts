// What a field is, and the object that a list of fields makes: its type and its building follow from the fields' paths.

import type { Language } from './languages.ts'

export type FieldKind =
  | 'text'
  | 'name'
  | 'multiline'
  /** A number of a register or of the post: letters and digits that people copy. */
  | 'code'
  | 'email'
  | 'phone'
  | 'website'
  | 'country'
  | 'language'
  | 'channel'
  /** An amount with its currency. */
  | 'money'
  /** Which orders are on hold; empty = none. */
  | 'hold'
  /** `Yes`, or empty. */
  | 'yes'

/** One text that people give. */
export type Field = {
  /** Dotted path in the JSON of what the field belongs to. */
  readonly path: string
  readonly kind: FieldKind
  readonly required: boolean
  /** In UTF-16 code units. */
  readonly maxLength: number
  /** How much of a form's line it takes, where that is not half of it. */
  readonly width?: 'narrow' | 'wide'
}

type Placed = Pick<Field, 'path' | 'kind'>
type Head<Path extends string> = Path extends `${infer First}.${string}` ? First : Path
type Rest<Path extends string, First extends string> = Path extends `${First}.${infer Below}` ? Below : never
type Within<F extends Placed, First extends string> = F extends { readonly path: `${First}.${infer Below}` }
  ? { readonly path: Below; readonly kind: F['kind'] }
  : never
type Member<F extends Placed, Always extends string, Name extends string> = [
  Extract<F, { readonly path: Name }>,
] extends [never]
  ? MembersOf<Within<F, Name>, Rest<Always, Name>>
  : Extract<F, { readonly path: Name }>['kind'] extends 'language'
    ? Language
    : string
/** The objects that a path leads through. */
export type HolderOf<Path extends string> = Path extends `${infer First}.${infer Below}`
  ? First | `${First}.${HolderOf<Below>}`
  : never

type Flat<T> = { [K in keyof T]: T[K] }

/**
 * The object that fields make: `address.city` stands in `address`. A member is optional unless it, or something in it, is
 * always there.
 */
export type MembersOf<F extends Placed, Always extends string> = Flat<
  { readonly [Name in Head<Always>]: Member<F, Always, Name> } & {
    readonly [Name in Exclude<Head<F['path']>, Head<Always>>]?: Member<F, Always, Name>
  }
>

/** Texts by the path of their field. A field without text is absent. */
export type TextsAt<Path extends string> = Readonly<Partial<Record<Path, string>>>

/** The fields that stand directly in an object; `''` is the whole of it. */
export const fieldsIn = <F extends { readonly path: string }>(
  fields: readonly F[],
  holder: '' | HolderOf<F['path']>,
): readonly F[] => fields.filter(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('.'))) === holder)

/** Members of an object of any shape. */
export type Members = Record<string, unknown>

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a dotted path; only members of its own count. */
export const memberAt = (holder: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      holder,
    )

/** The texts that an object has at the paths of these fields, in the order of the fields; empty ones are left out. */
export const textsAt = <Path extends string>(
  fields: readonly { readonly path: Path }[],
  holder: object,
): TextsAt<Path> => {
  const texts: Partial<Record<Path, string>> = {}
  for (const { path } of fields) {
    const text = memberAt(holder, path)
    if (typeof text === 'string' && text !== '') texts[path] = text
  }
  return texts
}

/** The object that has these texts at their paths, its members in the order in which they come first. */
export const membersAt = (texts: Readonly<Record<string, string | undefined>>): Members => {
  const root: Members = {}
  for (const [path, text] of Object.entries(texts)) {
    if (text === undefined) continue
    const names = path.split('.')
    const last = names.pop() ?? path
    let target = root
    for (const name of names) {
      const known = target[name]
      const inner = isMembers(known) ? known : {}
      target[name] = inner
      target = inner
    }
    target[last] = text
  }
  return root
}
