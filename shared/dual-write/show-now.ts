// Has Sales show now what it would show by and by: an approval that is held back, because its seller waits for it, and what
// became of a user of a partner.

import { recordIdOf } from '../domain/customer.ts'
import type { MessageOf } from '../domain/messages.ts'
import { shownOfMember } from '../domain/shown-in-sales.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { Sales } from '../sales/sales.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from './converge-customer.ts'
import { isOutdatedByRow } from './outdated.ts'
import {
  customerToShow,
  decidedHereNoteOf,
  erasedNoteOf,
  heldBackNoteOf,
  leadToShow,
  opportunityToShow,
  refusedNoteOf,
} from './what-sales-shows.ts'

type Deps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects'>
  readonly sales: Pick<Sales, 'leadsById' | 'opportunitiesById' | 'show'>
}

/** Shows a decision on its lead and its opportunity, with a note where it is held back; at most three calls of Sales. */
export const showProspect = async ({ headquarters, sales }: Deps, prospectId: string): Promise<WorkResult> => {
  const prospect = await headquarters.prospects.readAlone(prospectId)
  if (!prospect) return { outcome: 'failed', code: 'prospect-unknown' }
  const { opportunity } = prospect.sales
  const [leads, opportunities] = await Promise.all([
    sales.leadsById([prospectId]),
    sales.opportunitiesById(opportunity ? [opportunity.id] : []),
  ])
  // A note stands on a lead, which somebody may have deleted.
  const note = leads.length > 0 ? (heldBackNoteOf(prospect) ?? decidedHereNoteOf(prospect)) : undefined
  await sales.show(
    [
      ...leads.flatMap((row) => leadToShow(prospect, row) ?? []),
      ...opportunities.flatMap((row) => opportunityToShow(prospect, row) ?? []),
    ],
    note ? [note] : [],
  )
  return done
}

/** Tells sellers by a note on the lead that the prospect was erased, if the lead is there; two calls of Sales. */
export const noteErasure = async ({ headquarters, sales }: Deps, prospectId: string): Promise<WorkResult> => {
  const prospect = await headquarters.prospects.readAlone(prospectId)
  const note = prospect && erasedNoteOf(prospect)
  if (note && (await sales.leadsById([prospectId])).length > 0) await sales.show([], [note])
  return done
}

type UserDeps = ConvergeCustomerDeps & { readonly sales: Pick<Sales, 'customersById' | 'show'> }
type UserToShow = MessageOf<'show-user'>['data']

/** Somebody who writes the contact at the same moment is waited for as often. */
const tries = 3

/** A note on the account says that somebody was not added, where sellers can do something about it. */
const showRefusal = async ({ headquarters, sales }: UserDeps, { organizationId, userId, place }: UserToShow) => {
  const [organization, member] = await Promise.all([
    headquarters.customers.read(place, organizationId),
    headquarters.hierarchies.readMember(place, organizationId, userId),
  ])
  const note = organization && member && refusedNoteOf(recordIdOf(organization.value), organizationId, member)
  if (note) await sales.show([], [note])
  return done
}

/**
 * Shows on the contact of a user its role and its state, or on the account that it was not added; two calls of Sales, one
 * more where a seller changed the contact meanwhile. What Sales does not let the app write is not shown.
 */
export const showUser = async (deps: UserDeps, asked: UserToShow): Promise<WorkResult> => {
  const { headquarters, sales } = deps
  const { organizationId, userId, place, home } = asked
  const { customers, hierarchies } = headquarters
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const located = await (home === undefined ? customers.locate(userId) : customers.read(home, userId))
    if (located?.value.type !== 'Person') return showRefusal(deps, asked)
    const person = located.value
    // Elsewhere a person is shown by the partner whose contact it is.
    if (person.invoiceAccount !== organizationId) return showRefusal(deps, asked)
    if (person.toWrite) return { outcome: 'later', code: 'customer-not-in-sales-yet' }
    const { found, canBeMarked } = await sales.customersById('Person', [recordIdOf(person)])
    const [row] = found
    if (!row) return done
    // Who changed a row last is told of what it says otherwise, which has to be known before the app writes it.
    if (attempt === 0 && isOutdatedByRow(person, row)) {
      await convergeCustomer(deps, userId)
      continue
    }
    // After the row: what is shown is then never older than what it replaces.
    const member = await hierarchies.readMember(place, organizationId, userId)
    if (!member || member.status === 'Refused') return showRefusal(deps, asked)
    const toShow = customerToShow(person, row, shownOfMember(member), canBeMarked)
    if (!toShow || (await sales.show([toShow])) > 0) return done
  }
  return done
}
