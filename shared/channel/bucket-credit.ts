// Token buckets that all instances of the app share: each has a limit per hour and fills up evenly. An instance spends a small
// allowance of its own first and takes more from the shared bucket only when that is used up, so that what is ordinary costs
// no further storage transaction.

import { createHmac } from 'node:crypto'
import type { Bucket, LimitBuckets } from './store/limit-buckets.ts'

/** A bucket of somebody, and how much it holds. */
export type Rule<Kind extends string> = { readonly kind: Kind; readonly of: string; readonly limit: number }

/** What this instance may spend still, what it spent that the shared bucket does not know of, and until when that is empty. */
type Credit = { left: number; spent: number; spentAt: number; refusedUntil: number; readonly since: number }
type Keyed<Kind extends string> = Rule<Kind> & { readonly key: string }

const hourMs = 3_600_000
const keptAtMost = 10_000
const tries = 5

const filled = (bucket: Bucket, limit: number, now: number): number =>
  Math.min(limit, bucket.tokens + ((now - bucket.at) / hourMs) * limit)

export type BucketCredit<Kind extends string> = {
  /** @returns 0 when there was one to spend, else the milliseconds until there is; a limit of 0 is none */
  readonly trySpend: (rule: Rule<Kind>) => Promise<number>
  /** The same of several: one of each, or none of any. */
  readonly spendAll: (rules: readonly Rule<Kind>[]) => Promise<number>
}

/**
 * @param buckets shared by all instances
 * @param allowances what an instance may spend of each kind before it asks the shared bucket
 * @param secret of the hashes that stand for addresses in their keys
 */
export const createBucketCredit = <Kind extends string>(
  buckets: LimitBuckets,
  allowances: Readonly<Record<Kind, number>>,
  secret: string,
  now: () => Date,
): BucketCredit<Kind> => {
  const credit = new Map<string, Credit>()

  const keyed = (rules: readonly Rule<Kind>[]): Keyed<Kind>[] =>
    rules
      .filter(({ limit }) => limit > 0)
      .map((rule) => ({
        ...rule,
        key: createHmac('sha256', secret).update(`${rule.kind}:${rule.of}`).digest('hex'),
      }))

  const creditOf = ({ kind, key, limit }: Keyed<Kind>): Credit => {
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
  const takeShared = async ({ kind, key, limit }: Keyed<Kind>, mine: Credit): Promise<void> => {
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

  const spendOne = async (rule: Keyed<Kind>): Promise<number> => {
    const at = now().getTime()
    const before = creditOf(rule)
    if (before.left < 1 && at >= before.refusedUntil) await takeShared(rule, before)
    const mine = creditOf(rule)
    // Many ask at once: whoever comes too late for what was taken waits for the next one.
    if (mine.left < 1) return Math.max(1, mine.refusedUntil - at)
    spend(mine, 1)
    return 0
  }

  const spendAll = async (rules: readonly Keyed<Kind>[]): Promise<number> => {
    const spent: Keyed<Kind>[] = []
    for (const rule of rules) {
      const wait = await spendOne(rule)
      if (wait > 0) {
        for (const taken of spent) spend(creditOf(taken), -1)
        return wait
      }
      spent.push(rule)
    }
    return 0
  }

  return { trySpend: (rule) => spendAll(keyed([rule])), spendAll: (rules) => spendAll(keyed(rules)) }
}
