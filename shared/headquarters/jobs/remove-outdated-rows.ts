// The job that takes away what was needed for a while only. Each run is bounded in rows and time, stores how far it came and
// goes on from there.

import { type OutdatedPlace, type OutdatedRows, outdatedSteps as steps } from '../../channel/store/outdated-rows.ts'
import type { Log } from '../../domain/log-events.ts'
import { describeError } from '../../platform/log.ts'
import type { AuditTrail, BegunAct } from '../store/audit-trail.ts'
import { type Job, jobTimeMs, notNoted } from './job.ts'

export type RemoveOutdatedDeps = {
  readonly outdatedRows: OutdatedRows
  readonly auditTrail: AuditTrail
  /** Days; 0 = requests that were kept apart stay until staff settle them. */
  readonly keepHeldDays: number
  /** Rows that one run looks at, the last slice beyond; usually twenty thousand. */
  readonly mostRows?: number
  readonly now: () => Date
  readonly log: Log
}

const by = { who: { kind: 'job', id: 'outdated' }, on: { kind: 'job', id: 'outdated' } } as const

/** One act of the audit trail for a run that takes something away, begun with the first of it: how much of which kind. */
const createTrail = (auditTrail: AuditTrail, now: () => Date) => {
  const counts = new Map<string, number>()
  let begun: BegunAct | undefined
  return {
    removed: async (kind: string, count: number): Promise<void> => {
      counts.set(kind, (counts.get(kind) ?? 0) + count)
      begun ??= await auditTrail.begin({ ...by, code: 'remove-outdated', input: now().toISOString() })
    },
    end: async (): Promise<void> => {
      const after = Object.fromEntries([...counts].map(([kind, count]) => [kind, String(count)]))
      if (begun) await auditTrail.end(begun, { outcome: 'done', after })
    },
  }
}

/** Some 200 storage transactions when all of them go. */
const usualRows = 20_000

/**
 * Runs the job once: one round of all kinds and parts, or as much of it as the bounds allow. A part that is refused does not
 * stop the others; the next round comes by again.
 */
export const removeOutdatedRows =
  ({ outdatedRows, auditTrail, keepHeldDays, mostRows = usualRows, now, log }: RemoveOutdatedDeps): Job =>
  async (begins = notNoted) => {
    const trail = createTrail(auditTrail, now)
    const deadline = now().getTime() + jobTimeMs
    const stored = await outdatedRows.place()
    let place: OutdatedPlace = stored.step < steps.length ? stored : { step: 0 }
    let [seen, processed, failed] = [0, 0, 0]
    /** As it is stored: an idle run stores nothing. */
    let kept = stored

    const keep = async (next: OutdatedPlace) => {
      place = next
      if (next.step === kept.step && next.from === kept.from) return
      await outdatedRows.keepPlace(next)
      kept = next
    }

    for (let done = 0; done < steps.length; ) {
      if (seen >= mostRows || now().getTime() >= deadline) {
        await keep(place)
        await trail.end()
        return { processed, failed }
      }
      const step = steps[place.step]
      if (!step) break
      const following = { step: (place.step + 1) % steps.length }
      try {
        const slice = await outdatedRows.removeSlice(step, place.from, now(), keepHeldDays)
        if (slice.removed > 0) {
          await begins()
          await trail.removed(step.kind, slice.removed)
        }
        seen += slice.seen
        processed += slice.removed
        // After each slice that held something, so that a run that is cut off does not begin all over.
        if (slice.next !== undefined) await keep({ step: place.step, from: slice.next })
        else {
          place = following
          done += 1
          if (slice.removed > 0) await keep(following)
        }
      } catch (error) {
        log.error('job-partition-failed', { job: 'outdated', shard: step.part, error: describeError(error) })
        failed += 1
        place = following
        done += 1
      }
    }
    await keep({ step: 0 })
    await trail.end()
    return { processed, failed }
  }
