// Invariant I10: before the approval nothing is made in Sales and nobody may sign in, and while the bridge is paused Sales
// is not called. What happens too early can look right in the end, so it is noted in the moment.

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
export const noteMadeCustomer = (world: World, id: string): void => {
  const partners = world.headquarters
    .rows()
    .flatMap(({ key, value }) => (key.endsWith('|a') ? [value as Prospect] : []))
    .filter(({ status }) => status === 'Approved')
  if (!partners.some(({ organization, person }) => organization?.customerId === id || person?.customerId === id))
    world.early.push(`${id} was made in Sales before an approval`)
}

/** Called when the channel is about to be told something. */
export const noteUsers = (world: World, writes: readonly Write[]): void => {
  const told = writes.filter(({ op, key }) => op !== 'delete' && key.startsWith('user|'))
  if (told.length === 0) return
  const rows = world.headquarters.rows()
  const prospects = rows.filter(({ key }) => key.endsWith('|a')).map(({ value }) => value as Prospect)
  const members = rows.flatMap(({ key }) => (key.includes('|h|') ? [`user|${key.split('|')[2]}`] : []))
  for (const { key } of told) {
    // An approval that is still to join its hierarchy gives nobody a sign-in until the hierarchy has the person: from
    // then on a change of the person is told, whether or not the prospect's own row says so yet.
    const approved = prospects.some(
      ({ status, hierarchyPending, person }) =>
        status === 'Approved' &&
        `user|${person?.customerId}` === key &&
        (hierarchyPending === undefined || members.includes(key)),
    )
    if (!approved) world.early.push(`the channel was told of ${key} before an approval`)
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
