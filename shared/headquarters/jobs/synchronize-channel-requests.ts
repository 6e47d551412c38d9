// Job *Synchronize orders and channel requests*: pulled requests become prospects, and each asks for its lead in Sales.

import { isAct, isRequest, isUserChange, type PendingRequest } from '../../channel/channel-request.ts'
import type { ApprovalDesk } from '../../domain/approval-desk.ts'
import { type ConfirmationRule, newConfirmation } from '../../domain/confirmation.ts'
import { likelyDuplicates } from '../../domain/likely/likely-duplicates.ts'
import type { Log } from '../../domain/log-events.ts'
import { type Message, receivedMailMessage, type Send, writeLeadMessage } from '../../domain/messages.ts'
import type { OverrideIntent } from '../../domain/overrides.ts'
import type { PartnerImport } from '../../domain/partner-import.ts'
import type { Prospect } from '../../domain/prospect.ts'
import type { UserChange } from '../../domain/users/user.ts'
import { forMany } from '../../platform/for-many.ts'
import { gathered } from '../../platform/gathered.ts'
import { describeError } from '../../platform/log.ts'
import { once } from '../../platform/once.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import { applyAct } from '../apply-act.ts'
import { intentsOf } from '../override-members.ts'
import {
  type ChannelPushes,
  type Incoming,
  type IncomingRequests,
  isImport,
  isOverride,
  isWaiting,
} from '../store/intents.ts'
import { type Earlier, indexedOf, type MatchIndex } from '../store/match-index.ts'
import type { TakeNumber } from '../store/number-sequences.ts'
import type { NewProspect, ProspectStore } from '../store/prospects.ts'
import { batchSize, type Job, notNoted, workThrough } from './job.ts'

export type SynchronizeDeps = {
  readonly incoming: Pick<IncomingRequests, 'waiting' | 'next' | 'done' | 'split'>
  readonly prospects: Pick<ProspectStore, 'createAll' | 'read' | 'begin' | 'replace' | 'repairLists'>
  readonly pushes: Pick<ChannelPushes, 'put'>
  readonly matchIndex: MatchIndex
  readonly send: Send
  readonly takeNumber: TakeNumber
  /** Applies a change of a partner's users, once however often it comes. */
  readonly changeUser: (change: UserChange) => Promise<unknown>
  /** Applies what staff want of one member of a hierarchy, or says that it has to come again. */
  readonly overrideMember: (intent: OverrideIntent) => Promise<'done' | 'again'>
  /** Makes the partners of an import, or says that it has to come again. */
  readonly importPartners: (head: PartnerImport) => Promise<'done' | 'again'>
  /** Whether the requestor is told by mail that the request was received. */
  readonly mailReceived: boolean
  readonly confirmAddress: ConfirmationRule
  readonly desk?: ApprovalDesk
  readonly now: () => Date
  readonly log: Log
}

const name = 'Synchronize'

/** The number of a prospect to be, and who had a key of its request before, by the request's id. */
type Matches = ReadonlyMap<string, { readonly number: string; readonly earlier: readonly Earlier[] }>

/** The earlier of two that came together is the first one. */
const match = async (
  { matchIndex, takeNumber }: SynchronizeDeps,
  pulled: readonly PendingRequest[],
): Promise<Matches> => {
  const numbered = await Promise.all(pulled.map(async (one) => ({ ...one, number: await takeNumber('prospect') })))
  const inOrder = numbered.toSorted((a, b) =>
    a.submittedAt < b.submittedAt ? -1 : Number(a.submittedAt > b.submittedAt),
  )
  const found = await matchIndex.add(inOrder.map((one) => indexedOf(one.requestId, one)))
  return new Map(numbered.map(({ requestId, number }) => [requestId, { number, earlier: found.get(requestId) ?? [] }]))
}

const prospectOf = (pulled: PendingRequest, number: string, at: string, rule: ConfirmationRule): Prospect => ({
  prospectId: pulled.requestId,
  number,
  type: 'B2B prospect',
  status: 'Open',
  request: pulled.request,
  submittedAt: pulled.submittedAt,
  createdAt: at,
  changedAt: at,
  revision: 0,
  sales: { leadId: pulled.requestId, stage: 'Waiting for Sales' },
  flags: [],
  ...(pulled.wasHeld ? { wasHeld: true } : {}),
  ...newConfirmation(rule),
})

/** Nobody confirms what no mail asked for. */
const ruleOf = ({ mailReceived, confirmAddress }: SynchronizeDeps): ConfirmationRule =>
  mailReceived ? confirmAddress : 'off'

const newProspect = (deps: SynchronizeDeps, pulled: PendingRequest, matches: Matches): NewProspect => {
  const at = deps.now().toISOString()
  const found = matches.get(pulled.requestId)
  if (!found) throw new Error(`The request ${pulled.requestId} has no number.`)
  const { number, earlier } = found
  const likely = likelyDuplicates(earlier)
  const prospect: Prospect = {
    ...prospectOf(pulled, number, at, ruleOf(deps)),
    matched: true,
    ...(likely.length > 0 ? { likelyDuplicates: likely } : {}),
  }
  const bySite = pulled.site === undefined ? {} : { site: pulled.site }
  const wasPulled = pulled.pulledAt === undefined ? {} : { pulledAt: pulled.pulledAt }
  const made = { at, actor: { job: 'synchronize' }, code: 'prospect-created', number, ...bySite, ...wasPulled } as const
  return { prospect, entries: [made], tells: true }
}

