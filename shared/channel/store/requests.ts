// The channel's requests as they are stored: taken in, pulled by headquarters, and told what became of them.

import { actName } from '../../domain/applicant-act.ts'
import type { GivenAnswer } from '../../domain/question.ts'
import { createRows } from '../../platform/row-format.ts'
import { shardOf } from '../../platform/shards.ts'
import { mostAtOnce, pagesOf, remove, type Table, type Write } from '../../platform/table.ts'
import {
  isAct,
  isRequest,
  isUserChange,
  type PendingRequest,
  type RequestState,
  type StatusView,
  type Waiting,
} from '../channel-request.ts'
import { type DecidedMark, keyFormat, pendingFormat, stateFormat } from './formats.ts'
import { actKey, allPending, changeKey, idempotencyKey, pendingKey, requestKey } from './keys.ts'

export type ChannelRequests = {
  /**
   * Takes in a request; one storage transaction unless it is there already.
   * @param bodyHash of the request, when the caller sent an idempotency key: it says which requests are the same
   * @returns `key-reused` when the key was used for another body
   */
  readonly takeIn: (pending: PendingRequest, bodyHash?: string) => Promise<'stored' | 'exists' | 'key-reused'>
  /** Whether a request is stored under an idempotency key, with this body. */
  readonly isKept: (requestId: string, bodyHash: string) => Promise<boolean>
  /**
   * The status of a request; `undefined` when there is no such request.
   * @param before looks where a request may stand before it waits here
   */
  readonly status: (requestId: string, before?: LookUp) => Promise<StatusView | undefined>
  /**
   * What headquarters has not pulled yet of one part: requests, each before what its applicant did since.
   * @param today UTC, as `2026-11-28`; what was kept for a day before is taken away
   */
  readonly pending: (part: string, limit: number, today: string) => Promise<Waiting[]>
  /** Headquarters has these: applicants are told, and nobody pulls them again. */
  readonly settle: (part: string, pulled: readonly Waiting[]) => Promise<void>
  /**
   * The applicant confirms the address; once more makes no difference.
   * @returns `unknown` when headquarters has no such request yet
   */
  readonly confirm: (requestId: string, at: string) => Promise<'done' | 'unknown'>
  /**
   * The applicant withdraws a request that is not decided, whether headquarters has it or not; once more makes no
   * difference.
   * @returns `decided` where it is too late, `unknown` when there is no such request
   */
  readonly withdraw: (requestId: string, at: string) => Promise<'done' | 'decided' | 'unknown'>
  /**
   * The applicant answers a question; once more makes no difference, and the first answer counts.
   * @returns `decided` where it is too late, `closed` where nobody asks that any more, `unknown` when there is no such request
   */
  readonly answer: (
    requestId: string,
    answer: GivenAnswer,
    at: string,
  ) => Promise<'done' | 'decided' | 'closed' | 'unknown'>
  /**
   * Tells of approvals of one part, which are final, so nothing that the channel knows can be later.
   * @returns whether all of it is told; it is safe to tell all of it again otherwise
   */
  readonly tellApprovals: (part: string, approvals: readonly RequestState[]) => Promise<boolean>
  /**
   * What is left of the body of a request goes: the hash that knows a repeat by an idempotency key. The key itself stays, so
   * that the same request under it is refused and not taken for a new one. Safe to repeat; two storage transactions.
   */
  readonly forgetBody: (requestId: string) => Promise<void>
  /** Tells of one request, unless the channel knows something later; whether it knows this or something later now. */
  readonly tell: (state: RequestState) => Promise<boolean>
}

type LookUp = (requestId: string) => Promise<StatusView | undefined>

/** Rows that are read at once where marks of today stand before what waits: one page of the service. */
const behindMarks = 1000

const lastOfEach = (writes: readonly Write[]): Write[] => [
  ...new Map(writes.map((write) => [write.key, write])).values(),
]

const isMark = (value: Waiting | DecidedMark): value is DecidedMark => 'decidedOn' in value

const tries = 4

/** Of a request whose body was erased: no body has this hash. */
const noBody = ''

const waitingKey = (one: Waiting): string => {
  if (isUserChange(one)) return changeKey(one.organizationId, one.at, one.changeId)
  return isAct(one) ? actKey(one.requestId, actName(one)) : pendingKey(one.requestId)
}

const isDecided = ({ status }: Pick<StatusView, 'status'>): boolean => status === 'Approved' || status === 'Declined'

const inReview = ({ requestId, submittedAt }: PendingRequest): RequestState => ({
  requestId,
  status: 'InReview',
  submittedAt,
  revision: 0,
})

/** What is told was stored before headquarters knew of the last answer: nobody is asked the same again. */
const afterAnswer = (state: RequestState, { answered }: RequestState): RequestState => {
  if (answered === undefined || (state.answered?.number ?? 0) >= answered.number) return state
  const { question, ...rest } = state
  return { ...rest, ...(question && question.number > answered.number ? { question } : {}), answered }
}

