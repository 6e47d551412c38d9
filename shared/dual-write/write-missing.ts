// After a restore of the organization: goes round everything that is ours, and has written again what Sales lost. One
// message does a bounded part and asks for the next; what is there is never changed.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import { type MessageOf, type Send, writeMissingMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { forMany } from '../platform/for-many.ts'
import type { Sales } from '../sales/sales.ts'
import { isYetToCome } from './compare-round.ts'
import { createComparedStore } from './compared-store.ts'
import { askForCustomerAgain } from './repair-customer.ts'
import { writeLeadAgain } from './repair-prospect.ts'

/** Prospects of one part: one call for each table. */
const prospectsAtOnce = 50

export type WriteMissingDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'leadsById' | 'customersById'>
  readonly send: Send
  readonly now: () => Date
}

/** Leads decide nothing any more once a prospect is decided; one that was never written is on its way. */
const leadsOf = (prospects: readonly Prospect[]): string[] =>
  prospects
    .filter(
      ({ status, sales }) => status === 'Open' && sales.leadWrittenAt !== undefined && sales.stage !== 'Lead merged',
    )
    .map(({ prospectId }) => prospectId)

const ask = async (deps: WriteMissingDeps, prospects: readonly Prospect[], who: string): Promise<void> => {
  const { headquarters, sales } = deps
  const leads = leadsOf(prospects)
  const there = new Set((await sales.leadsById(leads)).map(({ id }) => id))
  await forMany(
    leads.filter((id) => !there.has(id)),
    (id) => writeLeadAgain(deps, id, who, true),
  )
  const { customers } = createComparedStore(headquarters)
  // Customers of partners only, and only once they were in Sales.
  const refs = prospects
    .filter(({ status }) => status === 'Approved')
    .flatMap((prospect) => {
      const known = [prospect.organization, prospect.person].filter((ref) => ref !== undefined)
      return known.filter((ref) => !isYetToCome(prospect, ref))
    })
  const found = await forMany(refs, ({ home, customerId }) => customers.read(home, customerId))
  const ours = [...new Map(found.flatMap((one) => (one ? [[one.value.customerId, one.value] as const] : []))).values()]
  for (const type of ['Organization', 'Person'] as const) {
    const ofType = ours.filter((customer: Customer) => customer.type === type)
    const rows = await sales.customersById(type, ofType.map(recordIdOf))
    const known = new Set(rows.found.map(({ id }) => id))
    await forMany(
      ofType.filter((customer) => !known.has(recordIdOf(customer))),
      ({ customerId }) => askForCustomerAgain(deps, customerId, who, true),
    )
  }
}

const idForm = /^[\w.@:-]{1,100}$/

/** Begins the round. @param who the member of staff who wants it; a name that is no id stays out of messages */
export const askForMissing = (send: Send, who: string): Promise<void> =>
  send([writeMissingMessage(idForm.test(who) ? who : 'staff')])

/** Does one part; a crash does it again, which finds less to ask for. */
export const writeMissing = async (
  deps: WriteMissingDeps,
  { by, place }: MessageOf<'write-missing'>['data'],
): Promise<WorkResult> => {
  const { prospectRound, prospects } = createComparedStore(deps.headquarters)
  const part = await prospectRound(place, prospectsAtOnce)
  const read = await forMany(part.prospectIds, (id) => prospects.readAlone(id))
  await ask(
    deps,
    read.flatMap((prospect) => prospect ?? []),
    by,
  )
  if (part.place !== undefined) await deps.send([writeMissingMessage(by, part.place)])
  return done
}
