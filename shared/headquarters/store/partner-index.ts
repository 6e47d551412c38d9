// Where in the lists *Partners* and *Users* a line stands, and what it counts as. Both change with the partner, in its
// transaction. The partner and its members say themselves where they stand, as prospects do.

import { foldedWords } from '../../domain/lists/beginnings.ts'
import { everyValue, type LineFacets, lineCell } from '../../domain/lists/line-facets.ts'
import { countedBetween, type Listed, without } from '../../domain/lists/listed.ts'
import { cellKinds } from '../../domain/lists/partner-facets.ts'
import { listOf, objectOf, text } from '../../platform/shape.ts'
import { create, put, remove, type Write } from '../../platform/table.ts'
import { inverted, partnerCountedKey, placeKey } from './keys.ts'
import { countedFormat } from './prospect-index.ts'

export const lists = { partners: 'Partners', users: 'Users' } as const
export type LineList = keyof typeof lists

/** The list of all, or of those of which something is asked, newest first. @param value of what is asked for */
export const listNamed = (list: LineList, name?: string, value?: string): string => {
  if (name === undefined) return lists[list]
  return name === 'status' ? `${lists[list]}:${value}` : `${lists[list]}:${name}:${value}`
}

/** The list of all in another order. */
export const orderedList = (list: LineList, order: 'name' | 'changed'): string => `${lists[list]}.${order}`

/** The reader of what is noted of lists and counts. */
export const readListed = objectOf<Listed>({ lists: listOf(text), counts: listOf(text) })

const longestName = 32

/**
 * By which names sort: their words without case and accents. It ends before any letter, so that a name comes before those
 * that begin with it.
 */
export const nameOrder = (name: string): string =>
  `${[...foldedWords(name).join('-')].slice(0, longestName).join('')}!`.toWellFormed()

/** A channel has a list of its own; a partner names few, and no name that a key cannot have. */
const mostNamed = 8
const isPlain = (value: string): boolean => value === everyValue || /^[\w-]{1,40}$/.test(value)

/** Where a line stands, and what it counts as. */
export const listedAs = (
  list: LineList,
  facets: LineFacets<string>,
  { name, at, changedAt }: { readonly name: string; readonly at: string; readonly changedAt: string },
): Listed => {
  const facetLists = Object.entries(facets).flatMap(([facet, values]) =>
    values
      .filter(isPlain)
      .slice(0, mostNamed)
      .map((value) => listNamed(list, facet, value)),
  )
  return {
    lists: [
      ...[listNamed(list), ...facetLists].map((each) => `${each}|${inverted(at)}`),
      `${orderedList(list, 'name')}|${nameOrder(name)}`,
      `${orderedList(list, 'changed')}|${inverted(changedAt)}`,
    ],
    counts: [lineCell(cellKinds[list], facets)],
  }
}

/** The rows of a line in its lists. @param before where it stood, if an earlier version did not store it */
export const placeWrites = (id: string, packed: unknown, listed: Listed, before: Listed | undefined): Write[] => [
  ...listed.lists.map((place) => put(placeKey(place, id), packed)),
  ...without(before?.lists, listed.lists).map((place) => remove(placeKey(place, id))),
]

/** What a change of a partner adds to the counts, and takes from them. @param change the number of the change */
export const countWrites = (
  organizationId: string,
  change: string,
  lines: readonly { readonly before?: Listed | undefined; readonly after?: Listed | undefined }[],
): Write[] => {
  const changes = lines.map(({ before, after }) => countedBetween(before, after))
  const plus = changes.flatMap((one) => one.plus)
  const minus = changes.flatMap((one) => one.minus)
  if (plus.length + minus.length === 0) return []
  return [create(partnerCountedKey(organizationId, change), countedFormat.pack({ plus, minus }))]
}
