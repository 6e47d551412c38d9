// What of headquarters is compared with Sales. What cannot be read here is left out and told: it must not keep the rest
// from being compared, run after run.

import type { Log } from '../domain/log-events.ts'
import type { CustomerStore } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { ReadRound } from '../headquarters/store/prospect-round.ts'
import type { ProspectStore } from '../headquarters/store/prospects.ts'
import { describeError } from '../platform/log.ts'

export type ComparedStore = {
  readonly prospects: Pick<ProspectStore, 'readAlone'>
  readonly customers: Pick<CustomerStore, 'read' | 'homeFor'>
  readonly prospectRound: ReadRound
}

const isUnreadable = (error: unknown): boolean => error instanceof Error && error.name === 'UnreadableRow'

export const createComparedStore = (
  { prospects, customers, prospectRound }: HeadquartersStore,
  log: Log,
): ComparedStore => {
  const unlessUnreadable = async <T>(read: Promise<T | undefined>): Promise<T | undefined> => {
    try {
      return await read
    } catch (error) {
      if (!isUnreadable(error)) throw error
      log.error('row-not-compared', { error: describeError(error) })
      return undefined
    }
  }
  return {
    prospects: { readAlone: (id) => unlessUnreadable(prospects.readAlone(id)) },
    customers: {
      read: (home, id) => unlessUnreadable(customers.read(home, id)),
      homeFor: customers.homeFor,
    },
    prospectRound,
  }
}
