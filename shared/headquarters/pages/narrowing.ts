// What the list of prospects is narrowed to and sorted by: a form whose choices say how many there are of each.

import { linkTo } from '../../domain/link-to.ts'
import { type Cell, choicesOf, type FacetName, type Mark, type ProspectFilter } from '../../domain/lists/facets.ts'
import type { SalesStage } from '../../domain/sales-outcome.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { type Sort, sorts } from '../list-query.ts'
import { countryName } from './parts.ts'

const { pages, names, flagName } = staffWords
const words = pages.prospects.narrow

/** What is asked of a list. */
export type Narrowing = {
  readonly asked: ProspectFilter
  readonly sort: Sort
  /** Everything that is counted. */
  readonly cells: readonly Cell[]
  /** Where headquarters decides there are no stages of Sales. */
  readonly isWithSales?: boolean
  /** Of those whose target is over, who have an order of their own. */
  readonly isOverdue?: boolean
}

export const markName = (mark: Mark | 'any'): string => {
  if (mark === 'any') return words.any
  return mark === 'likely-duplicate' ? words.likelyDuplicate : flagName(mark)
}

const valueNames: Readonly<Record<FacetName, (value: string) => string>> = {
  status: (value) => value,
  stage: (value) => nameOf(names.stages, value as SalesStage),
  country: countryName,
  channel: (value) => value,
  mark: (value) => markName(value as Mark | 'any'),
}

/** How many there are, as people write it. */
export const counted = (count: number): string => pages.lists.count(count)

/** What a list is narrowed to, in words. */
export const narrowedWords = ({ asked }: Pick<Narrowing, 'asked'>): string[] =>
  (['stage', 'country', 'channel', 'mark'] as const).flatMap((name) => {
    const value = asked[name]
    return value === undefined ? [] : [valueNames[name](value)]
  })

/** What an address says of it. */
export const narrowedQuery = ({
  asked,
  sort,
  isOverdue,
}: Pick<Narrowing, 'asked' | 'sort' | 'isOverdue'>): Record<string, string | undefined> => {
  const { status, missing, undelivered, ...others } = asked
  if (isOverdue) return { overdue: 'true', ...others }
  return {
    ...(missing ? { missing: 'true' } : undelivered ? { undelivered: 'true' } : { status }),
    ...others,
    sort: sort === 'newest' ? undefined : sort,
  }
}

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === (chosen ?? '') && html` selected`}>${name}</option>`

const choice = ({ asked, cells }: Narrowing, name: Exclude<FacetName, 'status'>): Html => {
  const present = asked[name]
  const found = choicesOf(cells, asked, name)
  const attention = name === 'mark' && found.length > 0 ? [option('any', words.any, present)] : []
  const all =
    found.some(({ value }) => value === present) || present === undefined || present === 'any'
      ? found
      : [...found, { value: present, count: 0 }]
  return html`<div><label for="by-${name}">${words.labels[name]}</label><select id="by-${name}" name="${name}">
${option('', words.every, present)}
${attention}
${all.map(({ value, count }) => option(value, words.choice(valueNames[name](value), counted(count)), present))}
</select></div>`
}

/** The form, and what it says of itself where something is narrowed or sorted. */
export const narrowingForm = (page: Narrowing): Html => {
  const { asked, sort, isOverdue = false } = page
  const { status, missing, undelivered } = narrowedQuery(page)
  const isNarrowed = narrowedWords(page).length > 0 || sort !== 'newest'
  return html`<form class="reason-form narrowing" method="get" action="${linkTo('ProspectsPage', {})}">
${status !== undefined && html`<input type="hidden" name="status" value="${status}">`}
${missing !== undefined && html`<input type="hidden" name="missing" value="${missing}">`}
${undelivered !== undefined && html`<input type="hidden" name="undelivered" value="${undelivered}">`}
${isOverdue && html`<input type="hidden" name="overdue" value="true">`}
${(['stage', 'country', 'channel', 'mark'] as const)
  .filter((name) => name !== 'stage' || page.isWithSales !== false)
  .map((name) => choice(page, name))}
${
  !isOverdue &&
  html`<div><label for="sort">${words.sort}</label><select id="sort" name="sort">
${sorts.map((each) => option(each === 'newest' ? '' : each, words.sorts[each], sort === 'newest' ? '' : sort))}
</select></div>`
}
<button class="button quiet" type="submit">${words.show}</button>
${isNarrowed && html`<a href="${linkTo('ProspectsPage', {}, narrowedQuery({ asked: { status: asked.status, missing: asked.missing, undelivered: asked.undelivered }, sort: 'newest', isOverdue }))}">${words.showAll}</a>`}
</form>`
}
