// The job that adds up what is counted of prospects, partners, users and mails, and lists and counts those that an earlier
// version stored.

import { factsOf } from '../../domain/lists/partner-facets.ts'
import type { Log } from '../../domain/log-events.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import type { HeadquartersStore } from '../store/headquarters-store.ts'
import type { MailAbout } from '../store/mail-record.ts'
import { isInStayList, isListed } from '../store/prospect-index.ts'
import { type Job, notNoted, workThrough } from './job.ts'

export type KeepListsDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospectCounts'> & {
    readonly prospects: Pick<HeadquartersStore['prospects'], 'readAlone' | 'repairLists'>
    readonly hierarchies: Pick<HeadquartersStore['hierarchies'], 'readKept' | 'list'>
    readonly customers: Pick<HeadquartersStore['customers'], 'read' | 'locate'>
    readonly mails: Pick<HeadquartersStore['mails'], 'list'>
  }
  readonly now: () => Date
  readonly log: Log
}

type Kept = KeepListsDeps['headquarters']

const aboutProspect = async ({ prospects }: Kept, prospectId: string): Promise<MailAbout | undefined> => {
  const prospect = await unlessUnreadable(prospects.readAlone(prospectId), undefined)
  return prospect && { numbers: [prospect.number], channel: prospect.request.channel }
}

/** Of a user of several partners it is the first one, as earlier versions did not note whose mail it was. */
const aboutUser = async (kept: Kept, home: string, userId: string): Promise<MailAbout | undefined> => {
  const person = (await unlessUnreadable(kept.customers.read(home, userId), undefined))?.value
  if (person?.type !== 'Person') return undefined
  const organizationId = person.memberOf?.[0]?.organizationId ?? person.invoiceAccount
  const organization = await unlessUnreadable(kept.customers.locate(organizationId), undefined)
  const onboarding = organization && (await aboutProspect(kept, organization.value.prospectId))
  return {
    numbers: [person.number, ...(organization ? [organization.value.number] : [])],
    ...(onboarding?.channel ? { channel: onboarding.channel } : {}),
    ...(organization ? { user: { organizationId, home, place: organization.home } } : {}),
  }
}

/** Runs the job once. */
export const keepLists =
  ({ headquarters, now, log }: KeepListsDeps): Job =>
  (begins = notNoted) => {
    const { prospectCounts, prospects, hierarchies, customers, mails } = headquarters
    return workThrough(
      'lists',
      {
        // What there is to do in a part is done as it is found, so that an idle run reads each part once.
        next: async (part) => {
          const done = await prospectCounts.keep(part, now().getTime(), {
            prospect: async (prospectId) => {
              const prospect = await prospects.readAlone(prospectId)
              if (!prospect || !isListed(prospect)) await prospects.repairLists(prospectId)
            },
            stay: async (prospectId) => {
              const prospect = await prospects.readAlone(prospectId)
              if (prospect && !isInStayList(prospect)) await prospects.repairLists(prospectId)
            },
            partner: async (home, organizationId) => {
              const kept = await unlessUnreadable(hierarchies.readKept(home, organizationId), undefined)
              if (kept?.listedFacts) return
              const organization = (await customers.read(home, organizationId))?.value
              const facts = organization?.type === 'Organization' ? factsOf(organization) : {}
              await hierarchies.list(home, organizationId, facts)
            },
            mailsOfProspect: async (prospectId) => {
              await mails.list(prospectId, () => aboutProspect(headquarters, prospectId))
            },
            mailsOfCustomer: async (home, customerId) => {
              await mails.list(customerId, () => aboutUser(headquarters, home, customerId))
            },
          })
          return done === 0 ? [] : [done]
        },
        work: async (_, batch) => batch.length,
        most: 1,
      },
      { now, log, begins },
    )
  }
