// What was read of something in Sales. Not known is not known: a column that the app may not read, or that an answer lacks,
// says nothing, and nothing that is held changes because of it.

/** A value; `null` where Sales says that there is none; `undefined` where it is not known. */
export type Reading<T> = T | null | undefined

/** What is held after a reading: its value, nothing where there is known to be none, and what was held before otherwise. */
export const heldAfter = <T>(reading: Reading<T>, before: T | undefined): T | undefined =>
  reading === undefined ? before : (reading ?? undefined)
