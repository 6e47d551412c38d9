// Retries many catch-up errors in the background: one message does a bounded part, stores how far it came, and asks for
// the next. After a crash the same message goes on from there.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { asNew, type MessageOf, retryErrorsMessage, type Send } from '../domain/messages.ts'
import { needsSales } from '../domain/needs-sales.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { forMany } from '../platform/for-many.ts'
import { deriveId } from '../platform/ids.ts'
import type { Stored } from '../platform/stored.ts'
import { delayAt } from './bridge.ts'
import { isRetryable } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'
import { countOf } from './store/open-counts.ts'
import type { Retry, RetryStore } from './store/retries.ts'

/** Three transactions of one part. */
const inHandAtOnce = 48
/** One message works no longer than this. */
const partMs = 20_000

export type RetryManyDeps = {
  readonly errors: Pick<CatchUpErrorStore, 'walk' | 'read' | 'replaceMany' | 'openGroups'>
  readonly retries: RetryStore
  readonly send: Send
  /** Absent: Sales. Without it, what needs it is not tried. */
  readonly desk?: ApprovalDesk
  readonly now: () => Date
}

/** Which open errors to retry: of a reason, of a kind, some of them by their ids, or all. */
export type Wanted = {
  readonly code?: string | undefined
  readonly kind?: string | undefined
  readonly errorIds?: readonly string[] | undefined
}

type Order = MessageOf<'retry-errors'>['data']

const totalOf = async (
  { errors }: Pick<RetryManyDeps, 'errors'>,
  { code, kind, errorIds }: Wanted,
): Promise<number> => {
  if (errorIds) return errorIds.length
  const { groups } = await errors.openGroups()
  return countOf(
    groups,
    (group) =>
      group.isRetryable && (code === undefined || group.code === code) && (kind === undefined || group.kind === kind),
  )
}

const newRetry = async (deps: Pick<RetryManyDeps, 'errors'>, order: Order): Promise<Retry> => ({
  ...order,
  total: await totalOf(deps, order),
  retried: 0,
  impossible: 0,
  changedAt: order.at,
})

const idForm = /^[\w.@:-]{1,100}$/

/**
 * Asks for a retry of many. The message is the intent; the row is there so that staff see it at once.
 * @param who a name that is no id stays out of messages
 */
export const askForRetry = async (
  deps: Pick<RetryManyDeps, 'errors' | 'retries' | 'send' | 'now'>,
  { code, kind, errorIds }: Wanted,
  who: string,
): Promise<void> => {
  const at = deps.now().toISOString()
  const by = idForm.test(who) ? who : 'staff'
  const order: Order = {
    retryId: deriveId('retry', at, who, code ?? '', kind ?? '', ...(errorIds ?? [])),
    at,
    by,
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    ...(errorIds === undefined ? {} : { errorIds }),
  }
  await deps.send([retryErrorsMessage(order)])
  await deps.retries.create(await newRetry(deps, order))
}

/** The next errors to take in hand, and where those after them begin; none when all were seen. */
const nextInHand = async ({ errors }: RetryManyDeps, retry: Retry): Promise<Pick<Retry, 'inHand' | 'place'>> => {
  const { errorIds, code, kind, at, place } = retry
  if (errorIds) return place === undefined ? { inHand: errorIds, place: 'all' } : {}
  // What failed again since it was asked for is not tried once more by the same press.
  const next = await errors.walk({ state: 'Open', code, kind }, at, inHandAtOnce, place)
  return next.place === undefined ? {} : { inHand: next.errors.map(({ errorId }) => errorId), place: next.place }
}

/** Sends again what is in hand, and then marks it. What was marked before a crash counts as done. */
const work = async (deps: RetryManyDeps, retry: Retry, inHand: readonly string[]): Promise<Retry> => {
  const read = await forMany(inHand, (errorId) => deps.errors.read(errorId))
  const isDone = read.filter((stored) => stored?.value.state === 'Retried').length
  const open = read.flatMap((stored) =>
    stored?.value.state === 'Open' &&
    stored.value.message &&
    isRetryable(stored.value) &&
    !(deps.desk === 'headquarters' && needsSales(stored.value.message))
      ? [{ stored, message: asNew(stored.value.message) }]
      : [],
  )
  // Spread over time from the beginning of the retry on, so that Sales is not overrun.
  const elapsed = deps.now().getTime() - Date.parse(retry.begunAt ?? retry.at)
  const turns = Map.groupBy(open, (_, index) => Math.max(0, delayAt(retry.retried + isDone + index) - elapsed))
  for (const [delayMs, some] of turns)
    await deps.send(
      some.map(({ message }) => message),
      delayMs,
    )
  await deps.errors.replaceMany(
    open.map(({ stored }) => ({ before: stored, next: { ...stored.value, state: 'Retried' } })),
  )
  const { inHand: _, ...rest } = retry
  const retried = isDone + open.length
  return {
    ...rest,
    // Errors of earlier versions may not have been counted yet.
    total: Math.max(retry.total, retry.retried + retried),
    retried: retry.retried + retried,
    impossible: retry.impossible + inHand.length - retried,
  }
}

const begin = async (deps: RetryManyDeps, order: Order): Promise<Stored<Retry> | undefined> => {
  const known = await deps.retries.read(order)
  if (known) return known
  await deps.retries.create(await newRetry(deps, order))
  return deps.retries.read(order)
}

/** Does one part. A second message for the same retry stops where it meets the first. */
export const retryMany = async (deps: RetryManyDeps, order: Order): Promise<WorkResult> => {
  const until = deps.now().getTime() + partMs
  let stored = await begin(deps, order)
  let retry = stored?.value
  while (stored && retry && retry.endedAt === undefined) {
    const changedAt = deps.now().toISOString()
    const isLate = deps.now().getTime() >= until
    if (retry.inHand === undefined && !isLate) retry = { ...retry, ...(await nextInHand(deps, retry)) }
    const isOver = retry.inHand === undefined && !isLate
    stored = await deps.retries.replace(stored, {
      ...retry,
      begunAt: retry.begunAt ?? changedAt,
      changedAt,
      ...(isOver ? { endedAt: changedAt } : {}),
    })
    retry = stored?.value
    if (!retry) break
    if (retry.inHand) retry = await work(deps, retry, retry.inHand)
    else if (isLate) {
      await deps.send([retryErrorsMessage(order)])
      break
    }
  }
  if (retry?.endedAt !== undefined) await deps.retries.tidy()
  return done
}
