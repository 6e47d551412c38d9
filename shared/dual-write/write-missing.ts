// After a restore of the organization: goes round everything that is ours, and has written again what Sales lost. What is
// there is never changed.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import { type MessageOf, writeLeadMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { forMany } from '../platform/for-many.ts'
import type { Sales } from '../sales/sales.ts'
import { createComparedStore } from './compared-store.ts'
import { laterUsersOf } from './later-users.ts'
import { askForCustomerAgain } from './repair-customer.ts'
import { writeLeadAgain } from './repair-prospect.ts'
import { type BeginRoundDeps, beginRound, goRound, newRound, type RoundDeps } from './repair-round.ts'
import type { Missing } from './store/repair-rounds.ts'
import { sweepEveryMs } from './sweep.ts'
import { customersThatCount, leadsThatCount, leadsToCome } from './what-counts.ts'

export type WriteMissingDeps = RoundDeps & { readonly sales: Pick<Sales, 'leadsById' | 'customersById'> }

const countOf = <T>(results: readonly T[], asked: T): number => results.filter((result) => result === asked).length

/** Asks for all that is missing of these, and says how many were asked for. */
const ask = async (deps: WriteMissingDeps, prospects: readonly Prospect[], who: string): Promise<Missing> => {
  const { headquarters, sales } = deps
  const leads = leadsThatCount(prospects)
  const there = new Set((await sales.leadsById(leads)).map(({ id }) => id))
  const asked = await forMany(
    leads.filter((id) => !there.has(id)),
    (id) => writeLeadAgain(deps, id, who, true),
  )
  const toCome = leadsToCome(prospects, new Date(deps.now().getTime() - sweepEveryMs).toISOString())
  if (toCome.length > 0) await deps.send(toCome.map(writeLeadMessage))
  const compared = createComparedStore(headquarters)
  const found = await forMany(customersThatCount(prospects), ({ home, customerId }) =>
    compared.customers.read(home, customerId),
  )
  const later = await laterUsersOf(compared, prospects)
  const counted = [...found, ...later.filter(({ counts }) => counts).map(({ located }) => located)]
  const ours = [
    ...new Map(counted.flatMap((one) => (one ? [[one.value.customerId, one.value] as const] : []))).values(),
  ]
  const askFor = async (type: Customer['type']): Promise<number> => {
    const ofType = ours.filter((customer) => customer.type === type)
    const rows = await sales.customersById(type, ofType.map(recordIdOf))
    const known = new Set(rows.found.map(({ id }) => id))
    const results = await forMany(
      ofType.filter((customer) => !known.has(recordIdOf(customer))),
      ({ customerId }) => askForCustomerAgain(deps, customerId, who, true),
    )
    return countOf(results, 'asked')
  }
  return {
    leads: countOf(asked, 'asked') + toCome.length,
    accounts: await askFor('Organization'),
    contacts: await askFor('Person'),
  }
}

/** Begins the round. @param who the member of staff who wants it */
export const askForMissing = (deps: BeginRoundDeps, who: string): Promise<'begun' | 'running'> =>
  beginRound(deps, 'write-missing', who)

/** Does some parts; a crash does one again, which finds less to ask for. */
export const writeMissing = async (
  deps: WriteMissingDeps,
  { by, place, run }: MessageOf<'write-missing'>['data'],
): Promise<WorkResult> => {
  const { rounds, now } = deps
  let begunAt = run
  if (begunAt === undefined) {
    // Asked for by an earlier version, which kept its place in the message alone.
    const before = await rounds.read('write-missing')
    const round = newRound(by, now().toISOString(), place)
    await rounds.write('write-missing', before, round)
    begunAt = round.begunAt
  }
  return goRound(deps, 'write-missing', begunAt, async (prospects, round) => ({
    missing: await ask(deps, prospects, round.by),
  }))
}
