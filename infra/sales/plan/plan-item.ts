// One thing that is wanted in an organization, and what is left to do for it.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'

export type PlanItem = {
  readonly action: 'create' | 'update' | 'keep' | 'remove'
  /** What people call it. */
  readonly what: string
  /** What differs, by name. */
  readonly differing: readonly string[]
  /** What people called otherwise than we do, and may: it stays. */
  readonly renamed?: readonly string[]
  readonly apply: (call: Dataverse) => Promise<void>
  /** Everything works without it: a refusal is told, and the rest goes on. */
  readonly mayBeRefused?: true
  /** Whether what was done is in effect, which may take a while; absent = at once. */
  readonly isInEffect?: (call: Dataverse) => Promise<boolean>
}
