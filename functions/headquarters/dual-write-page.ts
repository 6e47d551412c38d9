// GET /headquarters/dual-write: the bridge, its queues, and what could not be carried over.

import { kindOf, type RowName } from '../../shared/dual-write/store/catch-up-error.ts'
import { type CatchUpProgress, salesTables } from '../../shared/dual-write/store/catch-up-progress.ts'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import type { ErrorList } from '../../shared/headquarters/pages/errors-card.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import type { AuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import type { HeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import { page } from '../../shared/platform/http.ts'
import type { QueueDepth } from '../../shared/platform/service-bus.ts'
import { unlessUnreadable } from '../../shared/platform/unreadable-row.ts'
import type { Handler } from '../visit.ts'
import { errorPlace, errorQuery, errorsPerPage, pagesAround } from './error-query.ts'
import { viewerOf } from './read-frame.ts'
import { readRounds } from './read-rounds.ts'

const retriesShown = 3
/** Of the audit trail; the rest is a click away. */
const linesShown = 5

type Deps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly audit: Pick<AuditReader, 'acts'>
  readonly now: () => Date
  readonly queueDepths: () => Promise<readonly QueueDepth[] | undefined>
}

const { failureText, pages } = staffWords
const { done } = pages.dualWrite

const nothingDone: readonly string[] = ['impossible', 'none']

/** What was just done, by the name that the address has for it. */
const noticeOf = (name: string | null) =>
  name !== null && Object.hasOwn(done, name)
    ? {
        notice: {
          tone: nothingDone.includes(name) ? 'warn' : 'good',
          text: done[name as keyof typeof done],
        } as const,
      }
    : {}

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

/** One page of the list that the address asks for, with how many are open in all. */
const readErrors = async ({ dualWrite, headquarters }: Deps, query: URLSearchParams): Promise<ErrorList> => {
  const [wanted, at] = [errorQuery(query), errorPlace(query)]
  // First, because it brings errors of earlier versions into the lists.
  const { groups, isAll } = await dualWrite.errors.openGroups()
  const { errors: found, place } = await dualWrite.errors.list(wanted, errorsPerPage, at.place)
  const errors = await forMany(found, async (error) => ({
    ...error,
    ...(await numberOf(headquarters, error.prospectId)),
    kind: kindOf(error),
    isRetryable: error.message !== undefined,
    detail: error.row ? `${failureText(error.code)} ${nameOfRow(error.row)}` : failureText(error.code),
  }))
  return { ...wanted, errors, groups, isAll, seen: at.seen, ...pagesAround(at, place) }
}

export const dualWritePage: Handler<Deps> = async (visit, deps) => {
  const { dualWrite } = deps
  const [bridge, progress, parked, errors, retries, queues, acts] = await Promise.all([
    dualWrite.bridge.read(),
    dualWrite.progress.read(),
    dualWrite.bridge.countParked(),
    readErrors(deps, visit.request.query),
    dualWrite.retries.newest(retriesShown),
    deps.queueDepths(),
    deps.audit.acts({ on: { kind: 'dual-write', id: 'bridge' } }, linesShown),
  ])
  const rounds = await readRounds(dualWrite.rounds, deps.now().getTime())
  return page(
    renderDualWrite({
      bridge,
      viewer: viewerOf(visit),
      parked,
      queues,
      uncompared: uncomparedIn(progress),
      rounds,
      errors,
      retries,
      audit: acts.items,
      ...noticeOf(visit.request.query.get('done')),
    }),
  )
}
