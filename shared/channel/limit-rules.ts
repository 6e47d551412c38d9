// Which buckets one attempt is counted in, and how much each holds. docs/operate.md tells the same as a table.

import { foldedAddress } from '../domain/folded-address.ts'
import { networksOf } from '../domain/network-address.ts'

export type Limits = {
  /** Attempts per hour; 0 = no limit, but for networks see `strangersLimit`. */
  readonly address: number
  readonly network: number
  readonly total: number
}

/** One attempt to hand in a request. */
export type Attempt = {
  /** The requestor's; absent when the request could not be read. */
  readonly email?: string | undefined
  /** Address of the caller, or of the applicant as a site with a key tells it; absent where none is known. */
  readonly network?: string | undefined
  /** The site that proved itself by a key. */
  readonly site?: string | undefined
}

export const bucketKinds = ['network', 'wide', 'quiet', 'busy', 'strangers', 'total', 'address'] as const
export type BucketKind = (typeof bucketKinds)[number]

export type BucketRule = { readonly kind: BucketKind; readonly of: string; readonly limit: number }

/** Holds for callers without a key where LIMIT_PER_NETWORK is 0: that is meant for a site, never for the whole world. */
export const strangersLimit = 300
/** A wide network is many customers: so many times what one of them may. */
const wideFactor = 4
/** A network with fewer attempts than this in an hour has few. */
export const quietLimit = 10
/** What strangers may take of the limit in all where sites have keys, and what networks with many attempts may take of that. */
const shares = { strangers: 0.75, busy: 0.5 }

const share = (limit: number, part: number): number => (limit > 0 ? Math.max(1, Math.ceil(limit * part)) : 0)

/** Every attempt is counted in these, also one that is refused later. */
export const networkRules = (limits: Limits, { network, site }: Attempt): BucketRule[] => {
  if (!network) return []
  const limit = limits.network > 0 || site !== undefined ? limits.network : strangersLimit
  // What is no address is one network of its own, so that nobody escapes by junk.
  const { near, wide } = networksOf(network) ?? { near: 'unreadable', wide: 'unreadable' }
  return [
    { kind: 'network', of: near, limit },
    { kind: 'wide', of: wide, limit: limit * wideFactor },
  ]
}

/** Says whether a network has few attempts; without an address nobody is known to have many. */
export const quietRule = (limits: Limits, { network, site }: Attempt): BucketRule | undefined =>
  network && site === undefined && limits.total > 0
    ? { kind: 'quiet', of: networksOf(network)?.near ?? 'unreadable', limit: quietLimit }
    : undefined

/**
 * The limit in all keeps a share for sites with keys, and another for networks with few attempts.
 * @param hasSites whether any site has a key; where none has, nothing is kept for them
 */
export const totalRules = (limits: Limits, { site }: Attempt, isQuiet: boolean, hasSites: boolean): BucketRule[] => {
  const { total } = limits
  const strangers = share(total, hasSites ? shares.strangers : 1)
  const rule = (kind: BucketKind, limit: number): BucketRule => ({ kind, of: '', limit })
  const all = rule('total', total)
  if (site !== undefined) return [all]
  return [
    ...(isQuiet ? [] : [rule('busy', share(strangers, shares.busy))]),
    ...(hasSites ? [rule('strangers', strangers)] : []),
    all,
  ]
}

export const addressRules = (limits: Limits, { email }: Attempt): BucketRule[] =>
  email ? [{ kind: 'address', of: foldedAddress(email), limit: limits.address }] : []
