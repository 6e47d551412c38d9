// The partitions over which rows are spread, so that no single one limits the whole.

export const shards: readonly string[] = [...'0123456789abcdef']

/** The partition of an id: its first hexadecimal digit. */
export const shardOf = (id: string): string => id.charAt(0).toLowerCase()

/** What a pass over all partitions came to. */
export type PassReport = { readonly processed: number; readonly failed: number }

export type Pass = {
  /** Rows of one partition that are taken at a time. */
  readonly batchSize: number
  /** Whether no new batch is to be begun. */
  readonly isOver: () => boolean
  /** A partition that fails does not stop the others; what it left is found again by the next pass. */
  readonly onFailure: (shard: string, error: unknown) => void
}

const passOf = async (
  shard: string,
  step: (shard: string) => Promise<{ seen: number; finished: number }>,
  { batchSize, isOver, onFailure }: Pass,
): Promise<PassReport> => {
  let processed = 0
  try {
    for (;;) {
      const { seen, finished } = await step(shard)
      processed += finished
      if (seen < batchSize || finished < seen || isOver()) return { processed, failed: seen - finished }
    }
  } catch (error) {
    onFailure(shard, error)
    return { processed, failed: 1 }
  }
}

/**
 * Works through all partitions at once, each until nothing is left or the pass is over.
 * @param step takes one batch of a partition; says how many rows it saw and how many it finished
 */
export const forEachShard = async (
  step: (shard: string) => Promise<{ seen: number; finished: number }>,
  pass: Pass,
): Promise<PassReport> => {
  const reports = await Promise.all(shards.map((shard) => passOf(shard, step, pass)))
  return {
    processed: reports.reduce((sum, report) => sum + report.processed, 0),
    failed: reports.reduce((sum, report) => sum + report.failed, 0),
  }
}

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
