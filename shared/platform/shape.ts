// Readers of JSON that was stored earlier or came from elsewhere: each gives the value it asks for, or refuses what it
// cannot understand. The compiler holds the reader of an object against the type it reads. Unlike the readers of what comes
// from outside (domain/readers.ts), they name the member that does not fit, and keep members they do not know.

/** Something does not have the shape that is asked for. The message names the member, never its value. */
export class Misfit extends Error {
  override readonly name = 'Misfit'
}

/**
 * Gives a value its type.
 * @param at where the value stands, for the message
 * @throws Misfit when it is something else
 */
export type Reader<T> = (value: unknown, at: string) => T

const refuse = (at: string, wanted: string): never => {
  throw new Misfit(`${at} is not ${wanted}.`)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text: Reader<string> = (value, at) => (typeof value === 'string' ? value : refuse(at, 'text'))

export const number: Reader<number> = (value, at) => (typeof value === 'number' ? value : refuse(at, 'a number'))

export const boolean: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : refuse(at, 'true or false')

export const onlyTrue: Reader<true> = (value, at) => (value === true ? value : refuse(at, 'true'))

/** What somebody else will read. */
export const anything: Reader<unknown> = (value) => value

/**
 * One of the texts of a union.
 * @param texts all of them, in a list or as the members of an object, of which the compiler sees to it that none is missing
 */
export const oneOf = <T extends string>(texts: readonly T[] | Readonly<Record<T, unknown>>): Reader<T> => {
  const known = new Set<unknown>(Array.isArray(texts) ? texts : Object.keys(texts))
  const isKnown = (value: unknown): value is T => known.has(value)
  return (value, at) => (isKnown(value) ? value : refuse(at, 'a value that is known'))
}

export const listOf =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  (value, at) =>
    Array.isArray(value) ? value.map((each, index) => item(each, `${at}[${index}]`)) : refuse(at, 'a list')

/** Members of any name, all alike. */
export const recordOf =
  <T>(member: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, at) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, member(each, `${at}.${name}`)]))
      : refuse(at, 'an object')

/** Names of the members that a type may lack. */
export type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T]
type Always<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Reader<T[K]> }
type Sometimes<T> = { readonly [K in OptionalKeys<T>]-?: Reader<Exclude<T[K], undefined>> }

/**
 * Reads an object type, every member of it. Members that are not known stay: a version before this one may have to read
 * back what it does not know.
 * @param required readers of the members that are always there
 */
export const objectOf = <T extends object>(
  required: Always<T>,
  ...[optional]: OptionalKeys<T> extends never ? [] : [Sometimes<T>]
): Reader<T> => {
  const always = Object.entries<Reader<unknown>>(required)
  const sometimes = Object.entries<Reader<unknown>>(optional ?? {})
  return (value, at) => {
    if (!isObject(value)) return refuse(at, 'an object')
    const read: Record<string, unknown> = { ...value }
    for (const [name, member] of always) read[name] = member(value[name], `${at}.${name}`)
    for (const [name, member] of sometimes)
      if (value[name] !== undefined) read[name] = member(value[name], `${at}.${name}`)
    return read as T
  }
}

/** Reads a union of objects by the member that tells them apart. */
export const variantsOf =
  <T extends object, K extends keyof T & string>(
    tag: K,
    variants: Readonly<Record<T[K] & string, Reader<T>>>,
  ): Reader<T> =>
  (value, at) => {
    const name = isObject(value) ? value[tag] : undefined
    if (typeof name !== 'string' || !Object.hasOwn(variants, name))
      return refuse(`${at}.${tag}`, 'a value that is known')
    return variants[name as T[K] & string](value, at)
  }
