// Names the variables of the environment that were meant as settings and are none: a mistyped one is ignored otherwise.

const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1]
    for (let at = 1; at <= other.length; at += 1)
      next[at] = Math.min(
        (row[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1),
      )
    row = next
  }
  return row[other.length] ?? 0
}

const familyOf = (name: string): string => name.slice(0, name.indexOf('_') + 1)

/**
 * One sentence for each variable that looks like a setting and is none: one or two letters away from one, in another
 * spelling, or beginning with the same word.
 * @param known the settings, and the other variables that have a meaning here
 */
export const unknownSettings = (
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): string[] => {
  const names = new Set(known)
  const families = new Set(known.map(familyOf).filter((family) => family !== ''))
  return Object.keys(environment).flatMap((name) => {
    if (names.has(name)) return []
    const upper = name.toUpperCase().replaceAll('-', '_')
    const [nearest] = known
      .map((one) => ({ one, far: distance(upper, one) }))
      .filter(({ one, far }) => far <= (one.length < 10 ? 1 : 2))
      .sort((a, b) => a.far - b.far)
    if (nearest) return [`${name} is no setting and is ignored; did you mean ${nearest.one}?`]
    return families.has(familyOf(name)) ? [`${name} is no setting and is ignored; see docs/reference/settings.md.`] : []
  })
}
