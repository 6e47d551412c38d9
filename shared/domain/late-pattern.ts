// Patterns with classes of Unicode, made by their first use: a literal is checked when its file is read, and for these that
// takes longer than for all other code of a start. Most text is plain and never needs them.

/**
 * @param source as between the slashes of a literal, with backslashes doubled
 * @param flags of which `u` is one
 * @returns gives the pattern, the same one each time
 */
export const latePattern = (source: string, flags = 'u'): (() => RegExp) => {
  let made: RegExp | undefined
  return () => {
    made ??= new RegExp(source, flags)
    return made
  }
}
