// The operators and functions of `$filter` expressions, by name.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows
import { dictionary } from '../base/dictionary.ts'

/** @property name in refusals; @property ordering whether it needs an order, in which nothing has no place */
export type Comparison = {
  readonly name: string
  readonly ordering: boolean
  readonly accept: (order: number) => boolean
}

export const comparisons = dictionary<Comparison>({
  eq: { name: 'Equal', ordering: false, accept: (order) => order === 0 },
  ne: { name: 'NotEqual', ordering: false, accept: (order) => order !== 0 },
  gt: { name: 'GreaterThan', ordering: true, accept: (order) => order > 0 },
  ge: { name: 'GreaterThanOrEqual', ordering: true, accept: (order) => order >= 0 },
  lt: { name: 'LessThan', ordering: true, accept: (order) => order < 0 },
  le: { name: 'LessThanOrEqual', ordering: true, accept: (order) => order <= 0 },
})

export const textFunctions = dictionary<(text: string, part: string) => boolean>({
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
})
