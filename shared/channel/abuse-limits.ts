// How many attempts to hand in a request are let through. Token buckets: each has a limit per hour and fills up evenly. An
// instance of the app spends a small allowance of its own first and takes more from the shared bucket only when that is
// used up, so that an ordinary submission costs no further storage transaction.

import { createHmac } from 'node:crypto'
import {
  type Attempt,
  addressRules,
  type BucketKind,
  type BucketRule,
  type Limits,
  networkRules,
  quietRule,
  totalRules,
} from './limit-rules.ts'
import type { Bucket, LimitBuckets } from './store/limit-buckets.ts'

export type Admission =
  | { readonly outcome: 'admitted' }
  /** @member retryAfter whole seconds until the bucket that refused holds one again */
  | { readonly outcome: 'limited'; readonly retryAfter: number }

export type AbuseLimits = {
  /** Counts an attempt, and says whether it may go on. */
  readonly admit: (attempt: Attempt) => Promise<Admission>
}

/** What this instance may spend still, what it spent that the shared bucket does not know of, and until when that is empty. */
type Credit = { left: number; spent: number; spentAt: number; refusedUntil: number; readonly since: number }
type Keyed = BucketRule & { readonly key: string }

const hourMs = 3_600_000
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
const keptAtMost = 10_000
const tries = 5

const filled = (bucket: Bucket, limit: number, now: number): number =>
  Math.min(limit, bucket.tokens + ((now - bucket.at) / hourMs) * limit)

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
  const credit = new Map<string, Credit>()

  const keyed = (rules: readonly BucketRule[]): Keyed[] =>
    rules
      .filter(({ limit }) => limit > 0)
      .map((rule) => ({
        ...rule,
        key: createHmac('sha256', secret).update(`${rule.kind}:${rule.of}`).digest('hex'),
      }))

  const creditOf = ({ kind, key, limit }: Keyed): Credit => {
    const at = now().getTime()
    const known = credit.get(key)
    if (known && at - known.since < hourMs) {
      // What is used stays; what was used longest ago is forgotten first.
      credit.delete(key)
      credit.set(key, known)
      return known
    }
    // Where so many are known at once, nobody gets an allowance for being forgotten: the shared bucket is asked.
    const isCrowded = credit.size >= keptAtMost
    if (isCrowded) for (const old of [...credit.keys()].slice(0, keptAtMost / 10)) credit.delete(old)
    const left = isCrowded ? 0 : Math.min(allowances[kind], limit)
    const fresh: Credit = { left, spent: 0, spentAt: at, refusedUntil: 0, since: at }
    credit.delete(key)
    credit.set(key, fresh)
    return fresh
  }

  /** Tells the shared bucket what was spent and takes up to an allowance from it. */
  const takeShared = async ({ kind, key, limit }: Keyed, mine: Credit): Promise<void> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const shared = await buckets.read(kind, key)
      const at = now().getTime()
      const unreported = Math.max(0, mine.spent)
      // Where there is none yet, it was full until the first was spent, and fills up since the last one.
      const known = shared?.value ?? { tokens: limit - unreported, at: mine.spentAt }
      const there = Math.max(0, filled(known, limit, at) - (shared ? unreported : 0))
      const taken = Math.min(allowances[kind], Math.floor(there))
      if (taken === 0) mine.refusedUntil = at + ((1 - there) / limit) * hourMs
      if (taken === 0 && unreported === 0) return
      const bucket: Bucket = { tokens: there - taken, at }
      if ((await buckets.write(kind, key, bucket, shared)) === 'conflict') continue
      mine.left += taken
      // What was taken is paid for already, so it counts as spent less.
      mine.spent -= unreported + taken
      return
    }
  }

  const spend = (mine: Credit, tokens: number): void => {
    mine.left -= tokens
    mine.spent += tokens
    mine.spentAt = now().getTime()
  }

  /** @returns 0 when there was one to spend, else the milliseconds until there is */
  const trySpend = async (rule: Keyed): Promise<number> => {
    const at = now().getTime()
    const before = creditOf(rule)
    if (before.left < 1 && at >= before.refusedUntil) await takeShared(rule, before)
    const mine = creditOf(rule)
    // Many ask at once: whoever comes too late for what was taken waits for the next one.
    if (mine.left < 1) return Math.max(1, mine.refusedUntil - at)
    spend(mine, 1)
    return 0
  }

  const spendAll = async (rules: readonly Keyed[]): Promise<number> => {
    const spent: Keyed[] = []
    for (const rule of rules) {
      const wait = await trySpend(rule)
      if (wait > 0) {
        for (const taken of spent) spend(creditOf(taken), -1)
        return wait
      }
      spent.push(rule)
    }
    return 0
  }

  /** What a network sent is counted there whatever becomes of it; what it may not send does not burden its neighbours. */
  const waitOfNetworks = async (attempt: Attempt): Promise<number> => {
    for (const rule of keyed(networkRules(limits, attempt))) {
      const wait = await trySpend(rule)
      if (wait > 0) return wait
    }
    return 0
  }

  const isQuiet = async (attempt: Attempt): Promise<boolean> => {
    const rule = quietRule(limits, attempt)
    return rule === undefined || (await spendAll(keyed([rule]))) === 0
  }

  return {
    admit: async (attempt) => {
      let wait = await waitOfNetworks(attempt)
      // What could not be read is stored nowhere and mailed to nobody: only where it came from is counted.
      if (wait === 0 && attempt.email !== undefined)
        wait = await spendAll(
          keyed([...totalRules(limits, attempt, await isQuiet(attempt), hasSites), ...addressRules(limits, attempt)]),
        )
      return wait === 0
        ? { outcome: 'admitted' }
        : { outcome: 'limited', retryAfter: Math.max(1, Math.ceil(wait / 1000)) }
    },
  }
}
