// How often the users of a partner may call, and whoever else has a statement of a site. What is ordinary costs nothing but memory.

import type { Admission } from './abuse-limits.ts'
import { createBucketCredit, type Rule } from './bucket-credit.ts'
import { type Identity, identityHash } from './store/identities.ts'
import type { LimitBuckets } from './store/limit-buckets.ts'

type CallKind = 'identity-calls' | 'user-calls' | 'organization-calls' | 'user-changes'

/** Calls per hour. docs/operate.md tells the same as a table. */
export const callLimits = {
  'identity-calls': 3600,
  'user-calls': 3600,
  'organization-calls': 36_000,
  'user-changes': 600,
} as const satisfies Readonly<Record<CallKind, number>>

const allowances: Readonly<Record<CallKind, number>> = {
  'identity-calls': 200,
  'user-calls': 200,
  'organization-calls': 1000,
  'user-changes': 60,
}

export type CallLimits = {
  /** Counts a call of whoever a statement names, before anybody is looked up: most customers of a site are no users here. */
  readonly admitIdentity: (identity: Identity) => Promise<Admission>
  /** Counts a call of a user for an organization. @param isChange whether it asks for a change */
  readonly admit: (call: {
    readonly userId: string
    readonly organizationId: string
    readonly isChange: boolean
  }) => Promise<Admission>
}

const admission = (wait: number): Admission =>
  wait === 0 ? { outcome: 'admitted' } : { outcome: 'limited', retryAfter: Math.max(1, Math.ceil(wait / 1000)) }

export const createCallLimits = (buckets: LimitBuckets, secret: string, now: () => Date): CallLimits => {
  const { spendAll } = createBucketCredit<CallKind>(buckets, allowances, secret, now)
  const rule = (kind: CallKind, of: string): Rule<CallKind> => ({ kind, of, limit: callLimits[kind] })
  return {
    admitIdentity: async (identity) => admission(await spendAll([rule('identity-calls', identityHash(identity))])),
    admit: async ({ userId, organizationId, isChange }) =>
      admission(
        await spendAll([
          rule('user-calls', userId),
          rule('organization-calls', organizationId),
          ...(isChange ? [rule('user-changes', organizationId)] : []),
        ]),
      ),
  }
}
