// The job that seals timelines and checks the audit trail: a part with each run, from where the last one stopped, and from
// the beginning again once it came to the end, so that an old line that is touched later is found as well.

import type { Log } from '../../domain/log-events.ts'
import type { AuditChain } from '../store/audit-chain.ts'
import { beginning } from '../store/verify-audit.ts'
import { type JobReport, jobTimeMs } from './job.ts'
import { type SealDeps, sealTimelines } from './seal-timelines.ts'

export type VerifyAuditDeps = SealDeps & {
  readonly auditChain: AuditChain
  readonly now: () => Date
  readonly log: Log
}

const mostLines = 5000
/** More problems than these are counted, and not told one by one. */
const toldAtMost = 20

/**
 * Checks the next part. Each problem is an error in the log, `audit-broken`; the end of the chain is logged with its hash, so
 * that the log holds against a chain that was written anew.
 */
export const verifyAuditTrail = (deps: VerifyAuditDeps) => async (): Promise<JobReport> => {
  const { auditChain, now, log } = deps
  const deadline = now().getTime() + jobTimeMs
  const bounds = { most: mostLines, isOver: () => now().getTime() >= deadline }
  const known = await auditChain.progress()
  const { reached, noted } = known ?? { reached: beginning, noted: beginning }
  const { round: sealing, sealed } = await sealTimelines(
    deps,
    known?.sealing,
    bounds.isOver,
    now,
    await auditChain.looked(),
  )
  if (sealed > 0) log.info('timelines-sealed', { processed: sealed })
  const found = await auditChain.verify(reached, bounds, noted)
  for (const { seq, code, prospectId } of found.problems.slice(0, toldAtMost))
    log.error('audit-broken', { line: seq, code, ...(prospectId === undefined ? {} : { correlationId: prospectId }) })
  if (found.problems.length > toldAtMost) log.error('audit-broken', { found: found.problems.length })
  // Also of a trail without a line: an alert listens for it.
  log.info('audit-verified', { processed: found.lines, line: found.head.seq, hash: found.head.hash })
  // What was once noted stays noted until the chain is whole again.
  const isGood = found.problems.length === 0 && found.head.seq >= noted.seq
  await auditChain.keep({
    reached: found.isAll ? beginning : found.reached,
    noted: isGood ? found.head : noted,
    sealing,
  })
  return { processed: found.lines, failed: found.problems.length }
}
