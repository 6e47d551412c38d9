// Applies what staff want of the terms of a hierarchy's members, or takes it back: one intent for each member, each stored
// with its line of the timeline in one transaction, so that whatever is cut off goes on from there.

import type { Person } from '../domain/customer.ts'
import { isUser } from '../domain/customer-hierarchy.ts'
import type { Log } from '../domain/log-events.ts'
import { type OverrideIntent, overridden, undone } from '../domain/overrides.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { changeCustomer, membershipOf } from './change-customer.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { tellOnboardings } from './tell-onboardings.ts'

export type OverrideDeps = {
  readonly headquarters: HeadquartersStore
  readonly now: () => Date
  readonly log: Log
}

const tries = 6

/** One intent for each member of an intent that is of several. */
export const intentsOf = (intent: OverrideIntent): OverrideIntent[] =>
  intent.members.map((member) => ({ ...intent, members: [member] }))

/** The customer of a member; nobody who has left meanwhile. */
const personOf = async (
  { hierarchies, customers }: HeadquartersStore,
  { organizationId, home }: OverrideIntent,
  customerId: string,
): Promise<Located<Person> | undefined> => {
  const member = await hierarchies.readMember(home, organizationId, customerId)
  if (!member || !isUser(member)) return undefined
  const found = await (member.home === undefined
    ? customers.locate(customerId)
    : customers.read(member.home, customerId))
  return found?.value.type === 'Person' ? { ...found, value: found.value } : undefined
}

const tellRest = async (
  headquarters: HeadquartersStore,
  located: Located<Person>,
  now: () => Date,
): Promise<'done' | 'again'> =>
  (await tellOnboardings(headquarters, located, now().toISOString())) === 'all-told' ? 'done' : 'again'

/**
 * Applies the intent of one member, once however often it comes.
 * @returns `again` when the customer kept changing, or others have to be told still: the intent stays
 */
export const overrideMember = async (
  { headquarters, now, log }: OverrideDeps,
  intent: OverrideIntent,
): Promise<'done' | 'again'> => {
  const [customerId = ''] = intent.members
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const located = await personOf(headquarters, intent, customerId)
    const step = located && (intent.isUndo ? undone(located.value, intent) : overridden(located.value, intent))
    // Whoever was cut off after it was stored may not have told everybody of it.
    if (!step) return located?.value.untold ? tellRest(headquarters, located, now) : 'done'
    const { next, changes } = step
    const at = now().toISOString()
    const { number, type } = next
    const code = intent.isUndo ? 'override-undone' : 'override-applied'
    const said = { number, type, fields: changes.map(({ path }) => path), changes }
    const entries: TimelineEntry[] = changes.length > 0 ? [{ at, actor: { name: intent.who }, code, ...said }] : []
    // A site shows in which language a user reads: it is told as of any change of a user.
    const speaks = next.language !== located.value.language
    const membership = await membershipOf(headquarters, located.value, speaks ? ['firstName'] : [])
    const outcome = await changeCustomer(headquarters, located, { next, entries, membership, at })
    if (outcome === 'conflict') continue
    log.info('member-overridden', { correlationId: customerId, act: code })
    return outcome === 'written' ? 'done' : 'again'
  }
  return 'again'
}