const makeProspects = async (
  deps: SynchronizeDeps,
  pulled: readonly PendingRequest[],
  matches: Matches,
): Promise<void> => {
  const made = pulled.map((request) => newProspect(deps, request, matches))
  // When an earlier run made one, what follows is done again all the same.
  const there = await deps.prospects.createAll(made)
  for (const { requestId } of pulled)
    if (there.has(requestId)) deps.log.info('prospect-exists', { correlationId: requestId })
    else deps.log.info('prospect-created', { correlationId: requestId })
}

/** The mail says that a request was received; where the lead waits for the address, the lead is asked for later. */
const messagesFor = (deps: SynchronizeDeps, { requestId }: PendingRequest): Message[] => [
  ...(ruleOf(deps) === 'require' ? [] : [writeLeadMessage(requestId)]),
  ...(deps.mailReceived ? [receivedMailMessage(requestId)] : []),
]

/** What waits; `undefined` when it cannot be read, which the next run tries again. */
const seen = async ({ incoming, log }: SynchronizeDeps): Promise<Incoming | undefined> => {
  try {
    return await incoming.waiting()
  } catch (error) {
    log.error('job-partition-failed', { job: name, shard: 'incoming', error: describeError(error) })
    return undefined
  }
}

/**
 * Applies changes of users, those of one partner in the order in which they were asked for.
 * @returns those that have to wait, because a row of their partner cannot be read
 */
const changeUsers = async ({ changeUser }: SynchronizeDeps, changes: readonly UserChange[]): Promise<UserChange[]> => {
  const stuck = await forMany(
    [...Map.groupBy(changes, ({ organizationId }) => organizationId).values()],
    async (all) => {
      for (const [index, change] of all.entries()) {
        const applied = await unlessUnreadable(
          changeUser(change).then(() => true),
          false,
        )
        if (!applied) return all.slice(index)
      }
      return []
    },
  )
  return stuck.flat()
}

/** Makes one intent for each member of those of several, and applies the intents of one. @returns those that are done */
const overrideMembers = async (
  { incoming, overrideMember }: SynchronizeDeps,
  intents: readonly OverrideIntent[],
): Promise<OverrideIntent[]> => {
  const each: OverrideIntent[] = []
  for (const intent of intents) {
    const own = intentsOf(intent)
    if (own.length > 1) await incoming.split(intent, own)
    each.push(...own)
  }
  const applied = await forMany(each, async (intent) =>
    (await unlessUnreadable(overrideMember(intent), 'again' as const)) === 'done' ? [intent] : [],
  )
  return applied.flat()
}

/** Makes the partners of imports. @returns those that are done */
const importAll = async (
  { importPartners }: SynchronizeDeps,
  imports: readonly PartnerImport[],
): Promise<PartnerImport[]> => {
  const ended = await forMany(imports, async (head) => ((await importPartners(head)) === 'done' ? [head] : []))
  return ended.flat()
}

/** Runs the job once. */
export const synchronizeChannelRequests =
  (deps: SynchronizeDeps): Job =>
  async (begins = notNoted) => {
    const waiting = await seen(deps)
    if (!waiting) return { processed: 0, failed: 1 }
    const { byPart, isAll } = waiting
    // Of a part of which more may wait all is read again.
    const first = new Map(isAll ? byPart : [])
    const together = [...first.values()]
      .flatMap((batch) => batch.slice(0, batchSize))
      .filter(isWaiting)
      .filter(isRequest)
    // Of all parts in one go, which costs less than of each.
    const all = once(() => match(deps, together))
    const done = gathered(deps.incoming.done)
    return workThrough(
      name,
      {
        next: async (part) => {
          const batch = first.get(part)?.slice(0, batchSize)
          first.delete(part)
          return batch ?? deps.incoming.next(part, batchSize)
        },
        work: async (_, found) => {
          const [pulled, overrides] = [found.filter(isWaiting), found.filter(isOverride)]
          const requests = pulled.filter(isRequest)
          if (requests.length > 0) {
            const matched = await all()
            const others = requests.filter(({ requestId }) => !matched.has(requestId))
            const more = others.length > 0 ? await match(deps, others) : []
            await makeProspects(deps, requests, new Map([...matched, ...more]))
          }
          // First of all: for what is withdrawn already no lead is written.
          await forMany(pulled.filter(isAct), (act) => applyAct(deps, act))
          // What was pulled goes only after the broker has the message, so a crash in between repeats the message.
          if (requests.length > 0) await deps.send(requests.flatMap((request) => messagesFor(deps, request)))
          const stuck = new Set<unknown>(await changeUsers(deps, pulled.filter(isUserChange)))
          const finished = [...pulled.filter((one) => !stuck.has(one)), ...(await overrideMembers(deps, overrides))]
          await done(finished)
          // Last of all, because it takes its time.
          const imported = await importAll(deps, found.filter(isImport))
          await done(imported)
          return finished.length + imported.length
        },
      },
      { ...deps, begins },
      isAll ? [...byPart.keys()] : undefined,
    )
  }
