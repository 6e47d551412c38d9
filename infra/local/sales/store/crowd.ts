// A crowd: very many rows of one table that nobody stored. Each follows from its number, so a million of them cost as
// much as their prototype. They stand for the rows of other people in a large organization.
import type { Value, Values } from '../schema/types.ts'
import type { Row } from './row.ts'

/** What a crowd is made of. Moments are ISO 8601 in UTC. */
export type CrowdWishes = {
  /** Logical name, such as `account`. */
  readonly table: string
  readonly count: number
  /** The rows were last changed at even distances between these two, the first row first. */
  readonly changedFrom: string
  readonly changedTo: string
  /** What every row holds, besides its key, its name and its dates. */
  readonly values: Values
  /** The columns that hold a text of each row's own, made of this column's value and the row's number. */
  readonly numbered: readonly string[]
}

/** Which rows of a crowd are meant: from the first number up to, but without, the second. */
export type Span = readonly [number, number]

export type Crowd = {
  readonly table: string
  readonly primaryId: string
  readonly count: number
  /** A row as every one of the crowd is in all columns but those that vary. */
  readonly prototype: Row
  /** The columns in which the rows differ. */
  readonly varying: ReadonlySet<string>
  row(number: number): Row
  /** The number of the row with this id; undefined when it is not of this crowd. */
  numberOf(id: string): number | undefined
  /** The first row that was changed at this moment (milliseconds) or later. */
  firstChangedAt(milliseconds: number): number
  /** The first row with a version after this one. */
  firstAfterVersion(version: number): number
}

const clamped = (value: number, count: number): number => Math.min(Math.max(value, 0), count)

/**
 * @param place which crowd of the organization this is, from 0
 * @param version the newest version given so far; the crowd takes the next ones
 */
export const createCrowd = (wishes: CrowdWishes, primaryId: string, place: number, version: number): Crowd => {
  const { table, count } = wishes
  const begin = `c${place.toString(16).padStart(7, '0')}-0000-4000-8000-`
  const from = Date.parse(wishes.changedFrom)
  const step = count > 1 ? (Date.parse(wishes.changedTo) - from) / (count - 1) : 0
  const changedAt = (number: number): number => Math.floor((from + number * step) / 1000) * 1000
  const row = (number: number): Row => {
    const id = begin + number.toString(16).padStart(12, '0')
    const modifiedon = `${new Date(changedAt(number)).toISOString().slice(0, 19)}Z`
    const values: Record<string, Value> = { ...wishes.values, [primaryId]: id, createdon: modifiedon, modifiedon }
    for (const name of wishes.numbered) values[name] = `${wishes.values[name]} ${number}`
    return { id, version: version + 1 + number, values }
  }
  // Dates have whole seconds, so several rows may share one: the first of them is looked for.
  const firstChangedAt = (milliseconds: number): number => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if (changedAt(middle) >= milliseconds) high = middle
      else low = middle + 1
    }
    return low
  }
  return {
    table,
    primaryId,
    count,
    prototype: row(0),
    varying: new Set([primaryId, 'createdon', 'modifiedon', 'versionnumber', ...wishes.numbered]),
    row,
    numberOf: (id) => {
      if (!id.startsWith(begin)) return undefined
      const number = Number.parseInt(id.slice(begin.length), 16)
      return number < count ? number : undefined
    },
    firstChangedAt,
    firstAfterVersion: (after) => clamped(after - version, count),
  }
}
