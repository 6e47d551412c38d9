// Which catch-up errors the page *Dual-write* shows: its lists and filters, with how many there are of each.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'

/** Which list is shown, as its address says it. */
export type ErrorQuery = {
  readonly state: 'Open' | 'Settled'
  readonly code?: string | undefined
  readonly kind?: string | undefined
}

/** A page of a list: where it begins, how many came before it, and where the pages before it began. */
export type ErrorPlace = {
  readonly place?: string | undefined
  readonly seen: number
  readonly trail: readonly string[]
}

/** How many are open, by what they have in common. */
export type ErrorCounts = {
  readonly groups: readonly {
    readonly code: string
    readonly kind: string
    readonly isRetryable: boolean
    readonly count: number
  }[]
  /** Whether the errors of earlier versions are counted and listed too. */
  readonly isAll: boolean
}

type Filtered = ErrorQuery & ErrorCounts
type Group = ErrorCounts['groups'][number]

const words = staffWords.pages.dualWrite.errors

/** The address of a list, or of a page of it. */
export const errorsUrl = ({ state, code, kind }: ErrorQuery, at?: ErrorPlace): string => {
  const { place, seen = 0, trail = [] } = at ?? {}
  const query = {
    state: state === 'Open' ? undefined : state,
    code,
    kind,
    place,
    seen: seen > 0 ? String(seen) : undefined,
    trail: trail.length > 0 ? trail.join(',') : undefined,
  }
  return `${linkTo('DualWritePage', {}, query)}#errors`
}

export const sumOf = (groups: ErrorCounts['groups'], fits: (group: Group) => boolean): number =>
  groups.reduce((sum, group) => (fits(group) ? sum + group.count : sum), 0)

export const isWithin =
  ({ code, kind }: Pick<ErrorQuery, 'code' | 'kind'>) =>
  (group: Group): boolean =>
    (code === undefined || group.code === code) && (kind === undefined || group.kind === kind)

export const counted = (count: number, isAll: boolean): string => (isAll ? words.number(count) : words.orMore(count))

export const tabs = (list: Filtered): Html =>
  html`<nav class="filters" aria-label="${words.lists}"><ul>
${(['Open', 'Settled'] as const).map(
  (state) =>
    html`<li><a href="${errorsUrl({ state })}"${state === list.state && html` aria-current="page"`}>${
      state === 'Open'
        ? words.open(
            counted(
              sumOf(list.groups, () => true),
              list.isAll,
            ),
          )
        : words.settled
    }</a></li>`,
)}
</ul></nav>`

/** One choice of what is open, with how many there are of each. */
const choice = (list: Filtered, name: 'code' | 'kind', label: string): Html => {
  const others = name === 'code' ? { kind: list.kind } : { code: list.code }
  const fitting = list.groups.filter(isWithin(others))
  const present = list[name]
  const texts = new Set([...fitting.map((group) => group[name]), ...(present === undefined ? [] : [present])])
  return html`<div><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}">
<option value="">${words.any}</option>
${[...texts].map(
  (text) =>
    html`<option value="${text}"${text === present && html` selected`}>${words.choice(
      text,
      sumOf(fitting, (group) => group[name] === text),
    )}</option>`,
)}
</select></div>`
}

export const filter = (list: Filtered): Html =>
  html`<form class="reason-form" method="get" action="${linkTo('DualWritePage', {})}#errors">
${choice(list, 'code', words.reason)}
${choice(list, 'kind', words.kind)}
<button class="button quiet" type="submit">${words.show}</button>
${(list.code !== undefined || list.kind !== undefined) && html`<a href="${errorsUrl({ state: 'Open' })}">${words.showAll}</a>`}
</form>`
