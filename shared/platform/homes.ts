// Where rows are that are looked for by their key alone. A row never moves to another partition, so what is remembered can
// be missing, but it is asked again each time: nobody believes it without having read the row there.

import { findInShards } from './through-shards.ts'

export type Homes = {
  /** Says where a row is about to be; when it does not come to that, the next search costs one read more. */
  readonly expect: (key: string, home: string) => void
  /**
   * Finds the one row of a key; one read where it was found before, else one for each partition, all at once.
   * @param ask reads the row of the key in a partition
   */
  readonly find: <T>(
    key: string,
    ask: (home: string) => Promise<T | undefined>,
  ) => Promise<(T & { readonly home: string }) | undefined>
}

/** @param limit how many keys are remembered, those that were found last; a key takes some 150 bytes */
export const rememberHomes = (limit = 10_000): Homes => {
  const homes = new Map<string, string>()
  const expect = (key: string, home: string): void => {
    homes.delete(key)
    homes.set(key, home)
    for (const oldest of homes.keys()) {
      if (homes.size <= limit) break
      homes.delete(oldest)
    }
  }
  return {
    expect,
    find: async (key, ask) => {
      const home = homes.get(key)
      const there = home === undefined ? undefined : await ask(home)
      if (home !== undefined && there !== undefined) return { ...there, home }
      const found = await findInShards(ask)
      if (found) expect(key, found.home)
      return found
    },
  }
}
