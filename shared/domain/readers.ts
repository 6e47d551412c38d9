// Small readers for what comes from outside the process: each gives the value in its own type, or nothing at all.

/** Reads a value; `undefined` when it is not what it has to be. */
export type Read<T> = (value: unknown) => T | undefined

type Shape = Readonly<Record<string, Read<unknown>>>
type ValueOf<R> = R extends Read<infer T> ? T : never
type Flat<T> = { readonly [K in keyof T]: T[K] }
type Members<R extends Shape, O extends Shape> = Flat<
  { [K in keyof R]: ValueOf<R[K]> } & { [K in keyof O]?: ValueOf<O[K]> }
>

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A GUID, in its lower-case form. */
export const readGuid: Read<string> = (value) => {
  const lower = typeof value === 'string' && value.length === 36 ? value.toLowerCase() : ''
  return guidForm.test(lower) ? lower : undefined
}

const instantForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?Z$/

/** A moment in UTC, in the form of ISO 8601 that `toISOString` gives. */
export const readInstant: Read<string> = (value) =>
  typeof value === 'string' && instantForm.test(value) ? value : undefined

/** A whole number of a range. */
export const readInteger =
  (least: number, most: number): Read<number> =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined

/** A text that matches an expression. */
export const readMatch =
  (form: RegExp): Read<string> =>
  (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined

/** An object, its members not looked at. */
export const readObject: Read<Readonly<Record<string, unknown>>> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined

/** An object that has the required members, may have the optional ones, and has no others. */
export const readMembers =
  <R extends Shape, O extends Shape = Record<never, never>>(required: R, optional?: O): Read<Members<R, O>> =>
  (value) => {
    const given = readObject(value)
    if (!given) return undefined
    const shape: Shape = { ...required, ...optional }
    if (Object.keys(given).some((name) => !Object.hasOwn(shape, name))) return undefined
    const found: Record<string, unknown> = {}
    // In the order of the shape, so that equal values have equal texts.
    for (const [name, read] of Object.entries(shape)) {
      if (!Object.hasOwn(given, name) && !Object.hasOwn(required, name)) continue
      const member = read(given[name])
      if (member === undefined) return undefined
      found[name] = member
    }
    return found as Members<R, O>
  }

/** What the first of several readers makes of it. */
export const readEither =
  <T>(...readers: readonly Read<T>[]): Read<T> =>
  (value) => {
    for (const read of readers) {
      const found = read(value)
      if (found !== undefined) return found
    }
    return undefined
  }

/** Any text. */
export const readText: Read<string> = (value) => (typeof value === 'string' ? value : undefined)

/** One of some texts. */
export const readOneOf =
  <T extends string | number>(...texts: readonly T[]): Read<T> =>
  (value) =>
    texts.find((each) => each === value)

/** A list of which every item can be read. */
export const readList =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined
    const found = value.map(read)
    return found.every((item) => item !== undefined) ? found : undefined
  }
