// How many errors of each kind are open in one part. The counts change in the same transaction as the error, so they are
// true; where they are not known they are counted anew, and nobody guesses.

import type { FailureCode } from '../../domain/failures.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, onlyTrue, text } from '../../platform/shape.ts'
import { type CatchUpError, isRetryable, kindOf, readFailureCode } from './catch-up-error.ts'

/** Open errors that are alike. */
export type ErrorGroup = {
  readonly code: FailureCode
  readonly kind: string
  readonly isRetryable: boolean
  readonly count: number
}

/** What is known of a part. */
export type PartCounts = {
  /** Every error of earlier versions stands in the lists; until then, the key up to which they do. */
  readonly isPlaced?: true
  readonly place?: string
  /** Absent while they are not known. */
  readonly groups?: readonly ErrorGroup[]
}

export const countsKey = 'counts'

const boolean = (value: unknown): boolean => value === true

const group = objectOf<ErrorGroup>({ code: readFailureCode, kind: text, isRetryable: boolean, count: number })
export const countsFormat = createRowFormat(
  objectOf<PartCounts>({}, { isPlaced: onlyTrue, place: text, groups: listOf(group) }),
)

const isAlike = (a: Omit<ErrorGroup, 'count'>, b: Omit<ErrorGroup, 'count'>): boolean =>
  a.code === b.code && a.kind === b.kind && a.isRetryable === b.isRetryable

const changed = (groups: readonly ErrorGroup[], alike: Omit<ErrorGroup, 'count'>, by: number): ErrorGroup[] => {
  const before = groups.find((each) => isAlike(each, alike))?.count ?? 0
  const others = groups.filter((each) => !isAlike(each, alike))
  return before + by > 0 ? [...others, { ...alike, count: before + by }] : others
}

const groupOf = (error: CatchUpError): Omit<ErrorGroup, 'count'> => ({
  code: error.code,
  kind: kindOf(error),
  isRetryable: isRetryable(error),
})

/** The counts when an error becomes another, such as none an open one. */
export const counted = (
  counts: readonly ErrorGroup[],
  before: CatchUpError | undefined,
  next: CatchUpError | undefined,
): readonly ErrorGroup[] => {
  const without = before?.state === 'Open' ? changed(counts, groupOf(before), -1) : counts
  return next?.state === 'Open' ? changed(without, groupOf(next), 1) : without
}

/** The counts of all parts together, the most frequent first. */
export const summed = (parts: readonly (readonly ErrorGroup[])[]): readonly ErrorGroup[] =>
  parts
    .flat()
    .reduce<readonly ErrorGroup[]>((sum, { count, ...alike }) => changed(sum, alike, count), [])
    .toSorted((a, b) => b.count - a.count || (`${a.code}${a.kind}` < `${b.code}${b.kind}` ? -1 : 1))

/** How many there are of those that fit. */
export const countOf = (groups: readonly ErrorGroup[], fits: (group: ErrorGroup) => boolean): number =>
  groups.reduce((sum, each) => (fits(each) ? sum + each.count : sum), 0)
