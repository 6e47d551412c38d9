// The job by which memory ends: it ends erasures that were cut off, and erases rejected prospects whose time is over and tests
// of the connection with Sales. Each run is bounded in rows and time, stores how far it came and goes on from there.

import type { Actor } from '../../domain/acts.ts'
import { erasureAsked, erasureDue } from '../../domain/erasure.ts'
import type { Prospect } from '../../domain/prospect.ts'
import { describeError } from '../../platform/log.ts'
import { type EraseDeps, type EraseOrder, eraseProspect } from '../erase-prospect.ts'
import type { ErasurePlace } from '../store/erasures.ts'
import type { OutdatedProspects } from '../store/outdated-prospects.ts'
import { type Job, jobTimeMs, notNoted } from './job.ts'

export type EraseOutdatedDeps = EraseDeps & {
  readonly outdatedProspects: OutdatedProspects
  /** Days for which rejected prospects keep personal data; 0 = for ever. */
  readonly keepRejectedDays: number
  /** Prospects that one run erases; usually two hundred. */
  readonly mostErased?: number
}

const dayMs = 24 * 3_600_000
/** Each takes some forty storage transactions. */
const usualMost = 200
/** Lines that one run looks at, the last slice beyond. */
const mostSeen = 20_000

const byJob: Actor = { kind: 'job', id: 'erasure' }

/** Runs the job once: one round of all that is rejected, or as much of it as the bounds allow. */
export const eraseOutdated =
  (deps: EraseOutdatedDeps): Job =>
  async (begins = notNoted) => {
    const { erasures, outdatedProspects, keepRejectedDays, mostErased = usualMost, now, log } = deps
    const started = now().getTime()
    const before = keepRejectedDays === 0 ? undefined : new Date(started - keepRejectedDays * dayMs).toISOString()
    let [seen, processed, failed] = [0, 0, 0]
    const isOver = (): boolean =>
      processed + failed >= mostErased || seen >= mostSeen || now().getTime() >= started + jobTimeMs

    const isDue = (prospect: Prospect) => erasureDue(prospect, before) ?? ({ refused: 'not-due' } as const)

    const erase = async (order: EraseOrder): Promise<void> => {
      try {
        await begins()
        const result = await eraseProspect(deps, order)
        if (result === 'done') processed += 1
        // Somebody is working on it: the next round comes by.
        if (result === 'changed-meanwhile') failed += 1
      } catch (error) {
        const of = { job: 'erasure', correlationId: order.prospectId }
        log.error('job-partition-failed', { ...of, error: describeError(error) })
        failed += 1
      }
    }
    const eraseDue = async (prospectIds: readonly string[]): Promise<'all' | 'some'> => {
      for (const prospectId of prospectIds) {
        if (isOver()) return 'some'
        await erase({ prospectId, who: byJob, judge: isDue })
      }
      return 'all'
    }

    for (const { prospectId, who, why, because } of await erasures.waiting(mostErased)) {
      if (isOver()) break
      const asked = why === undefined ? { prospectId, who } : { prospectId, who, why }
      await erase({ ...asked, judge: because === 'asked' ? erasureAsked : isDue })
    }
    await eraseDue(await outdatedProspects.tests())
    if (before === undefined) return { processed, failed }

    let kept = await erasures.place()
    const keep = async (next: ErasurePlace): Promise<void> => {
      if (next.part === kept.part && next.from === kept.from) return
      await erasures.keepPlace(next)
      kept = next
    }
    let place = kept
    for (;;) {
      const slice = await outdatedProspects.rejected(place, before)
      seen += slice.seen
      // What is left of a slice is found again, because it is looked at from the same place.
      if ((await eraseDue(slice.prospectIds)) === 'some') break
      place = slice.next ?? { part: 0 }
      if (!slice.next || isOver()) break
      // After each slice that is not the last of its part, so that a run that is cut off does not begin all over.
      if (place.from !== undefined) await keep(place)
    }
    // A round that ended where it began stores nothing.
    await keep(place)
    return { processed, failed }
  }
