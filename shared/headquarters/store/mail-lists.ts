// Reads the list *E-mails*, the newest first, narrowed to what is asked for, or of one number.

import { isAmong, type LineCell, type LineFilter, rarest } from '../../domain/lists/line-facets.ts'
import { type MailName, mailFacets } from '../../domain/lists/mail-facets.ts'
import { createRows } from '../../platform/row-format.ts'
import type { Table } from '../../platform/table.ts'
import { listRange } from './keys.ts'
import { type MailLine, mailLineFormat, mailList } from './mail-index.ts'
import { mergeLines } from './merged-lines.ts'

export type MailPage = { readonly items: readonly MailLine[]; readonly cursor?: string }

export type MailsAsked = {
  readonly filter: LineFilter<MailName>
  /** Everything that is counted of the list; needed where several things are asked. */
  readonly cells: readonly LineCell<MailName>[]
  /** Of a prospect, a user or an organization; in capitals. */
  readonly number?: string | undefined
  readonly pageSize: number
  /** Where an earlier page of the list ended, as `asMailCursor` read it. */
  readonly after?: string | undefined
}

const cursorForm = /^\d{13}\|[0-9a-f-]{36}\|\d{6}$/

/** Reads a cursor that a page gave out; `undefined` when it is none. */
export const asMailCursor = (given: string): string | undefined => {
  const cursor = Buffer.from(given, 'base64url').toString('utf8')
  return cursorForm.test(cursor) ? cursor : undefined
}

/** One page; some storage transactions for each part, however many mails there are. */
export type ReadMails = (asked: MailsAsked) => Promise<MailPage>

export const createMailLists = (table: Table): ReadMails => {
  const rows = createRows(table, mailLineFormat)
  return async ({ filter, cells, number, pageSize, after }) => {
    const { name } = rarest(cells, filter)
    const list = number === undefined ? mailList(name, name && filter[name]) : mailList('number', number)
    const [from, to] = listRange(list, after)
    const keep = (line: MailLine): boolean => isAmong(filter, mailFacets(line))
    // One more than the page tells whether there is a next one.
    const source = { prefix: `list|${list}|`, from, to }
    const { found, end } = await mergeLines(table, rows, [source], { count: pageSize + 1, keep })
    const items = found.slice(0, pageSize)
    const last = found.length > pageSize ? items.at(-1) : end
    return {
      items: items.map(({ value }) => value),
      ...(last ? { cursor: Buffer.from(last.place).toString('base64url') } : {}),
    }
  }
}
