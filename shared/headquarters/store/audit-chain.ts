// How far the check of the audit trail came, kept between its runs.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, text } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'
import { auditPartition, progressKey } from './audit-rows.ts'
import { type Anchor, type Verification, type VerifyBounds, verifyAudit } from './verify-audit.ts'

/** Where the next check begins, and the highest end of the chain that was seen. */
export type AuditProgress = { readonly reached: Anchor; readonly noted: Anchor }

const anchor = objectOf<Anchor>({ seq: number, hash: text })
const format = createRowFormat(objectOf<AuditProgress>({ reached: anchor, noted: anchor }))

export type AuditChain = {
  readonly progress: () => Promise<AuditProgress | undefined>
  readonly keep: (progress: AuditProgress) => Promise<void>
  /** See `verifyAudit`. */
  readonly verify: (from: Anchor, bounds: VerifyBounds, noted?: Anchor) => Promise<Verification>
}

export const createAuditChain = (table: Table): AuditChain => {
  const rows = createRows(table, format)
  return {
    progress: async () => (await rows.read(auditPartition, progressKey))?.value,
    keep: async (progress) => {
      await table.write(auditPartition, [rows.put(progressKey, progress)])
    },
    verify: (from, bounds, noted) => verifyAudit(table, from, bounds, noted),
  }
}
