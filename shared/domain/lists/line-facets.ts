// What the lines of a list are filtered and counted by, whatever list it is. A line counts in one cell, which names all of it;
// every number that its filters show is a sum of cells.

import type { Counts } from './facets.ts'

/** The values of a line, by the names of what it is filtered by. */
export type LineFacets<Name extends string> = Readonly<Record<Name, readonly string[]>>

/** What is asked for; absent members ask nothing. */
export type LineFilter<Name extends string> = { readonly [Each in Name]?: string | undefined }

export type LineCell<Name extends string> = { readonly facets: LineFacets<Name>; readonly count: number }

/** A value that stands for all of its kind: such a line is among whatever is asked for. */
export const everyValue = '*'

const has = (values: readonly string[], asked: string): boolean => values.includes(asked) || values.includes(everyValue)

const namesOf = <Name extends string>(facets: LineFacets<Name>): Name[] => Object.keys(facets) as Name[]

/** Whether a line is among what is asked for. */
export const isAmong = <Name extends string>(asked: LineFilter<Name>, facets: LineFacets<Name>): boolean =>
  namesOf(facets).every((name) => {
    const wanted = asked[name]
    return wanted === undefined || has(facets[name], wanted)
  })

/** @param kind which list it is */
export const lineCell = <Name extends string>(kind: string, facets: LineFacets<Name>): string =>
  [kind, ...namesOf(facets).map((name) => facets[name].toSorted().join(' '))].join('|')

/** The cells of a list among what is counted. @param names in the order in which its lines have them */
export const lineCells = <Name extends string>(
  counts: Counts,
  kind: string,
  names: readonly Name[],
): LineCell<Name>[] =>
  Object.entries(counts).flatMap(([cell, count]) => {
    if (!cell.startsWith(`${kind}|`) || count <= 0) return []
    const texts = cell.split('|').slice(1)
    const values = names.map((name, at) => [name, (texts[at] ?? '').split(' ').filter((value) => value !== '')])
    return [{ facets: Object.fromEntries(values) as LineFacets<Name>, count }]
  })

/** How many there are of what is asked for. */
export const countLines = <Name extends string>(cells: readonly LineCell<Name>[], asked: LineFilter<Name>): number =>
  cells.reduce((sum, { facets, count }) => sum + (isAmong(asked, facets) ? count : 0), 0)

/** Each value there is of a name, whatever is asked of this one, with how many there are of it; the most first. */
export const lineChoices = <Name extends string>(
  cells: readonly LineCell<Name>[],
  asked: LineFilter<Name>,
  name: Name,
): { readonly value: string; readonly count: number }[] =>
  [...new Set(cells.flatMap(({ facets }) => facets[name]))]
    .filter((value) => value !== everyValue)
    .map((value) => ({ value, count: countLines(cells, { ...asked, [name]: value }) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

/** Of what is asked for the one thing of which there is least, and how much; of nothing, how much there is of all. */
export const rarest = <Name extends string>(
  cells: readonly LineCell<Name>[],
  asked: LineFilter<Name>,
): { readonly name?: Name; readonly count: number } =>
  (Object.keys(asked) as Name[])
    .filter((name) => asked[name] !== undefined)
    .map((name) => ({ name, count: countLines(cells, { [name]: asked[name] } as LineFilter<Name>) }))
    .reduce<{ readonly name?: Name; readonly count: number }>(
      (least, one) => (least.name === undefined || one.count < least.count ? one : least),
      { count: countLines(cells, {}) },
    )

/** Orders in which the lines of a list can be had. */
export const lineOrders = ['newest', 'name', 'changed'] as const
export type LineOrder = (typeof lineOrders)[number]
