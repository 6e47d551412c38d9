// How many requests are taken in per address, per network and in all. Token buckets: each has a limit per hour and fills
// up evenly. An instance of the app spends a small allowance of its own first and takes more from the shared bucket only
// when that is used up, so that an ordinary submission costs no further storage transaction.

import { createHmac } from 'node:crypto'
import type { Bucket, LimitBuckets } from './store/limit-buckets.ts'

export type Limits = {
  /** Requests per hour; 0 = no limit. */
  readonly address: number
  readonly network: number
  readonly total: number
}

export type Submitter = { readonly email: string; readonly network?: string | undefined }

export type AbuseLimits = {
  /** Whether a request of this submitter may be taken in now; one that may is counted. */
  readonly admit: (submitter: Submitter) => Promise<boolean>
  /** Uncounts a request that turned out to be stored already. */
  readonly takeBack: (submitter: Submitter) => void
}

type Kind = keyof Limits
/** What this instance may spend still, and what it spent that the shared bucket does not know of yet. */
type Credit = { left: number; spent: number; readonly since: number }

const hourMs = 3_600_000
/** What an instance may spend of each kind before it asks the shared bucket. */
const allowances: Record<Kind, number> = { address: 2, network: 20, total: 100 }
const keptAtMost = 10_000
const tries = 5

const filled = (bucket: Bucket | undefined, limit: number, now: number): number =>
  bucket ? Math.min(limit, bucket.tokens + ((now - bucket.at) / hourMs) * limit) : limit

/** The part of an address that one customer of a provider holds: the whole IPv4 address, the first half of an IPv6 one. */
const networkOf = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 4).join(':') : address

/**
 * @param buckets shared by all instances
 * @param secret of the hashes that stand for addresses in their keys
 */
export const createAbuseLimits = (
  buckets: LimitBuckets,
  limits: Limits,
  secret: string,
  now: () => Date,
): AbuseLimits => {
  const credit = new Map<string, Credit>()

  const keysOf = ({ email, network }: Submitter): [Kind, string][] => {
    const limited: [Kind, string][] = [
      ['address', email.toLowerCase()],
      ['total', ''],
    ]
    if (network) limited.push(['network', networkOf(network)])
    return limited
      .filter(([kind]) => limits[kind] > 0)
      .map(([kind, value]) => [kind, createHmac('sha256', secret).update(`${kind}:${value}`).digest('hex')])
  }

  const creditOf = (kind: Kind, key: string): Credit => {
    const known = credit.get(key)
    if (known && now().getTime() - known.since < hourMs) return known
    // The oldest are forgotten first; they only lose what was left of their allowance.
    if (credit.size >= keptAtMost) for (const old of [...credit.keys()].slice(0, keptAtMost / 10)) credit.delete(old)
    const fresh: Credit = { left: Math.min(allowances[kind], limits[kind]), spent: 0, since: now().getTime() }
    credit.delete(key)
    credit.set(key, fresh)
    return fresh
  }

  /** Tells the shared bucket what was spent and takes up to an allowance from it. */
  const takeShared = async (kind: Kind, key: string, mine: Credit): Promise<void> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const shared = await buckets.read(kind, key)
      const at = now().getTime()
      const unreported = Math.max(0, mine.spent)
      const there = Math.max(0, filled(shared?.value, limits[kind], at) - unreported)
      const taken = Math.min(allowances[kind], Math.floor(there))
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
  }

  const giveBack = (keys: readonly [Kind, string][]): void => {
    for (const [kind, key] of keys) spend(creditOf(kind, key), -1)
  }

  return {
    admit: async (submitter) => {
      const taken: [Kind, string][] = []
      for (const [kind, key] of keysOf(submitter)) {
        if (creditOf(kind, key).left < 1) await takeShared(kind, key, creditOf(kind, key))
        const mine = creditOf(kind, key)
        if (mine.left < 1) {
          giveBack(taken)
          return false
        }
        spend(mine, 1)
        taken.push([kind, key])
      }
      return true
    },
    takeBack: (submitter) => giveBack(keysOf(submitter)),
  }
}
