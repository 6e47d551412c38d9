// Asking the partitions over which rows are spread, one after the other or all at once.

import { shards } from './shards.ts'

/** Does something for each partition in turn, as the items of one sequence. */
export async function* throughShards<T>(itemsOf: (shard: string) => Promise<readonly T[]>): AsyncGenerator<T> {
  for (const shard of shards) yield* await itemsOf(shard)
}

/** Asks every partition at once for the one row that there is somewhere. */
export const findInShards = async <T>(
  ask: (shard: string) => Promise<T | undefined>,
): Promise<(T & { readonly home: string }) | undefined> => {
  const found = await Promise.all(shards.map(async (home) => ({ home, item: await ask(home) })))
  for (const { home, item } of found) if (item) return { ...item, home }
  return undefined
}
