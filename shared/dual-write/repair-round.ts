// A round of everything that is ours which staff asked for. It goes a part at a time and stores how far it came after each,
// so it is never long at once, a crash repeats one part, and people see it move.

import type { Send } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { CustomerAt } from '../headquarters/store/prospect-round.ts'
import { forMany } from '../platform/for-many.ts'
import { createComparedStore } from './compared-store.ts'
import { goOnMessage } from './round-messages.ts'
import type { Missing, RepairRound, RepairRoundStore, RoundKind } from './store/repair-rounds.ts'

/** How much one message does; what is left goes on with the next one. */
export type RoundBounds = { readonly prospectsAtOnce: number; readonly partsAtOnce: number }

/** Prospects and customers of one part: one call for each table of Sales. */
export const usualBounds: RoundBounds = { prospectsAtOnce: 50, partsAtOnce: 20 }
/** A message begins nothing new after this long. */
const runMs = 30_000
/** A round that moved within this time needs nobody to press again. */
const movingMs = 120_000

export type BeginRoundDeps = {
  readonly rounds: RepairRoundStore
  readonly send: Send
  readonly now: () => Date
}

export type RoundDeps = BeginRoundDeps & {
  readonly headquarters: HeadquartersStore
  readonly bounds?: RoundBounds
}

/** What one part is about: prospects, and customers that came otherwise. */
export type RoundWork = { readonly prospects: readonly Prospect[]; readonly customers: readonly CustomerAt[] }

/** What one part came to. */
export type PartEnd = { readonly missing: Missing; readonly different?: number; readonly isPartly?: boolean }

/** A name that is no id stays out of messages. */
const idForm = /^[\w.@:-]{1,100}$/

const none: Missing = { leads: 0, accounts: 0, contacts: 0 }

/** A round that begins. @param who the member of staff who wants it */
export const newRound = (who: string, at: string, place?: string): RepairRound => ({
  state: 'running',
  by: idForm.test(who) ? who : 'staff',
  begunAt: at,
  movedAt: at,
  ...(place === undefined ? {} : { place }),
  prospects: 0,
  missing: none,
  different: 0,
})

/**
 * Begins a round, or has one that stands still go on from where it is; two storage transactions.
 * @returns `running` when one is under way already
 */
export const beginRound = async (
  { rounds, send, now }: BeginRoundDeps,
  kind: RoundKind,
  who: string,
): Promise<'begun' | 'running'> => {
  const before = await rounds.read(kind)
  const at = now()
  const isRunning = before?.value.state === 'running'
  if (isRunning && at.getTime() - Date.parse(before.value.movedAt) < movingMs) return 'running'
  const next = isRunning ? { ...before.value, movedAt: at.toISOString() } : newRound(who, at.toISOString())
  if ((await rounds.write(kind, before, next)) === 'conflict') return 'running'
  await send([goOnMessage(kind, next)])
  return 'begun'
}

const sum = (a: Missing, b: Missing): Missing => ({
  leads: a.leads + b.leads,
  accounts: a.accounts + b.accounts,
  contacts: a.contacts + b.contacts,
})

const after = (round: RepairRound, prospects: number, end: PartEnd, place: string | undefined, at: string) => {
  const { place: _, ...rest } = round
  return {
    ...rest,
    state: place === undefined ? 'ended' : 'running',
    movedAt: at,
    ...(place === undefined ? {} : { place }),
    prospects: round.prospects + prospects,
    missing: sum(round.missing, end.missing),
    different: round.different + (end.different ?? 0),
    ...(end.isPartly ? { isPartly: true } : {}),
  } as const satisfies RepairRound
}

/**
 * Does the next parts of a round. Safe to repeat: whoever comes with a message of a round that ended, or of another one,
 * does nothing, and of two at the same time one goes on.
 * @param begunAt of the round that the message is of
 * @param doPart says `again` where somebody else was faster: the part is done once more, a little later
 */
export const goRound = async (
  { rounds, send, now, headquarters, bounds = usualBounds }: RoundDeps,
  kind: RoundKind,
  begunAt: string,
  doPart: (part: RoundWork, round: RepairRound) => Promise<PartEnd | 'again'>,
): Promise<WorkResult> => {
  const { prospectRound, prospects } = createComparedStore(headquarters)
  const until = now().getTime() + runMs
  for (let parts = 0; parts < bounds.partsAtOnce && now().getTime() < until; parts += 1) {
    const before = await rounds.read(kind)
    if (before?.value.begunAt !== begunAt || before.value.state === 'ended') return done
    const part = await prospectRound(before.value.place, bounds.prospectsAtOnce)
    const read = await forMany(part.prospectIds, (id) => prospects.readAlone(id))
    const work = { prospects: read.flatMap((prospect) => prospect ?? []), customers: part.customers }
    const end = await doPart(work, before.value)
    if (end === 'again') return { outcome: 'later', code: 'changed-meanwhile' }
    const next = after(before.value, part.prospectIds.length, end, part.place, now().toISOString())
    // Somebody else does the same round, and tells how far it came.
    if ((await rounds.write(kind, before, next)) === 'conflict') return done
    if (next.state === 'ended') return done
  }
  const left = await rounds.read(kind)
  if (left?.value.begunAt === begunAt && left.value.state === 'running') await send([goOnMessage(kind, left.value)])
  return done
}
