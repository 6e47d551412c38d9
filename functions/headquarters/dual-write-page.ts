// GET /headquarters/dual-write: the bridge, its queues, and what could not be carried over.

import type { RowName } from '../../shared/dual-write/store/catch-up-errors.ts'
import { type CatchUpProgress, salesTables } from '../../shared/dual-write/store/catch-up-progress.ts'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { page } from '../../shared/platform/http.ts'
import type { QueueDepth } from '../../shared/platform/service-bus.ts'
import { unlessUnreadable } from '../../shared/platform/unreadable-row.ts'
import type { Handler } from '../visit.ts'
import { readRounds } from './read-rounds.ts'

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly now: () => Date
  readonly queueDepths: () => Promise<readonly QueueDepth[] | undefined>
}

const { failureText, pages } = staffWords
const { done } = pages.dualWrite

/** What was just done, by the name that the address has for it. */
const noticeOf = (name: string | null) =>
  name !== null && Object.hasOwn(done, name)
    ? { notice: { tone: 'good', text: done[name as keyof typeof done] } as const }
    : {}

const count = (text: string | null): number | undefined =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined

/** How many were retried at once, and how many not. */
const retriedNotice = (query: URLSearchParams) => {
  const [retried, impossible] = [count(query.get('retried')), count(query.get('impossible'))]
  if (retried === undefined || impossible === undefined) return {}
  const isMore = query.has('more')
  const { retriedNow, notRetried, retryMore } = pages.dualWrite
  const text = [
    retriedNow(retried),
    ...(impossible > 0 ? [notRetried(impossible)] : []),
    ...(isMore ? [retryMore] : []),
  ].join(' ')
  return { notice: { tone: retried > 0 && !isMore ? 'good' : 'warn', text } as const }
}

const nameOfRow = ({ table, partition, key }: RowName): string => `${table} / ${partition} / ${key}`

const numberOf = async (
  { prospects }: HeadquartersStore,
  prospectId: string | undefined,
): Promise<{ number?: string }> => {
  const prospect = prospectId && (await unlessUnreadable(prospects.readAlone(prospectId), undefined))
  return prospect ? { number: prospect.number } : {}
}

const uncomparedIn = ({ tables }: CatchUpProgress) =>
  salesTables.flatMap((table) => {
    const { refused, withoutMarker = false } = tables[table] ?? {}
    return refused || withoutMarker ? [{ table, code: refused?.code, since: refused?.at, withoutMarker }] : []
  })

export const dualWritePage: Handler<Deps> = async ({ request }, deps) => {
  const { dualWrite, headquarters } = deps
  const [bridge, progress, parked, found, queues] = await Promise.all([
    dualWrite.bridge.read(),
    dualWrite.progress.read(),
    dualWrite.bridge.countParked(),
    dualWrite.errors.newest(),
    deps.queueDepths(),
  ])
  const open = await dualWrite.errors.countOpen()
  const rounds = await readRounds(dualWrite.rounds, deps.now().getTime())
  const errors = await Promise.all(
    found.map(async (error) => ({
      ...error,
      ...(await numberOf(headquarters, error.prospectId)),
      kind: error.message?.type ?? error.queue ?? error.row?.table ?? '',
      isRetryable: error.message !== undefined,
      detail: error.row ? `${failureText(error.code)} ${nameOfRow(error.row)}` : failureText(error.code),
    })),
  )
  return page(
    renderDualWrite({
      state: bridge.state,
      pausedBy: bridge.by,
      reason: bridge.reason,
      parked,
      queues,
      uncompared: uncomparedIn(progress),
      rounds,
      errors,
      open,
      ...retriedNotice(request.query),
      ...noticeOf(request.query.get('done')),
    }),
  )
}
