// What prospects are filtered and counted by. A prospect counts in one cell, which names all of it; every number that a list
// or the overview shows is a sum of cells.

import { flagCodes, isUndelivered, lacksInSales, type ProspectFlag } from '../flags.ts'
import type { ProspectStatus, ProspectSummary } from '../prospect.ts'
import type { SalesStage } from '../sales-outcome.ts'

/** What people look at: a flag, or that there may be an earlier prospect of the same company. */
export type Mark = ProspectFlag | 'likely-duplicate'
export const marks: readonly Mark[] = [...flagCodes, 'likely-duplicate']

/** What a prospect is filtered by. */
export type Facets = {
  readonly status: ProspectStatus
  readonly stage: SalesStage
  readonly country: string
  /** Empty on a line that an earlier version wrote. */
  readonly channel: string
  readonly marks: readonly Mark[]
}

/** What is asked for; absent members ask nothing. */
export type ProspectFilter = {
  readonly status?: ProspectStatus | undefined
  readonly stage?: SalesStage | undefined
  readonly country?: string | undefined
  readonly channel?: string | undefined
  /** `any`: somebody should look at it. */
  readonly mark?: Mark | 'any' | undefined
  /** Something of it is missing in Sales. */
  readonly missing?: true | undefined
  /** A mail did not arrive. */
  readonly undelivered?: true | undefined
}
export type FacetName = 'status' | 'stage' | 'country' | 'channel' | 'mark'

export const facetsOf = (line: ProspectSummary): Facets => ({
  status: line.status,
  stage: line.stage,
  country: line.country,
  channel: line.channel ?? '',
  marks: [...line.flags, ...(line.likelyDuplicates ? (['likely-duplicate'] as const) : [])],
})

const isFlag = (mark: Mark): mark is ProspectFlag => mark !== 'likely-duplicate'

/** Whether people have to look at it: a likely duplicate says nothing any more once it is decided, and an applicant is asked. */
const needsLook = ({ status, marks: all }: Facets): boolean =>
  all.some((mark) => mark !== 'question-open' && (status === 'Open' || isFlag(mark)))

/** Whether a prospect is among what is asked for. */
export const isWithin = (asked: ProspectFilter, facets: Facets): boolean =>
  (asked.status ?? facets.status) === facets.status &&
  (asked.stage ?? facets.stage) === facets.stage &&
  (asked.country ?? facets.country) === facets.country &&
  (asked.channel ?? facets.channel) === facets.channel &&
  (asked.mark === undefined || (asked.mark === 'any' ? needsLook(facets) : facets.marks.includes(asked.mark))) &&
  (asked.missing === undefined || lacksInSales({ flags: facets.marks.filter(isFlag) })) &&
  (asked.undelivered === undefined || isUndelivered({ flags: facets.marks.filter(isFlag) }))

/** The list of what Sales does not have any more, and that of those to whom a mail did not arrive. */
export const missingList = 'Missing'
export const undeliveredList = 'mark:mail-not-delivered'

/** Lists of their own that a prospect stands in, beside those of all and of its status. */
export const facetLists = (facets: Facets): string[] => [
  `stage:${facets.stage}`,
  `country:${facets.country}`,
  ...(facets.channel === '' ? [] : [`channel:${facets.channel}`]),
  ...facets.marks.map((mark) => `mark:${mark}`),
  ...(needsLook(facets) ? ['mark:any'] : []),
  ...(isWithin({ missing: true }, facets) ? [missingList] : []),
]

/** Lists in which everything stands that is asked for, each with the part of the question that it answers. */
export const listsFor = (asked: ProspectFilter): readonly (readonly [list: string, part: ProspectFilter])[] => {
  const { status, missing, undelivered } = asked
  const named = (['stage', 'country', 'channel', 'mark'] as const).flatMap((name) =>
    asked[name] === undefined ? [] : [[`${name}:${asked[name]}`, { [name]: asked[name] }] as const],
  )
  return [
    ...named,
    ...(missing ? [[missingList, { missing }] as const] : []),
    ...(undelivered ? [[undeliveredList, { undelivered }] as const] : []),
    ...(status === undefined ? [] : [[status, { status }] as const]),
    ['All', {}],
  ]
}

/** Counted things by their names. */
export type Counts = Readonly<Record<string, number>>

const cellMark = 'p|'
export const cellOf = ({ status, stage, country, channel, marks: all }: Facets): string =>
  `${cellMark}${[status, stage, country, channel, all.toSorted().join(' ')].join('|')}`

export type Cell = { readonly facets: Facets; readonly count: number }

/** The cells among what is counted. */
export const cellsOf = (counts: Counts): Cell[] =>
  Object.entries(counts).flatMap(([name, count]) => {
    if (!name.startsWith(cellMark) || count <= 0) return []
    const [status, stage, country = '', channel = '', all = ''] = name.slice(cellMark.length).split('|')
    const facets = { status, stage, country, channel, marks: all === '' ? [] : all.split(' ') }
    return [{ facets: facets as Facets, count }]
  })

/** How many there are of what is asked for. */
export const countOf = (cells: readonly Cell[], asked: ProspectFilter): number =>
  cells.reduce((sum, { facets, count }) => sum + (isWithin(asked, facets) ? count : 0), 0)

/** Each value that a facet has, whatever is asked of this one, with how many there are of it; the most first. */
export const choicesOf = (
  cells: readonly Cell[],
  asked: ProspectFilter,
  name: FacetName,
): { readonly value: string; readonly count: number }[] => {
  const others = { ...asked, [name]: undefined }
  const found = new Map<string, number>()
  for (const { facets, count } of cells) {
    if (!isWithin(others, facets)) continue
    for (const value of name === 'mark' ? facets.marks : [facets[name]])
      found.set(value, (found.get(value) ?? 0) + count)
  }
  return [...found]
    .map(([value, count]) => ({ value, count }))
    .filter(({ value }) => value !== '')
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** Of the lists in which all of it stands, the shortest, and how many stand there. */
export const shortestList = (
  cells: readonly Cell[],
  asked: ProspectFilter,
): { readonly list: string; readonly count: number } =>
  listsFor(asked)
    .map(([list, part]) => ({ list, count: countOf(cells, part) }))
    .reduce((least, one) => (one.count < least.count ? one : least))
