// After a restore of the organization: goes round everything that is ours, and has written again what Sales lost. What is
// there is never changed.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import { type MessageOf, writeLeadMessage } from '../domain/messages.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { forMany } from '../platform/for-many.ts'
import type { Sales } from '../sales/sales.ts'
import { comparedCustomers } from './compared-customers.ts'
import { createComparedStore } from './compared-store.ts'
import { askForCustomerAgain } from './repair-customer.ts'
import { writeLeadAgain } from './repair-prospect.ts'
import { type BeginRoundDeps, beginRound, goRound, newRound, type RoundDeps, type RoundWork } from './repair-round.ts'
import type { Missing } from './store/repair-rounds.ts'
import { sweepEveryMs } from './sweep.ts'
import { leadsThatCount, leadsToCome } from './what-counts.ts'

export type WriteMissingDeps = RoundDeps & { readonly sales: Pick<Sales, 'leadsById' | 'customersById'> }

const countOf = <T>(results: readonly T[], asked: T): number => results.filter((result) => result === asked).length

/** Asks for each; those of one home change the same rows, so they come one after the other. */
const forEachHome = async <T, R>(
  items: readonly T[],
  homeOf: (item: T) => string,
  askFor: (item: T) => Promise<R>,
): Promise<R[]> => {
  const homes = new Map<string, T[]>()
  for (const item of items) homes.set(homeOf(item), [...(homes.get(homeOf(item)) ?? []), item])
  const results = await forMany([...homes.values()], async (ofHome) => {
    const done: R[] = []
    for (const item of ofHome) done.push(await askFor(item))
    return done
  })
  return results.flat()
}

/** Asks for all that is missing of these. @returns how many were asked for; `again` when one could not be asked for */
const ask = async (
  deps: WriteMissingDeps,
  { prospects, customers }: RoundWork,
  who: string,
): Promise<Missing | 'again'> => {
  const { headquarters, sales } = deps
  const leads = leadsThatCount(prospects)
  const there = new Set((await sales.leadsById(leads)).map(({ id }) => id))
  const asked = await forMany(
    leads.filter((id) => !there.has(id)),
    (id) => writeLeadAgain(deps, id, who, true),
  )
  if (asked.includes('changed-meanwhile')) return 'again'
  const toCome = leadsToCome(prospects, new Date(deps.now().getTime() - sweepEveryMs).toISOString())
  if (toCome.length > 0) await deps.send(toCome.map(writeLeadMessage))
  const compared = await comparedCustomers(createComparedStore(headquarters), prospects, customers)
  const ours = compared.filter(({ counts }) => counts).map(({ located }) => located)
  const askFor = async (type: Customer['type']): Promise<number | 'again'> => {
    const ofType = ours.filter(({ value }) => value.type === type)
    const rows = await sales.customersById(
      type,
      ofType.map(({ value }) => recordIdOf(value)),
    )
    const known = new Set(rows.found.map(({ id }) => id))
    const results = await forEachHome(
      ofType.filter(({ value }) => !known.has(recordIdOf(value))),
      ({ home }) => home,
      ({ value }) => askForCustomerAgain(deps, value.customerId, who, true),
    )
    return results.includes('changed-meanwhile') ? 'again' : countOf(results, 'asked')
  }
  const [accounts, contacts] = [await askFor('Organization'), await askFor('Person')]
  if (accounts === 'again' || contacts === 'again') return 'again'
  return { leads: countOf(asked, 'asked') + toCome.length, accounts, contacts }
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
  return goRound(deps, 'write-missing', begunAt, async (part, round) => {
    const missing = await ask(deps, part, round.by)
    return missing === 'again' ? missing : { missing }
  })
}
