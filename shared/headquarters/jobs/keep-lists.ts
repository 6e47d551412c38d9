// The job that adds up what is counted of prospects, and lists and counts those that an earlier version stored.

import type { Log } from '../../domain/log-events.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { isListed } from '../store/prospect-index.ts'
import { type Job, notNoted, workThrough } from './job.ts'

export type KeepListsDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospectCounts'> & {
    readonly prospects: Pick<HeadquartersStore['prospects'], 'readAlone' | 'repairLists'>
  }
  readonly now: () => Date
  readonly log: Log
}

/** Runs the job once. */
export const keepLists =
  ({ headquarters: { prospectCounts, prospects }, now, log }: KeepListsDeps): Job =>
  (begins = notNoted) =>
    workThrough(
      'lists',
      {
        // What there is to do in a part is done as it is found, so that an idle run reads each part once.
        next: async (part) => {
          const done = await prospectCounts.keep(part, now().getTime(), async (prospectId) => {
            const prospect = await prospects.readAlone(prospectId)
            if (!prospect || !isListed(prospect)) await prospects.repairLists(prospectId)
          })
          return done === 0 ? [] : [done]
        },
        work: async (_, batch) => batch.length,
        most: 1,
      },
      { now, log, begins },
    )
