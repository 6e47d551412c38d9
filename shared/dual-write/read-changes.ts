// Reads what changed in Sales, table by table and page by page, and asks for what differs to be looked at. A table that
// Sales refuses does not stop the others; what was read is stored after each page, and the next run goes on from there.

import { type SalesHint, type Send, salesChangeMessage } from '../domain/messages.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'
import type { ChangesFrom, Sales } from '../sales/sales.ts'
import type { ComparedStore } from './compared-store.ts'
import {
  leadsToAsk,
  outdatedByCustomers,
  outdatedByLeads,
  outdatedByOpportunities,
  type ProspectNews,
} from './outdated.ts'
import { type SalesTable, salesTables, type TableProgress } from './store/catch-up-progress.ts'

/**
 * What is read again at each look: a change is stamped when it is made and seen when it is stored, which may be minutes
 * later, and clocks differ. What is later still, the round finds.
 */
const overlapMs = 5 * 60_000

/** The most pages of one run, of all tables together. */
const pagesAtMost = 100

export type ReadChangesDeps = {
  readonly headquarters: ComparedStore
  readonly sales: Sales
  readonly send: Send
  readonly now: () => Date
}

type Page = Partial<ProspectNews> & {
  readonly hints: readonly SalesHint[]
  /** Leads on which a seller asks something; of these no event tells. */
  readonly asks?: readonly SalesHint[]
  readonly next?: string
  readonly withoutMarker?: true
}

/** Reads one page of a table and compares it. */
const readPage = async (
  { headquarters, sales }: ReadChangesDeps,
  table: SalesTable,
  from: ChangesFrom,
): Promise<Page> => {
  if (table === 'leads') {
    const { changed, ...page } = await sales.changedLeads(from)
    return { ...page, ...(await outdatedByLeads(headquarters, changed)) }
  }
  if (table === 'opportunities') {
    const { changed, ...page } = await sales.changedOpportunities(from)
    return { ...page, ...(await outdatedByOpportunities(headquarters, changed)) }
  }
  if (table === 'annotations') {
    const { changed = [], ...page } = (await sales.changedNotes?.(from)) ?? {}
    return { ...page, hints: [], asks: await leadsToAsk(headquarters, changed) }
  }
  const type = table === 'accounts' ? 'Organization' : 'Person'
  const { changed, ...page } = await sales.changedCustomers(type, from)
  return { ...page, hints: await outdatedByCustomers(headquarters, type, changed) }
}

const fromOf = ({ since, next }: TableProgress): ChangesFrom => {
  if (next !== undefined) return { page: next }
  return since === undefined ? {} : { since: new Date(Date.parse(since) - overlapMs).toISOString() }
}

const afterPage = (before: TableProgress, { next, withoutMarker }: Page, at: string): TableProgress => {
  const { since, begun = at } = before
  const marker =
    withoutMarker || (before.next !== undefined && before.withoutMarker) ? { withoutMarker: true as const } : {}
  if (next === undefined) return { since: begun, ...marker }
  return { ...(since === undefined ? {} : { since }), begun, next, ...marker }
}

/** The look begins anew from its beginning: where a page is may be what was refused. */
const afterRefusal = ({ since, withoutMarker, refused }: TableProgress, code: string, at: string): TableProgress => ({
  ...(since === undefined ? {} : { since }),
  ...(withoutMarker ? { withoutMarker } : {}),
  refused: { code, at: refused?.code === code ? refused.at : at },
})

/** What stopped a table; a mistake of our own, or storage out of reach, is thrown on. */
const refusalOf = (error: unknown): SalesRefused | SalesUnavailable => {
  if (error instanceof SalesRefused || error instanceof SalesUnavailable) return error
  throw error
}

export type Reading = {
  /** What shows something else, each once. */
  readonly hints: readonly SalesHint[]
  /** How many leads are looked at because a seller asks something there. */
  readonly asked: number
  /** Prospects of which Sales shows something else than is true, each once. */
  readonly unshown: readonly string[]
  readonly refused: readonly { readonly table: SalesTable; readonly error: SalesRefused | SalesUnavailable }[]
}

type Steps = {
  /** Called once, when Sales answers for the first time. */
  readonly onAnswer: () => Promise<void>
  /** How far a table is. */
  readonly progressOf: (table: SalesTable) => TableProgress
  /** Keeps how far a table is. @param isUrgent to be stored now, because work would be repeated otherwise */
  readonly keep: (table: SalesTable, progress: TableProgress, isUrgent: boolean) => Promise<void>
  readonly isOver: () => Promise<boolean>
}

/** One page of each table in turn, until there is nothing more or the run is over. */
export const readChanges = async (deps: ReadChangesDeps, steps: Steps): Promise<Reading> => {
  const { send, now, sales } = deps
  const at = now().toISOString()
  const hints = new Map<string, SalesHint>()
  const unshown = new Set<string>()
  const refused: Reading['refused'][number][] = []
  let open: readonly SalesTable[] = salesTables.filter((table) => table !== 'annotations' || sales.changedNotes)
  let asked = 0
  let isAnswered = false
  for (let pages = 0; open.length > 0 && pages < pagesAtMost; ) {
    const unfinished: SalesTable[] = []
    for (const table of open) {
      if (pages > 0 && (await steps.isOver()))
        return { hints: [...hints.values()], asked, unshown: [...unshown], refused }
      pages += 1
      const before = steps.progressOf(table)
      try {
        const page = await readPage(deps, table, fromOf(before))
        if (!isAnswered) await steps.onAnswer()
        isAnswered = true
        // A lead and its opportunity, or an opportunity and another, are one look.
        const fresh = page.hints.filter((hint) => !hints.has(JSON.stringify(hint)))
        // Stored only after the hints are sent: a crash in between looks at the same page again.
        const asks = page.asks ?? []
        await send([...fresh, ...asks].map(salesChangeMessage))
        asked += asks.length
        for (const hint of fresh) hints.set(JSON.stringify(hint), hint)
        for (const prospectId of page.unshown ?? []) unshown.add(prospectId)
        const isUrgent = fresh.length + asks.length > 0 || page.next !== undefined || before.next !== undefined
        await steps.keep(table, afterPage(before, page, at), isUrgent)
        if (page.next !== undefined) unfinished.push(table)
      } catch (error) {
        const refusal = refusalOf(error)
        refused.push({ table, error: refusal })
        // Where Sales is only out of reach for a moment, the page it was asked for is still the next one.
        const isGone = refusal instanceof SalesRefused
        const { next } = before
        const after = afterRefusal(before, refusal.code, at)
        const kept = isGone || next === undefined ? after : { ...after, begun: before.begun ?? at, next }
        await steps.keep(table, kept, false)
      }
    }
    open = unfinished
  }
  return { hints: [...hints.values()], asked, unshown: [...unshown], refused }
}
