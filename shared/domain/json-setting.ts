// Reads settings that are JSON: what is wrong is told by its place, and nothing of the values is repeated.

import { isMembers } from './field.ts'

/** Tells what is wrong at a place. */
export type Tell = (at: string, what: string) => undefined

/** Reads one part of the setting; `undefined` once it told what is wrong. */
export type Part<T> = (value: unknown, at: string, tell: Tell) => T | undefined
export type ValueOf<P> = P extends Part<infer T> ? T : never
type Parts = Readonly<Record<string, Part<unknown>>>
type Flat<T> = { readonly [K in keyof T]: T[K] }
type Members<R extends Parts, O extends Parts> = Flat<
  { [K in keyof R]: ValueOf<R[K]> } & { [K in keyof O]?: ValueOf<O[K]> }
>

export const text =
  (wanted: string, form: { test: (text: string) => boolean }): Part<string> =>
  (value, at, tell) =>
    typeof value === 'string' && form.test(value) ? value : tell(at, `must be ${wanted}.`)

export const oneOf = <T extends string>(...texts: readonly T[]): Part<T> => {
  const wanted = text(`one of ${texts.join(', ')}`, { test: (value) => texts.some((one) => one === value) })
  return (value, at, tell) => wanted(value, at, tell) as T | undefined
}

export const yesOrNo: Part<boolean> = (value, at, tell) =>
  typeof value === 'boolean' ? value : tell(at, 'must be true or false.')

export const listOf =
  <T>(item: Part<T>, most = 100): Part<readonly T[]> =>
  (value, at, tell) =>
    Array.isArray(value) && value.length > 0 && value.length <= most
      ? value.flatMap((one: unknown, place) => item(one, `${at}[${place}]`, tell) ?? [])
      : tell(at, `must be a list of 1 to ${most}.`)

export const members =
  <R extends Parts, O extends Parts = Record<never, never>>(required: R, optional?: O): Part<Members<R, O>> =>
  (value, at, tell) => {
    if (!isMembers(value)) return tell(at, 'must be an object.')
    const parts: Parts = { ...required, ...optional }
    const found: Record<string, unknown> = {}
    for (const name of Object.keys(value)) if (!Object.hasOwn(parts, name)) tell(`${at}.${name}`, 'is not known here.')
    for (const [name, part] of Object.entries(parts)) {
      if (Object.hasOwn(value, name)) found[name] = part(value[name], `${at}.${name}`, tell)
      else if (Object.hasOwn(required, name)) tell(`${at}.${name}`, 'is missing.')
    }
    return found as Members<R, O>
  }

/** The setting as JSON. */
export const parsedJson = (setting: string, tell: Tell): unknown => {
  try {
    // A deployment may hand it on as the inside of a JSON text, its quotation marks escaped.
    return JSON.parse(/^\s*\[\s*\{\s*\\"/.test(setting) ? JSON.parse(`"${setting}"`) : setting)
  } catch (error) {
    // The parser's own message repeats the text; where it stopped is enough.
    return tell('', `is not JSON${/ at position \d+/.exec(String(error))?.[0] ?? ''}.`)
  }
}

/** The places after the first at which a name stands. */
export const repeated = (names: readonly string[]): number[] =>
  names.flatMap((name, place) => (names.indexOf(name) < place ? place : []))
