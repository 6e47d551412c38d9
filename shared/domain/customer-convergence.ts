// A customer here and its account or contact in Sales become equal, field by field. Only states are compared, so our own
// write coming back as an event changes nothing, and lost, doubled or disordered events do not matter.

import type { CustomerPath, Readings, Values } from './customer-fields.ts'
import { heldAfter } from './reading.ts'
import { truncate } from './text.ts'

/** A field that both sides have. */
export type SharedField = {
  readonly path: CustomerPath
  /** Whether its text may be cut where the column in Sales is shorter; otherwise it is not written. */
  readonly mayBeCut: boolean
  /** Whether what Sales has is all that it can say of our text. */
  readonly saysSame?: (theirs: string, ours: string) => boolean
}

/** New texts by the path of their field; `null` empties one. */
export type FieldChanges = Readonly<Partial<Record<CustomerPath, string | null>>>
/** Longest texts by the path of their field, in UTF-16 code units. */
export type FieldLengths = Readonly<Partial<Record<CustomerPath, number>>>

export type FieldConvergence = {
  /** The texts headquarters should have. */
  readonly next: Values
  /** What Sales has to be told: only columns that differ; `null` empties one. */
  readonly write: FieldChanges
  /** Fields whose text came from Sales. */
  readonly taken: readonly CustomerPath[]
  /** Fields changed here that Sales has once `write` is done. */
  readonly settled: readonly CustomerPath[]
  /** Fields among these that Sales has only in part. */
  readonly cut: readonly CustomerPath[]
  /** Fields changed here that Sales has no room for; they stay unwritten. */
  readonly tooLong: readonly CustomerPath[]
}

/** Whether Sales has our text, cut to the length that its column had then. */
const isCutOf = (theirs: string, ours: string): boolean =>
  theirs.length > 1 && theirs.length < ours.length && truncate(ours, theirs.length) === theirs

/**
 * What is missing for the two sides to be equal. A field changed in headquarters and not yet written to Sales goes to
 * Sales; every other difference that is known comes from Sales.
 * @param ours texts of the customer
 * @param unwritten fields changed in headquarters since they were last written to Sales
 * @param theirs texts of the account or contact, read after the customer was
 * @param lengths longest text of each column, where it is known, in UTF-16 code units
 * @param keep fields whose text in Sales cannot be taken
 */
export const convergeFields = (
  fields: readonly SharedField[],
  ours: Values,
  unwritten: readonly CustomerPath[],
  theirs: Readings,
  lengths: FieldLengths = {},
  keep: readonly CustomerPath[] = [],
): FieldConvergence => {
  const next: Partial<Record<CustomerPath, string>> = { ...ours }
  const write: Partial<Record<CustomerPath, string | null>> = {}
  const paths = (): CustomerPath[] => []
  const found = { taken: paths(), settled: paths(), cut: paths(), tooLong: paths() }
  for (const { path, mayBeCut, saysSame = () => false } of fields) {
    const mine = ours[path] ?? ''
    const other = heldAfter(theirs[path], mine) ?? ''
    const isKnown = theirs[path] !== undefined
    const room = lengths[path] ?? Number.POSITIVE_INFINITY
    if (unwritten.includes(path)) {
      const fitted = mayBeCut ? truncate(mine, room) : mine
      if (fitted.length > room) {
        found.tooLong.push(path)
        continue
      }
      if (!isKnown || (other !== fitted && !saysSame(other, fitted))) write[path] = fitted === '' ? null : fitted
      found.settled.push(path)
      if (fitted !== mine) found.cut.push(path)
    } else if (
      mine !== other &&
      !saysSame(other, mine) &&
      !(mayBeCut && isCutOf(other, mine)) &&
      !keep.includes(path)
    ) {
      if (other === '') delete next[path]
      else next[path] = other
      found.taken.push(path)
    }
  }
  return { next, write, ...found }
}
