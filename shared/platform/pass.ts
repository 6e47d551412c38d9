// A pass over everything that is stored, part by part.

import { shards } from './shards.ts'

/** What a pass over all parts came to. */
export type PassReport = { readonly processed: number; readonly failed: number }

export type Pass = {
  /** How much of one part is taken at a time. */
  readonly batchSize: number
  /** Whether no new batch is to be begun. */
  readonly isOver: () => boolean
  /** A part that fails does not stop the others; what it left is found again by the next pass. */
  readonly onFailure: (part: string, error: unknown) => void
}

const passOf = async (
  part: string,
  step: (part: string) => Promise<{ seen: number; finished: number }>,
  { batchSize, isOver, onFailure }: Pass,
): Promise<PassReport> => {
  let processed = 0
  try {
    for (;;) {
      const { seen, finished } = await step(part)
      processed += finished
      if (seen < batchSize || finished < seen || isOver()) return { processed, failed: seen - finished }
    }
  } catch (error) {
    onFailure(part, error)
    return { processed, failed: 1 }
  }
}

/**
 * Works through all parts at once, each until nothing is left or the pass is over.
 * @param step takes one batch of a part; says how many rows it saw and how many it finished
 * @param parts all, unless it is known that nothing waits in the others
 */
export const passThroughParts = async (
  step: (part: string) => Promise<{ seen: number; finished: number }>,
  pass: Pass,
  parts: readonly string[] = shards,
): Promise<PassReport> => {
  const reports = await Promise.all(parts.map((part) => passOf(part, step, pass)))
  return {
    processed: reports.reduce((sum, report) => sum + report.processed, 0),
    failed: reports.reduce((sum, report) => sum + report.failed, 0),
  }
}
