// What may be asked of the list *All prospects*.

import { channelNameForm } from '../domain/channel-name.ts'
import { countryCodes } from '../domain/countries.ts'
import { type FieldError, problem } from '../domain/field-checks.ts'
import { type FacetName, marks, type ProspectFilter } from '../domain/lists/facets.ts'
import { type ProspectStatus, prospectStatuses } from '../domain/prospect.ts'
import { idsBeginWith } from '../domain/reference.ts'
import { salesStages } from '../domain/sales-outcome.ts'
import { asCursor } from './store/prospect-lists.ts'

export type ListQuery = {
  readonly status: ProspectStatus | undefined
  /** Only those of which something is missing in Sales, whatever their status. */
  readonly missing?: true
  /** Only those to whom a mail did not arrive, whatever their status. */
  readonly undelivered?: true
  /** Only those who are in their stage for longer than its target, the longest first. */
  readonly overdue?: true
  /** What the ids begin with of those that an applicant's reference stands for, whatever their status. */
  readonly idsBegin?: string
  /** What is looked for among all, whatever their status. */
  readonly search?: string
  /** What else they are narrowed to. */
  readonly narrowed?: Omit<ProspectFilter, 'status' | 'missing' | 'undelivered'>
  /** Absent: the newest first. */
  readonly sort?: Exclude<Sort, 'newest'>
  readonly pageSize: number
  readonly cursor?: string
}

export const sorts = ['newest', 'oldest', 'name'] as const
export type Sort = (typeof sorts)[number]

/** In characters, as the longest name of a company. */
export const longestSearch = 200

export const listLimits = { defaultPage: 50, largestPage: 200 } as const

/**
 * Reads `pageSize` and `cursor`, as every list of headquarters has them.
 * @param asCursor `undefined` for what no page returned
 * @param errors to which is added what is wrong
 */
export const pageAsked = (
  given: (name: string) => string | undefined,
  asCursor: (text: string) => string | undefined,
  errors: FieldError[],
): { readonly pageSize: number; readonly cursor: string | undefined } => {
  const pageSize = Number(given('pageSize') ?? listLimits.defaultPage)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > listLimits.largestPage)
    errors.push(problem('pageSize', 'format', `Give a whole number from 1 to ${listLimits.largestPage}.`))
  const cursorText = given('cursor')
  const cursor = cursorText === undefined ? undefined : asCursor(cursorText)
  if (cursorText !== undefined && cursor === undefined)
    errors.push(problem('cursor', 'format', 'Give a cursor that an earlier page returned.'))
  return { pageSize, cursor }
}

/** Lists of what is flagged, by the names that queries have for them. */
const flagged = ['missing', 'undelivered', 'overdue'] as const

/** Reads `stage`, `country`, `channel` and `mark` (a flag, `likely-duplicate` or `any`). */
const narrowedBy = (given: (name: string) => string | undefined, errors: FieldError[]): ListQuery['narrowed'] => {
  const oneOf = <T extends string>(name: FacetName, known: readonly T[]): { readonly [name: string]: T } => {
    const asked = given(name)
    const found = known.find((one) => one === asked)
    if (asked !== undefined && found === undefined) errors.push(problem(name, 'unknown-value'))
    return found === undefined ? {} : { [name]: found }
  }
  const channel = given('channel')
  // Channels that are no more still have prospects.
  const isName = channel !== undefined && channelNameForm.test(channel)
  if (channel !== undefined && !isName) errors.push(problem('channel', 'unknown-value'))
  const found = {
    ...oneOf('stage', salesStages),
    ...oneOf('country', countryCodes),
    ...(isName ? { channel } : {}),
    ...oneOf('mark', [...marks, 'any'] as const),
  }
  return Object.keys(found).length > 0 ? found : undefined
}

/**
 * Reads `search`, `reference`, `status`, `missing`, `undelivered` or `overdue`, what they are narrowed to, `sort` (`newest`, `oldest`, `name`), `pageSize`
 * (1 to 200) and `cursor`; absent or empty ones have their defaults.
 */
export const listQuery = (query: URLSearchParams): ListQuery | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = []
  const given = (name: string) => query.get(name) || undefined
  const statusText = given('status')
  const status = prospectStatuses.find((known) => known === statusText)
  if (statusText !== undefined && !status) errors.push(problem('status', 'unknown-value'))
  const wanted = flagged.filter((name) => given(name) !== undefined)
  for (const name of wanted)
    if (given(name) !== 'true' || statusText !== undefined || name !== wanted[0])
      errors.push(problem(name, 'unknown-value'))
  const reference = given('reference')
  const idsBegin = reference === undefined ? undefined : idsBeginWith(reference)
  if (reference !== undefined && idsBegin === undefined)
    errors.push(problem('reference', 'format', 'Give a reference such as 000-000-000, as the applicant was told.'))
  const search = given('search')
  if (search !== undefined && search.length > longestSearch)
    errors.push(problem('search', 'too-long', `At most ${longestSearch} characters.`))
  const narrowed = narrowedBy(given, errors)
  const sortText = given('sort') ?? 'newest'
  const sort = sorts.find((known) => known === sortText)
  if (!sort) errors.push(problem('sort', 'unknown-value'))
  const { pageSize, cursor } = pageAsked(given, asCursor, errors)
  if (errors.length > 0) return { errors }
  const flaggedAs = Object.fromEntries(wanted.map((name) => [name, true as const]))
  const order = { ...(narrowed ? { narrowed } : {}), ...(!sort || sort === 'newest' ? {} : { sort }) }
  const found = { ...(idsBegin === undefined ? {} : { idsBegin }), ...(search === undefined ? {} : { search }) }
  return { status, ...flaggedAs, ...found, ...order, pageSize, ...(cursor === undefined ? {} : { cursor }) }
}