export const createChannelRequests = (table: Table): ChannelRequests => {
  const pendingRows = createRows(table, pendingFormat)
  const states = createRows(table, stateFormat)
  const keys = createRows(table, keyFormat)

  /** Of a request that was decided on the day on which it came: an equal one can still come today. */
  const marksOf = ({ requestId, status, submittedAt, decidedAt }: RequestState): Write[] => {
    const day = submittedAt.slice(0, 10)
    const isOfToday = isDecided({ status }) && decidedAt?.slice(0, 10) === day
    return isOfToday ? [pendingRows.put(pendingKey(requestId), { decidedOn: day })] : []
  }

  const putAwayEach = async (part: string, pulled: readonly Waiting[]): Promise<void> => {
    for (const one of pulled) {
      if (isRequest(one)) await table.write(part, [states.create(requestKey(one.requestId), inReview(one))])
      // One that was withdrawn before it was pulled is decided already.
      const state = isRequest(one) ? await states.read(part, requestKey(one.requestId)) : undefined
      const [mark] = state ? marksOf(state.value) : []
      await table.write(part, [mark ?? remove(waitingKey(one))])
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
    if (!waiting || isMark(waiting.value) || !isRequest(waiting.value)) return undefined
    return { requestId, status: 'Submitted', submittedAt: waiting.value.submittedAt }
  }

  return {
    isKept,
    forgetBody: async (requestId) => {
      const [part, key] = [shardOf(requestId), idempotencyKey(requestId)]
      const row = await keys.read(part, key)
      if (row && row.value.bodyHash !== noBody) await table.write(part, [keys.replace(row, { bodyHash: noBody })])
    },
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
    // Most have a state. The others are looked for in the order in which they move, so that one that moves on between two
    // reads is met by a later one.
    status: async (requestId, before) =>
      (await toldOf(requestId)) ?? (await before?.(requestId)) ?? (await waitingOf(requestId)) ?? toldOf(requestId),
    pending: async (part, limit, today) => {
      const [first, end] = allPending
      const waiting: Waiting[] = []
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
        pulled.flatMap((one) => [
          remove(waitingKey(one)),
          ...(isRequest(one) ? [states.create(requestKey(one.requestId), inReview(one))] : []),
        ]),
      )
      // One of them was pulled before, or is being pulled by another run: each by itself, keeping a later status.
      if (outcome === 'conflict') await putAwayEach(part, pulled)
    },
    confirm: async (requestId, at) => {
      const part = shardOf(requestId)
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const state = await states.read(part, requestKey(requestId))
        if (!state) return 'unknown'
        if (state.value.confirmedAt !== undefined) return 'done'
        // What the applicant did lies here until headquarters has it, so it is stored with what the applicant sees.
        const act = { requestId, act: 'confirm', at } as const
        const stored = await table.write(part, [
          states.replace(state, { ...state.value, confirmedAt: at }),
          pendingRows.put(waitingKey(act), act),
        ])
        if (stored === 'written') return 'done'
      }
      throw new Error('A request changed too often to be confirmed.')
    },
    withdraw: async (requestId, at) => {
      const part = shardOf(requestId)
      const key = requestKey(requestId)
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const known = await states.read(part, key)
        const waiting = known ? undefined : await waitingOf(requestId)
        if (known?.value.withdrawnAt !== undefined) return 'done'
        if (known && isDecided(known.value)) return 'decided'
        const before = known?.value ?? (waiting && { ...waiting, revision: 0 })
        if (!before) return 'unknown'
        const { question: _, ...rest } = before as RequestState
        const state: RequestState = { ...rest, status: 'Declined', decidedAt: at, withdrawnAt: at }
        const act = { requestId, act: 'withdraw', at } as const
        const stored = await table.write(part, [
          known ? states.replace(known, state) : states.create(key, state),
          pendingRows.put(waitingKey(act), act),
          // Where the request itself still waits, it stands in the way of an equal one as a mark would.
          ...(known ? marksOf(state) : []),
        ])
        if (stored === 'written') return 'done'
      }
      throw new Error('A request changed too often to be withdrawn.')
    },
    answer: async (requestId, answer, at) => {
      const part = shardOf(requestId)
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const known = await states.read(part, requestKey(requestId))
        if (!known) return 'unknown'
        const { question, ...rest } = known.value
        if (rest.answered?.number === answer.number) return 'done'
        if (isDecided(rest)) return 'decided'
        if (question?.number !== answer.number) return 'closed'
        const act = { requestId, act: 'answer', at, answer } as const
        const stored = await table.write(part, [
          states.replace(known, { ...rest, answered: { number: answer.number, at } }),
          pendingRows.put(waitingKey(act), act),
        ])
        if (stored === 'written') return 'done'
      }
      throw new Error('A request changed too often to be answered.')
    },
    tellApprovals: async (part, approvals) => {
      // One can be told of twice; a transaction takes each row once.
      const distinct = lastOfEach(approvals.map((state) => states.put(requestKey(state.requestId), state)))
      const marks = lastOfEach(approvals.flatMap(marksOf))
      // Without its state a mark says nothing, so where one transaction has no room for all, marks come first.
      return writeInParts(part, [...marks, ...distinct])
    },
    tell: async (state) => {
      const part = shardOf(state.requestId)
      const key = requestKey(state.requestId)
      const known = await states.read(part, key)
      if (known && known.value.revision >= state.revision) return true
      const told = known ? states.replace(known, afterAnswer(state, known.value)) : states.create(key, state)
      return (await table.write(part, [told, ...marksOf(state)])) === 'written'
    },
  }
}
