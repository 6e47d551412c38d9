// Invariant I10: before the approval nothing is made in Sales and nobody may sign in, and while the bridge is paused Sales
// is not called. What happens too early can look right in the end, so it is noted in the moment.

import type { Person } from '../../../shared/domain/customer.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import { derivedIds } from '../../../shared/dual-write/derived-ids.ts'
import type { BridgeState } from '../../../shared/dual-write/store/bridge-switch.ts'
import type { Write } from '../../../shared/platform/table.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'
import type { World } from './world.ts'

/** A process may go on for so long after it saw that the bridge runs. */
const freshForMs = 5000
/** Calls of work that had begun by then, each of which may take its time. */
const callsUnderWay = 20

/** Called when Sales is about to be asked something. */
export const noteCallOfSales = (world: World, call: string): void => {
  const bridge = world.errors.read('bridge', 'state')?.value as BridgeState | undefined
  const freshMs = freshForMs + callsUnderWay * world.down.slowMs
  if (bridge?.state === 'paused' && world.time.now - Date.parse(bridge.at) >= freshMs)
    world.early.push(`Sales was called (${call}) while the bridge was paused`)
}

/** Called when the app is about to make an account or contact in Sales. */
export const noteMadeCustomer = (world: World, recordId: string): void => {
  const rows = world.headquarters.rows()
  // What stood for a merged one and is gone is made again for the customer that follows it.
  const follows = ({ key, value }: { readonly key: string; readonly value: unknown }): boolean =>
    key.endsWith('|c') && (value as { readonly salesId?: string }).salesId === recordId
  const id = rows.find(follows)?.key.slice(0, -2) ?? recordId
  const partners = rows
    .flatMap(({ key, value }) => (key.endsWith('|a') ? [value as Prospect] : []))
    .filter(({ status }) => status === 'Approved')
  const isUser = rows.some(({ key }) => key.includes('|h|') && key.endsWith(`|${id}`))
  // A partner that no onboarding made is one as soon as it has its hierarchy.
  const isPartner = rows.some(({ key, value }) => key === `${id}|h` && 'madeFrom' in (value as object))
  // What no onboarding brought needs no decision; it is stored here first.
  const isOwn = ({ isFromElsewhere, memberOf, prospectId }: Person): boolean =>
    isFromElsewhere === true && !memberOf && !rows.some(({ key }) => key === `${prospectId}|a`)
  const isMadeHere = rows.some(({ key, value }) => key === `${id}|c` && isOwn(value as Person))
  if (
    !isUser &&
    !isPartner &&
    !isMadeHere &&
    !partners.some(({ organization, person }) => organization?.customerId === id || person?.customerId === id)
  )
    world.early.push(`${id} was made in Sales before an approval`)
}

/** The user that a row of the channel tells of. */
export const toldUser = (key: string): string | undefined => {
  const [kind, , userId] = key.split('|')
  return kind === 'organization' ? userId : undefined
}

/** Whoever an Admin asks for signs in only once headquarters has it; who was refused, never. */
const isAskedFor = (value: unknown): boolean =>
  ['Pending', 'Refused'].includes((value as { readonly status?: string }).status ?? '')

/** Called when the channel is about to be told something. */
export const noteUsers = (world: World, writes: readonly Write[]): void => {
  const told = writes.flatMap((write) =>
    write.op === 'delete' || isAskedFor(write.value) ? [] : (toldUser(write.key) ?? []),
  )
  if (told.length === 0) return
  const rows = world.headquarters.rows()
  const prospects = rows.filter(({ key }) => key.endsWith('|a')).map(({ value }) => value as Prospect)
  const members = rows.flatMap(({ key }) => (key.includes('|h|') ? [key.split('|')[2]] : []))
  for (const userId of told) {
    // An approval that is still to join its hierarchy gives nobody a sign-in until the hierarchy has the person: from
    // then on a change of the person is told, whether or not the prospect's own row says so yet.
    if (members.includes(userId)) continue
    const approved = prospects.some(
      ({ status, hierarchyPending, person }) =>
        status === 'Approved' &&
        person?.customerId === userId &&
        (hierarchyPending === undefined || members.includes(userId)),
    )
    if (!approved) world.early.push(`the channel was told of ${userId} before an approval`)
  }
}

/** Everything that was noted, and what would be too early still. */
export const checkBeforeItsTime = (
  world: World,
  { prospects }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const rule: Invariant = 'I10 nothing before its time'
  for (const what of world.early) report(rule, what)
  for (const { prospect } of prospects) {
    if (prospect.status === 'Approved') continue
    const made = derivedIds(prospect.prospectId)
    for (const ref of [prospect.organization, prospect.person])
      if (ref?.customerId === made.accountId || ref?.customerId === made.contactId)
        report(rule, `${prospect.prospectId} has a customer made from its request without approval`)
  }
}
