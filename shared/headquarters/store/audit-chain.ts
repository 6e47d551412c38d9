// How far the check of the audit trail came, kept between its runs.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, recordOf, text } from '../../platform/shape.ts'
import type { Table } from '../../platform/table.ts'
import { auditPartition, headFormat, headKey, lookKey, progressKey } from './audit-rows.ts'
import type { SealLook, SealRound } from './timeline-seals.ts'
import { type Anchor, beginning, type Verification, type VerifyBounds, verifyAudit } from './verify-audit.ts'

/** Where the next check begins, and the highest end of the chain that was seen. */
export type AuditProgress = {
  readonly reached: Anchor
  readonly noted: Anchor
  /** Where the round is that seals timelines. */
  readonly sealing?: SealRound
}

const anchor = objectOf<Anchor>({ seq: number, hash: text })
const sealing = objectOf<SealRound>({ since: text, newest: text, recent: recordOf(text) }, { place: text, began: text })
const lookFormat = createRowFormat(objectOf<SealLook>({ since: text, recent: recordOf(text) }))
const format = createRowFormat(objectOf<AuditProgress>({ reached: anchor, noted: anchor }, { sealing }))

export type AuditChain = {
  readonly progress: () => Promise<AuditProgress | undefined>
  readonly keep: (progress: AuditProgress) => Promise<void>
  /** What was sealed by the log of changes; kept apart, because another job does it. */
  readonly looked: () => Promise<SealLook | undefined>
  readonly keepLook: (look: SealLook) => Promise<void>
  /** The end of the chain. */
  readonly head: () => Promise<Anchor>
  /** See `verifyAudit`. */
  readonly verify: (from: Anchor, bounds: VerifyBounds, noted?: Anchor) => Promise<Verification>
}

export const createAuditChain = (table: Table): AuditChain => {
  const rows = createRows(table, format)
  const looks = createRows(table, lookFormat)
  const heads = createRows(table, headFormat)
  return {
    progress: async () => (await rows.read(auditPartition, progressKey))?.value,
    keep: async (progress) => {
      await table.write(auditPartition, [rows.put(progressKey, progress)])
    },
    looked: async () => (await looks.read(auditPartition, lookKey))?.value,
    keepLook: async (look) => {
      await table.write(auditPartition, [looks.put(lookKey, look)])
    },
    head: async () => {
      const stored = (await heads.read(auditPartition, headKey))?.value
      return stored ? { seq: stored.count, hash: stored.hash } : beginning
    },
    verify: (from, bounds, noted) => verifyAudit(table, from, bounds, noted),
  }
}
