// Sales is copied, put back to the copy later, and staff have what it lost then written again.

import type { RoundKind } from '../../../shared/dual-write/store/repair-rounds.ts'
import { statusInSales } from './invariants.ts'
import { readEverything } from './reading.ts'
import type { Runner } from './runner.ts'
import { noteAllTyped, type World } from './world.ts'
import { copyRows } from './world-sales.ts'

export const backUp = (world: World): void => {
  world.copy.of = copyRows(world.sales.rows)
}

/** Everything that a map or a set has in place of what it had. */
const refill = (target: Map<unknown, unknown> | Set<unknown>, from: Map<unknown, unknown> | Set<unknown>): void => {
  target.clear()
  if (target instanceof Map && from instanceof Map) for (const [key, value] of from) target.set(key, value)
  else if (target instanceof Set) for (const value of from.keys()) target.add(value)
}

/** Puts Sales back as it was when it was copied; no event tells of it. @returns whether there was a copy */
export const restore = (world: World): boolean => {
  const { of: copy } = world.copy
  if (!copy) return false
  const { rows } = world.sales
  const before = copyRows(rows)
  const then = copyRows(copy)
  refill(rows.leads, then.leads)
  refill(rows.notes, then.notes)
  refill(rows.deals, then.deals)
  refill(rows.accounts, then.accounts)
  refill(rows.contacts, then.contacts)
  refill(rows.versions, then.versions)
  refill(rows.markers, then.markers)
  refill(rows.shown, then.shown)
  refill(rows.deletedCustomers, then.deletedCustomers)
  refill(rows.deletedLeads, then.deletedLeads)
  refill(rows.edits, then.edits)
  refill(rows.secured, then.secured)
  for (const [id, { everWon }] of before.leads) {
    const lead = rows.leads.get(id)
    if (!lead) rows.everGone.add(id)
    // An approval stays, whether or not Sales knows of it still.
    else if (everWon) rows.leads.set(id, { ...lead, everWon })
  }
  world.copy.isRestored = true
  world.edits.splice(0, Number.POSITIVE_INFINITY, ...world.edits.map((edit) => ({ ...edit, isVoid: true as const })))
  for (const row of rows.accounts.values()) noteAllTyped(world, 'Organization', row)
  for (const row of rows.contacts.values()) noteAllTyped(world, 'Person', row)
  for (const { prospect } of readEverything(world).prospects) {
    const { prospectId, status, sales } = prospect
    const lead = rows.leads.get(prospectId)
    // What was merged or cleaned up since the copy is as if nobody had.
    const hasDeal = [...rows.deals.values()].some(({ leadId }) => leadId === prospectId)
    if (lead?.merged === 'no' && (lead.state !== 'Qualified' || hasDeal)) world.stays.delete(prospectId)
    if (lead || sales.leadWrittenAt === undefined) continue
    const isDecided = status !== 'Open' || sales.stage === 'Lead merged'
    if (isDecided) world.stays.set(prospectId, [status, statusInSales(world, prospectId)])
  }
  return true
}

const longest = 8

/** Staff press a button until its round is done. */
const pressUntilDone = async (runner: Runner, kind: RoundKind): Promise<void> => {
  const { world } = runner
  for (let tries = 0; tries < longest; tries += 1) {
    await runner.attempt((app) => app.press(kind))
    await runner.quiet()
    const round = world.errors.read('catch-up', `round|${kind}`)?.value as { state: string } | undefined
    if (round?.state === 'ended') return
    world.time.now += 180_000
  }
}

/** Has everything compared and written again, and lets it come to rest. */
export const bringBack = async (runner: Runner): Promise<void> => {
  for (const kind of ['compare-all', 'write-missing'] as const) await pressUntilDone(runner, kind)
  // What the copy has otherwise is found by the round of comparisons.
  for (let rounds = 0; rounds < 2; rounds += 1) {
    runner.world.time.now += 3_600_000
    await runner.quiet()
  }
}
