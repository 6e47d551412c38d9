// Tables of names that clients look into: names such as `constructor`, which every object has, must not be found there.

/** The same entries without anything inherited. */
export const dictionary = <T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null) as Record<string, T>, entries)
