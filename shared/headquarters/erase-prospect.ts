// Erases what is personal of a prospect, everywhere. What is to be done is stored first; then the prospect itself becomes what
// stays of it, unless it changed since it was judged; then the rest goes, each piece safe to repeat. Whoever is cut off is
// followed by the job, so what was begun ends.

import { addressHash } from '../channel/address-hash.ts'
import type { HeldRequests } from '../channel/store/held-requests.ts'
import type { ChannelRequests } from '../channel/store/requests.ts'
import type { Actor } from '../domain/acts.ts'
import { type ErasureCause, type ErasureRefusal, erased, type Happened } from '../domain/erasure.ts'
import type { Log } from '../domain/log-events.ts'
import { noteErasureMessage, type Send } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { AuditReader } from './store/audit-reader.ts'
import type { AuditTrail } from './store/audit-trail.ts'
import type { EraseRows } from './store/erase-rows.ts'
import type { ErasureIntent, Erasures } from './store/erasures.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { indexedOf, matchPlaces } from './store/match-index.ts'

export type EraseDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'matchIndex' | 'mails' | 'againOrders'>
  readonly erasures: Erasures
  readonly eraseRows: EraseRows
  readonly requests: Pick<ChannelRequests, 'forgetBody'>
  readonly held: Pick<HeldRequests, 'discard'>
  /** Takes away the catch-up errors of its messages. @returns how many there were */
  readonly forgetErrors: (prospectId: string, happened: Happened) => Promise<number>
  readonly audit: Pick<AuditReader, 'acts' | 'eraseOn'>
  readonly auditTrail: AuditTrail
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
}

export type EraseOrder = {
  readonly prospectId: string
  readonly who: Actor
  readonly why?: string
  /** Why it may go, of the prospect as it is by then; a refusal otherwise. */
  readonly judge: (prospect: Prospect) => ErasureCause | { readonly refused: ErasureRefusal | 'not-due' }
}

export type EraseResult = 'done' | 'unknown' | 'changed-meanwhile' | ErasureRefusal | 'not-due'

const tries = 4
const proof = 'erase-prospect'

const mailedAt = ({ request, person, sales }: Prospect): string[] => [
  ...new Set(
    [request.requestor.email, person?.email, sales.leadEmail].flatMap((email) => (email === undefined ? [] : [email])),
  ),
]

/** A line of the trail that says that all of it was done. */
const isProved = async ({ audit }: EraseDeps, prospectId: string): Promise<boolean> =>
  (await audit.acts({ on: { kind: 'prospect', id: prospectId }, act: proof }, 1)).items.some(
    ({ outcome }) => outcome !== 'begun',
  )

/** Everything beside the prospect itself, which is what stays of it by now. */
const finish = async (deps: EraseDeps, intent: ErasureIntent, { erased: mark, ...prospect }: Prospect) => {
  const { headquarters, eraseRows, requests, held, audit, auditTrail, erasures, send, log } = deps
  const { prospectId, because, who, why, at, counts } = intent
  const { number, decision, asked = 0, askedNotes = [], sales } = prospect
  const on = { kind: 'prospect', id: prospectId } as const
  const isDone = await isProved(deps, prospectId)
  const input = JSON.stringify([because, at])
  // The check of timelines takes this line for the reason why lines are gone, so it is there first.
  const begun = isDone
    ? undefined
    : await auditTrail.begin({ who, code: proof, on, input, ...(why === undefined ? {} : { why }) })
  await headquarters.mails.forget(prospectId)
  for (const address of intent.addresses) await headquarters.againOrders.forget(address)
  await eraseRows.before(prospectId, mark?.revision ?? 0)
  await headquarters.matchIndex.forget(prospectId, intent.places)
  await requests.forgetBody(prospectId)
  await held.discard(prospectId)
  const errors = await deps.forgetErrors(prospectId, {
    decisions: decision?.number ?? 0,
    questions: asked,
    notes: askedNotes,
  })
  let lines = await audit.eraseOn(on, at, [proof])
  for (const kind of ['request', 'mail'] as const) lines += await audit.eraseOn({ kind, id: prospectId }, at)
  if (sales.leadWrittenAt) await send([noteErasureMessage(prospectId)])
  if (begun) {
    const found = { ...counts, errors, 'audit lines': lines }
    const told = Object.entries(found).flatMap(([kind, count]) => (count > 0 ? [[kind, String(count)]] : []))
    await auditTrail.end(begun, { outcome: 'done', after: { number, because, ...Object.fromEntries(told) } })
  }
  await erasures.done(intent)
  log.info('erased', { correlationId: prospectId, code: because })
}

/** Stores what is to be done, and makes the prospect what stays of it. */
const begin = async (
  { headquarters: { prospects }, erasures, now }: EraseDeps,
  { prospectId, who, why, judge }: EraseOrder,
): Promise<{ readonly intent: ErasureIntent; readonly prospect: Prospect } | EraseResult> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await prospects.repairLists(prospectId)
    const stored = await prospects.read(prospectId)
    if (!stored) return 'unknown'
    const prospect = stored.value
    const known = await erasures.read(prospectId)
    if (prospect.erased) return known ? { intent: known, prospect } : 'done'
    const judged = judge(prospect)
    if (typeof judged !== 'string') {
      // It was opened again since somebody began.
      if (known) await erasures.drop(prospectId)
      return judged.refused
    }
    const at = now().toISOString()
    const whole = await prospects.readWhole(prospectId)
    const places = matchPlaces(indexedOf(prospectId, prospect))
    const intent: ErasureIntent = {
      prospectId,
      because: judged,
      who,
      ...(why === undefined ? {} : { why }),
      at,
      places,
      addresses: mailedAt(prospect).map(addressHash),
      counts: {
        timeline: whole?.timeline.length ?? 0,
        mails: stored.mails.length,
        index: places.held.length + places.found.length,
      },
    }
    await erasures.put(intent)
    const unit = prospects.begin(prospectId)
    const actor = who.kind === 'job' ? { job: who.id } : { name: who.name ?? who.id, id: who.id }
    const next = erased(prospect, judged, at)
    prospects.replace(unit, stored, next, [{ at, actor, code: 'prospect-erased', because: judged }], at)
    if ((await unit.commit()) === 'written') return { intent, prospect: next }
  }
  return 'changed-meanwhile'
}

/**
 * Erases a prospect, or ends what somebody began. Safe to repeat.
 * @returns why it stays, where it does
 */
export const eraseProspect = async (deps: EraseDeps, order: EraseOrder): Promise<EraseResult> => {
  const begun = await begin(deps, order)
  if (typeof begun === 'string') return begun
  await finish(deps, begun.intent, begun.prospect)
  return 'done'
}
