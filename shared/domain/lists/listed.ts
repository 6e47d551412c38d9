// What is noted with a thing of the lists it stands in: what it leaves with a change is then taken away without asking.

/** Names of lists, or places in them, and of counts. */
export type Listed = { readonly lists: readonly string[]; readonly counts: readonly string[] }
