// A person who is first known with the approval has no row that an address could be noted in before it is claimed: the
// prospect holds the note. An approval that is cut off and then taken back in Sales leaves it, and a later look gives the
// address up.

import type { NeededCustomers } from '../domain/convergence.ts'
import { addressOfNew } from '../domain/customers-of-prospect.ts'
import type { ClaimNote } from '../domain/prospect.ts'
import { formerEmailsOf } from './former-addresses.ts'
import type { LinkedCustomers } from './link-customers.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'

/** What an approval will claim for a person that the prospect does not have yet. */
const claimOf = ({ approves, prospect }: StepContext, { person }: NeededCustomers): ClaimNote | undefined => {
  if (!approves || !person || person.from.id === prospect.person?.customerId) return undefined
  const email = addressOfNew(person.from, prospect.request, prospect.prospectId)
  return email ? { customerId: person.from.id, email } : undefined
}

const giveUp = async ({ headquarters }: StepContext, { customerId, email }: ClaimNote): Promise<void> => {
  // The person is known by now, and has it.
  if ((await headquarters.customers.locate(customerId))?.value.email === email) return
  if ((await headquarters.signIns.release(email, customerId)) === 'conflict')
    throw new ChangedMeanwhile('An address is about to change.')
}

/**
 * Brings the note of an address up to what this look is about to claim. Costs nothing where the person is known.
 * @returns `again` when it was stored, so that the prospect has to be read again; `conflict` when somebody else was faster
 * @throws ChangedMeanwhile
 */
export const noteClaim = async (
  context: StepContext,
  needs: NeededCustomers,
): Promise<'noted' | 'again' | 'conflict'> => {
  const { headquarters, prospect, stored, at } = context
  const claim = claimOf(context, needs)
  const { claiming, ...rest } = prospect
  const isSame = claiming?.customerId === claim?.customerId && claiming?.email === claim?.email
  if (isSame) return 'noted'
  if (claiming) await giveUp(context, claiming)
  const unit = headquarters.prospects.begin(prospect.prospectId)
  headquarters.prospects.replace(unit, stored, { ...rest, ...(claim ? { claiming: claim } : {}) }, [], at)
  return (await unit.commit()) === 'written' ? 'again' : 'conflict'
}

/**
 * An approval that somebody was faster than may have claimed what its person had left right before, and given up before it
 * was claimed: nothing else knows of that claim. One of a person that was to be new is noted.
 * @throws ChangedMeanwhile
 */
export const giveUpLate = async (
  { headquarters }: StepContext,
  { person, personEmail }: Pick<LinkedCustomers, 'person' | 'personEmail'>,
): Promise<void> => {
  if (!person || personEmail === undefined) return
  const { customerId, home } = person
  const known = (await headquarters.customers.read(home, customerId))?.value
  if (!known || [known.email, ...formerEmailsOf(known)].includes(personEmail)) return
  if ((await headquarters.signIns.release(personEmail, customerId)) === 'conflict')
    throw new ChangedMeanwhile('An address is about to change.')
}
