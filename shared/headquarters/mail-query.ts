// What may be asked of the list *E-mails*, and the answer to it.

import { channelNameForm } from '../domain/channel-name.ts'
import { type FieldError, problem } from '../domain/field-checks.ts'
import { type LineFilter, lineCells } from '../domain/lists/line-facets.ts'
import { type MailName, mailCells, mailNames } from '../domain/lists/mail-facets.ts'
import { mailKinds, mailStates, mailTroubleKinds } from '../domain/prospect-view.ts'
import { searchText } from '../domain/search-text.ts'
import { pageAsked } from './list-query.ts'
import type { Counted } from './partner-query.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import { asMailCursor, type MailPage } from './store/mail-lists.ts'

export type MailsQuery = {
  readonly filter: LineFilter<MailName>
  /** A number as it was typed. */
  readonly search?: string
  readonly pageSize: number
  readonly cursor?: string
}

const longestSearch = 100
const numberForm = /^[A-Z]-\d{1,12}$/

const known: Readonly<Record<MailName, (value: string) => boolean>> = {
  status: (value) => mailStates.some((one) => one === value),
  type: (value) => mailKinds.some((one) => one === value),
  // Channels that are no more still have mails.
  channel: (value) => channelNameForm.test(value),
  trouble: (value) => mailTroubleKinds.some((one) => one === value),
}

/**
 * Reads `status`, `type`, `channel`, `trouble`, `search` (a number), `pageSize` (1 to 200) and `cursor`; absent or empty ones
 * have their defaults.
 */
export const mailsQuery = (query: URLSearchParams): MailsQuery | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name)?.trim() || undefined
  const filter = Object.fromEntries(
    mailNames.flatMap((name) => {
      const value = given(name)
      if (value !== undefined && !known[name](value)) errors.push(problem(name, 'unknown-value'))
      return value === undefined ? [] : [[name, value]]
    }),
  ) as LineFilter<MailName>
  const search = searchText(query.get('search') ?? '') || undefined
  if (search !== undefined && search.length > longestSearch) errors.push(problem('search', 'too-long'))
  const { pageSize, cursor } = pageAsked(given, asMailCursor, errors)
  if (errors.length > 0) return { errors }
  return {
    filter,
    ...(search === undefined ? {} : { search }),
    pageSize,
    ...(cursor === undefined ? {} : { cursor }),
  }
}

type Kept = Pick<HeadquartersStore, 'mailList' | 'prospectCounts'>

/** Everything that is counted of mails. */
const countMails = async ({ prospectCounts }: Kept): Promise<Counted<MailName>> => {
  const { counts, isWholeOfMails } = await prospectCounts.read()
  return { cells: lineCells(counts, mailCells, mailNames), isCounting: !isWholeOfMails }
}

/** A page of mails, with what is counted where somebody asked for that. */
export type MailsPage = MailPage & { readonly counted?: Counted<MailName> }

/** Mails, the newest first. @param isCounted whether the page shows how many there are of what */
export const readMails = async (kept: Kept, query: MailsQuery, isCounted = false): Promise<MailsPage> => {
  const { filter, search, pageSize, cursor } = query
  const number = search?.toUpperCase()
  if (number !== undefined && !numberForm.test(number)) return { items: [] }
  // Which list is the shortest is asked where it matters.
  const isAsked = number === undefined && (isCounted || Object.keys(filter).length > 1)
  const counted = isAsked ? await countMails(kept) : undefined
  const page = await kept.mailList({ filter, cells: counted?.cells ?? [], number, pageSize, after: cursor })
  return { ...page, ...(isCounted && counted ? { counted } : {}) }
}
