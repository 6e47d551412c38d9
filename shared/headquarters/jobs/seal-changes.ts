// The job that seals what changed of late, every few minutes: what is sealed cannot be changed any more without being found.

import type { Log } from '../../domain/log-events.ts'
import type { AuditChain } from '../store/audit-chain.ts'
import { type Job, notNoted } from './job.ts'
import { type SealDeps, sealChanges } from './seal-timelines.ts'

export type SealChangesDeps = SealDeps & {
  readonly auditChain: AuditChain
  readonly now: () => Date
  readonly log: Log
}

/** Runs the job once. It logs the end of the chain, which so stands outside of storage as well. */
export const sealRecentChanges =
  ({ auditChain, now, log, ...deps }: SealChangesDeps): Job =>
  async (begins = notNoted) => {
    const { look, sealed } = await sealChanges(deps, await auditChain.looked(), now())
    if (look) await auditChain.keepLook(look)
    if (sealed > 0) {
      await begins()
      const { seq, hash } = await auditChain.head()
      log.info('timelines-sealed', { processed: sealed, line: seq, hash })
    }
    return { processed: sealed, failed: 0 }
  }
