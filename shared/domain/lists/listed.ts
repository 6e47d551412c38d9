// What is noted with a thing of the lists it stands in: what it leaves with a change is then taken away without asking.

/** Names of lists, or places in them, and of counts. */
export type Listed = { readonly lists: readonly string[]; readonly counts: readonly string[] }

/** Those of the names that are not among others. */
export const without = (names: readonly string[] = [], others: readonly string[] = []): string[] =>
  names.filter((name) => !others.includes(name))

/** What a change adds to the counts, and takes from them. */
export const countedBetween = (before: Listed | undefined, after: Listed | undefined) => ({
  plus: without(after?.counts, before?.counts),
  minus: without(before?.counts, after?.counts),
})
