// The channel's requests as they are stored: taken in, pulled by headquarters, and told what became of them.

import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import { pagesOf, remove, type Table, type Write } from '../../platform/table.ts'
import type { ChannelUser, PendingRequest, RequestState, StatusView } from '../channel-request.ts'
import { type DecidedMark, keyFormat, pendingFormat, stateFormat, userFormat } from './formats.ts'
import { allPending, idempotencyKey, pendingKey, requestKey, userKey } from './keys.ts'

export type ChannelRequests = {
  /**
   * Takes in a request; one storage transaction unless it is there already.
   * @param bodyHash of the request, when the caller sent an idempotency key: it says which requests are the same
   * @returns `key-reused` when the key was used for another body
   */
  readonly takeIn: (pending: PendingRequest, bodyHash?: string) => Promise<'stored' | 'exists' | 'key-reused'>
  /** Whether a request is stored under an idempotency key, with this body. */
  readonly isKept: (requestId: string, bodyHash: string) => Promise<boolean>
  /** The status of a request; `undefined` when there is no such request. */
  readonly status: (requestId: string) => Promise<StatusView | undefined>
  /**
   * Requests of one part that headquarters has not pulled yet.
   * @param today UTC, as `2026-11-28`; what was kept for a day before is taken away
   */
  readonly pending: (part: string, limit: number, today: string) => Promise<PendingRequest[]>
  /** Headquarters has these requests: applicants are told, and nobody pulls them again. */
  readonly settle: (part: string, pulled: readonly PendingRequest[]) => Promise<void>
  /**
   * Tells of approvals of one part, which are final, so nothing that the channel knows can be later.
   * @returns whether all of it is told; it is safe to tell all of it again otherwise
   */
  readonly tellApprovals: (
    part: string,
    approvals: readonly { readonly state: RequestState; readonly users: readonly ChannelUser[] }[],
  ) => Promise<boolean>
  /** Tells of one request, unless the channel knows something later; whether it knows this or something later now. */
  readonly tell: (state: RequestState) => Promise<boolean>
}

/** Rows of one transaction. https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
const mostAtOnce = 100

/** Rows that are read at once where marks of today stand before what waits: one page of the service. */
const behindMarks = 1000

const lastOfEach = (writes: readonly Write[]): Write[] => [
  ...new Map(writes.map((write) => [write.key, write])).values(),
]

const isMark = (value: PendingRequest | DecidedMark): value is DecidedMark => 'decidedOn' in value

const inReview = ({ requestId, submittedAt }: PendingRequest): RequestState => ({
  requestId,
  status: 'InReview',
  submittedAt,
  revision: 0,
})

export const createChannelRequests = (table: Table): ChannelRequests => {
  const pendingRows = createRows(table, pendingFormat)
  const states = createRows(table, stateFormat)
  const keys = createRows(table, keyFormat)
  const users = createRows(table, userFormat)

  /** Of a request that was decided on the day on which it came: an equal one can still come today. */
  const marksOf = ({ requestId, status, submittedAt, decidedAt }: RequestState): Write[] => {
    const day = submittedAt.slice(0, 10)
    const isOfToday = (status === 'Approved' || status === 'Declined') && decidedAt?.slice(0, 10) === day
    return isOfToday ? [pendingRows.put(pendingKey(requestId), { decidedOn: day })] : []
  }

  const putAwayEach = async (part: string, pulled: readonly PendingRequest[]): Promise<void> => {
    for (const request of pulled) {
      const { requestId } = request
      await table.write(part, [states.create(requestKey(requestId), inReview(request))])
      await table.write(part, [remove(pendingKey(requestId))])
    }
  }

  /** Stores changes that may come in any number of transactions; whether all of them are stored. */
  const writeInParts = async (part: string, writes: readonly Write[]): Promise<boolean> => {
    for (let from = 0; from < writes.length; from += mostAtOnce)
      if ((await table.write(part, writes.slice(from, from + mostAtOnce))) === 'conflict') return false
    return true
  }

  const isKept = async (requestId: string, bodyHash: string): Promise<boolean> =>
    (await keys.read(shardOf(requestId), idempotencyKey(requestId)))?.value.bodyHash === bodyHash

  const toldOf = async (requestId: string): Promise<StatusView | undefined> => {
    const state = await states.read(shardOf(requestId), requestKey(requestId))
    if (!state) return undefined
    const { revision: _, ...view } = state.value
    return view
  }

  const waitingOf = async (requestId: string): Promise<StatusView | undefined> => {
    const waiting = await pendingRows.read(shardOf(requestId), pendingKey(requestId))
    if (!waiting || isMark(waiting.value)) return undefined
    return { requestId, status: 'Submitted', submittedAt: waiting.value.submittedAt }
  }

  return {
    isKept,
    takeIn: async (pending, bodyHash) => {
      const { requestId } = pending
      const part = shardOf(requestId)
      const stored = await table.write(part, [
        pendingRows.create(pendingKey(requestId), pending),
        ...(bodyHash === undefined ? [] : [keys.create(idempotencyKey(requestId), { bodyHash })]),
      ])
      if (stored === 'written') return 'stored'
      if (bodyHash === undefined) return 'exists'
      return (await isKept(requestId, bodyHash)) ? 'exists' : 'key-reused'
    },
    // One that is pulled between the two reads stands in neither of them, but from then on in its state.
    status: async (requestId) => (await toldOf(requestId)) ?? (await waitingOf(requestId)) ?? toldOf(requestId),
    pending: async (part, limit, today) => {
      const [first, end] = allPending
      const waiting: PendingRequest[] = []
      const pages = pagesOf((from, size) => pendingRows.range(part, from, end, size), first, limit, behindMarks)
      for await (const rows of pages) {
        const past: Write[] = []
        for (const { key, value } of rows) {
          if (!isMark(value)) waiting.push(value)
          else if (value.decidedOn < today) past.push(remove(key))
        }
        await writeInParts(part, past)
        if (waiting.length >= limit) break
      }
      return waiting.slice(0, limit)
    },
    settle: async (part, pulled) => {
      const outcome = await table.write(
        part,
        pulled.flatMap((request) => [
          remove(pendingKey(request.requestId)),
          states.create(requestKey(request.requestId), inReview(request)),
        ]),
      )
      // One of them was pulled before, or is being pulled by another run: each by itself, keeping a later status.
      if (outcome === 'conflict') await putAwayEach(part, pulled)
    },
    tellApprovals: async (part, approvals) => {
      const writes = approvals.flatMap(({ state, users: members }) => [
        states.put(requestKey(state.requestId), state),
        ...members.map((user) => users.put(userKey(user.customerId), { ...user, status: 'Active' })),
      ])
      // Several onboardings can share a person, and one can be told of twice; a transaction takes each row once.
      const distinct = lastOfEach(writes)
      const marks = lastOfEach(approvals.flatMap(({ state }) => marksOf(state)))
      // Without its state a mark says nothing, so where one transaction has no room for all, marks come first.
      return writeInParts(part, [...marks, ...distinct])
    },
    tell: async (state) => {
      const part = shardOf(state.requestId)
      const key = requestKey(state.requestId)
      const known = await states.read(part, key)
      if (known && known.value.revision >= state.revision) return true
      const told = known ? states.replace(known, state) : states.create(key, state)
      return (await table.write(part, [told, ...marksOf(state)])) === 'written'
    },
  }
}
