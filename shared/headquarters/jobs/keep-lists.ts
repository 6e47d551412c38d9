// The job that adds up what is counted of prospects, partners and users, and lists and counts those that an earlier version stored.

import { factsOf } from '../../domain/lists/partner-facets.ts'
import type { Log } from '../../domain/log-events.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import { isListed } from '../store/prospect-index.ts'
import { type Job, notNoted, workThrough } from './job.ts'

export type KeepListsDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospectCounts'> & {
    readonly prospects: Pick<HeadquartersStore['prospects'], 'readAlone' | 'repairLists'>
    readonly hierarchies: Pick<HeadquartersStore['hierarchies'], 'readKept' | 'list'>
    readonly customers: Pick<HeadquartersStore['customers'], 'read'>
  }
  readonly now: () => Date
  readonly log: Log
}

/** Runs the job once. */
export const keepLists =
  ({ headquarters: { prospectCounts, prospects, hierarchies, customers }, now, log }: KeepListsDeps): Job =>
  (begins = notNoted) =>
    workThrough(
      'lists',
      {
        // What there is to do in a part is done as it is found, so that an idle run reads each part once.
        next: async (part) => {
          const done = await prospectCounts.keep(part, now().getTime(), {
            prospect: async (prospectId) => {
              const prospect = await prospects.readAlone(prospectId)
              if (!prospect || !isListed(prospect)) await prospects.repairLists(prospectId)
            },
            partner: async (home, organizationId) => {
              const kept = await unlessUnreadable(hierarchies.readKept(home, organizationId), undefined)
              if (kept?.listedFacts) return
              const organization = (await customers.read(home, organizationId))?.value
              const facts = organization?.type === 'Organization' ? factsOf(organization) : {}
              await hierarchies.list(home, organizationId, facts)
            },
          })
          return done === 0 ? [] : [done]
        },
        work: async (_, batch) => batch.length,
        most: 1,
      },
      { now, log, begins },
    )
