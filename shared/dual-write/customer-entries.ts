// What the timeline says of a look at a customer and its record in Sales.

import type { Customer } from '../domain/customer.ts'
import type { FieldConvergence } from '../domain/customer-convergence.ts'
import { valuesOf } from '../domain/customer-fields.ts'
import { changesOf } from '../domain/field-changes.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import type { TimelineEntry } from '../domain/timeline.ts'

/**
 * @param customer before the change
 * @param plan what the fields came to; absent when Sales has no record
 * @param flags after the change
 * @param by who changed the record in Sales last
 */
export const customerEntries = (
  customer: Customer,
  plan: FieldConvergence | undefined,
  flags: readonly CustomerFlag[],
  at: string,
  by?: string,
): TimelineEntry[] => {
  const { number, type } = customer
  const about = { number, type }
  const byUs = { at, actor: 'dual-write' } as const
  const before = customer.flags ?? []
  const { missing, tooNarrow } = customerFlags[type]
  const { creditProposed } = customerFlags.Organization
  const fields = (
    code: 'customer-written' | 'customer-cut' | 'customer-too-long',
    paths: readonly string[] = [],
  ): TimelineEntry[] => (paths.length > 0 ? [{ ...byUs, code, ...about, fields: paths }] : [])
  const taken = plan && plan.taken.length > 0 ? plan : undefined
  const changes = taken && changesOf(taken.taken, valuesOf(type, customer), taken.next)
  return [
    ...(taken && changes
      ? [
          {
            at,
            actor: 'sales',
            code: 'customer-taken',
            ...about,
            fields: taken.taken,
            changes,
            ...(by ? { by } : {}),
          } as const,
        ]
      : []),
    ...fields('customer-written', plan?.settled),
    ...fields('customer-cut', plan?.cut),
    ...(before.includes(tooNarrow) ? [] : fields('customer-too-long', plan?.tooLong)),
    ...flags
      .filter((flag) => flag !== tooNarrow && flag !== creditProposed && !before.includes(flag))
      .map((flag): TimelineEntry => ({ ...byUs, code: 'customer-flagged', ...about, flag })),
    ...(before.includes(missing) && !flags.includes(missing)
      ? [{ ...byUs, code: 'customer-found', ...about } as const]
      : []),
  ]
}
