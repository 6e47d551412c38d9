// How many attempts to hand in a request are let through, so that an ordinary submission costs no storage transaction for it.

import { createBucketCredit } from './bucket-credit.ts'
import {
  type Attempt,
  addressRules,
  type BucketKind,
  type Limits,
  networkRules,
  quietRule,
  totalRules,
} from './limit-rules.ts'
import type { LimitBuckets } from './store/limit-buckets.ts'

export type Admission =
  | { readonly outcome: 'admitted' }
  /** @member retryAfter whole seconds until the bucket that refused holds one again */
  | { readonly outcome: 'limited'; readonly retryAfter: number }

export type AbuseLimits = {
  /** Counts an attempt, and says whether it may go on. */
  readonly admit: (attempt: Attempt) => Promise<Admission>
}

/** What an instance may spend of each kind before it asks the shared bucket. */
const allowances: Record<BucketKind, number> = {
  network: 20,
  wide: 40,
  quiet: 10,
  busy: 50,
  strangers: 75,
  total: 100,
  address: 2,
}

/**
 * @param buckets shared by all instances
 * @param secret of the hashes that stand for addresses in their keys
 * @param hasSites whether any site has a key, so that a share of the limit in all is kept for them
 */
export const createAbuseLimits = (
  buckets: LimitBuckets,
  limits: Limits,
  secret: string,
  now: () => Date,
  hasSites = false,
): AbuseLimits => {
  const { trySpend, spendAll } = createBucketCredit(buckets, allowances, secret, now)

  /** What a network sent is counted there whatever becomes of it; what it may not send does not burden its neighbours. */
  const waitOfNetworks = async (attempt: Attempt): Promise<number> => {
    for (const rule of networkRules(limits, attempt)) {
      const wait = await trySpend(rule)
      if (wait > 0) return wait
    }
    return 0
  }

  const isQuiet = async (attempt: Attempt): Promise<boolean> => {
    const rule = quietRule(limits, attempt)
    return rule === undefined || (await trySpend(rule)) === 0
  }

  return {
    admit: async (attempt) => {
      let wait = await waitOfNetworks(attempt)
      // What could not be read is stored nowhere and mailed to nobody: only where it came from is counted.
      if (wait === 0 && attempt.email !== undefined)
        wait = await spendAll([
          ...totalRules(limits, attempt, await isQuiet(attempt), hasSites),
          ...addressRules(limits, attempt),
        ])
      return wait === 0
        ? { outcome: 'admitted' }
        : { outcome: 'limited', retryAfter: Math.max(1, Math.ceil(wait / 1000)) }
    },
  }
}
