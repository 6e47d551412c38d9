// Groups the rows of a query and computes over the groups.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/aggregate-data
import { SalesError } from '../base/errors.ts'
import { compareValues, type Plain } from '../cells/plain-values.ts'
import { invalidFetch } from './conditions.ts'

/** The service computes over no more rows than these. */
const mostRows = 50_000

/** One value of the result. `group`: rows of equal values belong together; `compute`: computed over a group. */
export type Measure<T> = {
  readonly alias: string
  readonly get: (item: T) => Plain
} & ({ readonly group: true } | { readonly group: false; readonly compute: (values: readonly Plain[]) => Plain })

const numbers = (values: readonly Plain[]): number[] =>
  values.filter((value): value is number => typeof value === 'number')
const filled = (values: readonly Plain[]): Plain[] => values.filter((value) => value !== null)
const extreme =
  (sign: 1 | -1) =>
  (values: readonly Plain[]): Plain =>
    filled(values).reduce<Plain>(
      (best, value) => (best === null || compareValues(value, best) * sign > 0 ? value : best),
      null,
    )
const sum = (values: readonly Plain[]): Plain => {
  const all = numbers(values)
  // Amounts have at most ten decimals; adding binary fractions must not show.
  return all.length === 0 ? null : Math.round(all.reduce((total, value) => total + value, 0) * 1e4) / 1e4
}

const functions: Readonly<Record<string, (values: readonly Plain[]) => Plain>> = {
  count: (values) => values.length,
  countcolumn: (values) => filled(values).length,
  sum,
  avg: (values) => {
    const total = sum(values)
    return typeof total === 'number' ? total / numbers(values).length : null
  },
  min: extreme(-1),
  max: extreme(1),
}

/** The function of this name; `distinct` counts equal values once. @throws SalesError 400 when there is none */
export const aggregateFunction = (name: string, distinct: boolean): ((values: readonly Plain[]) => Plain) => {
  const compute = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!compute) throw invalidFetch(`The aggregate '${name}' is unknown.`)
  return distinct ? (values) => compute([...new Set(values)]) : compute
}

const partOf: Readonly<Record<string, (date: Date) => number>> = {
  day: (date) => date.getUTCDate(),
  week: (date) => {
    const first = new Date(Date.UTC(date.getUTCFullYear(), 0, 1))
    return Math.floor(((date.getTime() - first.getTime()) / 86_400_000 + first.getUTCDay()) / 7) + 1
  },
  month: (date) => date.getUTCMonth() + 1,
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  year: (date) => date.getUTCFullYear(),
}

/** The part of a date that rows are grouped by. @throws SalesError 400 for fiscal periods, which are not had here */
export const datePart = (name: string): ((value: Plain) => Plain) => {
  const part = Object.hasOwn(partOf, name) ? partOf[name] : undefined
  if (!part) throw invalidFetch(`Grouping dates by '${name}' is not had here.`)
  return (value) => (value === null ? null : part(new Date(String(value))))
}

/**
 * The result: one entry for each group, in the order in which the groups first appear; without groups one for all rows.
 * @throws SalesError 400 0x8004e023 for more than 50,000 rows
 */
export const aggregate = <T>(items: readonly T[], measures: readonly Measure<T>[]): Record<string, Plain>[] => {
  if (items.length > mostRows)
    throw new SalesError(400, '0x8004e023', 'The maximum record limit is exceeded. Reduce the number of records.')
  const groupedBy = measures.filter((measure) => measure.group)
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const at = JSON.stringify(groupedBy.map(({ get }) => get(item)))
    const group = groups.get(at)
    if (group) group.push(item)
    else groups.set(at, [item])
  }
  const all = groupedBy.length === 0 ? [items] : [...groups.values()]
  return all.map((group) =>
    Object.fromEntries(
      measures.map((measure) => {
        const [first] = group
        if (measure.group) return [measure.alias, first === undefined ? null : measure.get(first)]
        return [measure.alias, measure.compute(group.map((item) => measure.get(item)))]
      }),
    ),
  )
}
