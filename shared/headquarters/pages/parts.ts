// Small pieces that several pages of headquarters are put together from.

import { countryCodes, isCountryCode } from '../../domain/countries.ts'
import { type ProspectFlag, waitsForApplicant } from '../../domain/flags.ts'
import { languages } from '../../domain/languages.ts'
import type { ProspectStatus } from '../../domain/prospect.ts'
import type { SalesStage } from '../../domain/sales-outcome.ts'
import { keptText } from '../../languages/kept-together.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { ageElement, momentText, timeElement } from '../../platform/date-text.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { moneyInWords } from '../../platform/money-text.ts'

const { names, flagWords, flagName, locale, pages, tag } = staffWords

type Tone = 'neutral' | 'active' | 'good' | 'bad' | 'warn'

/** A moment in UTC, in the short form of lists. */
export const moment = (at: string): Html => timeElement(at, locale, 'medium')

/** The same as text, for what a pointer brings up. */
export const momentWords = (at: string): string => momentText(at, locale)

/** How long ago a moment was, for lists that are looked through. */
export const age = (at: string, now: number): Html => ageElement(at, now, locale)

/**
 * Text that came from outside, set apart so that its writing direction stays its own; of none there is no element:
 * https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-bdi-element
 */
export const foreign = (text: string): Html => (text === '' ? html`` : html`<bdi>${text}</bdi>`)

/** A word with a ground colour; the colour never carries meaning alone. */
export const badge = (text: string, tone: Tone = 'neutral'): Html => html`<span class="badge ${tone}">${text}</span>`

const statusTones: Readonly<Record<ProspectStatus, Tone>> = { Open: 'active', Approved: 'good', Rejected: 'bad' }

export const statusBadge = (status: ProspectStatus): Html => badge(nameOf(names.statuses, status), statusTones[status])

const stageTones: Readonly<Partial<Record<SalesStage, Tone>>> = {
  'Opportunity won': 'good',
  'Opportunity lost': 'bad',
  'Lead disqualified': 'bad',
  'Lead missing': 'warn',
}

/** Where a prospect stands: with Sales, or with its applicant, who was asked something. */
export const stageText = (stage: SalesStage, prospect: { readonly flags: readonly ProspectFlag[] }): string =>
  waitsForApplicant(prospect) ? flagName('question-open') : nameOf(names.stages, stage)

export const stageBadge = (stage: SalesStage): Html => badge(nameOf(names.stages, stage), stageTones[stage])

/** What there is to look at in a row of a list: by name or by number. It is no badge, which would be cut where it is long. */
export const mark = (marks: readonly string[]): HtmlValue =>
  marks.length > 0 &&
  html`<span class="mark">${marks.length === 1 ? marks[0] : pages.prospects.flagCount(marks.length)}</span>`

/** The sentence of a flag behind its short name, and what to do about it. @param more that is known of this one */
export const flagSentence = (flag: ProspectFlag, more?: HtmlValue): Html =>
  html`<strong>${flagName(flag)}.</strong> ${keptText(flagWords[flag].sentence)}${more !== undefined && html` ${more}`} <span class="remedy">${keptText(flagWords[flag].whatToDo)}</span>`

export type Fact = readonly [label: string, value: HtmlValue]

/** Label and value pairs; pairs without a value are left out. */
export const facts = (rows: readonly Fact[]): Html => {
  const filled = rows.filter(([, value]) => html`${value}`.toString() !== '')
  return html`<dl class="facts">${filled.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** A titled card; the title names the section for screen readers. */
export const card = (id: string, title: string, content: HtmlValue): Html =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`

type Column = { readonly name: string; readonly title: string; readonly number: boolean }

/** What a table says of itself: the titles of its columns, and what stands there when it has no rows. */
export type TableWords<Name extends string> = {
  readonly caption: string
  readonly columns: Readonly<Record<Name, string>>
  readonly empty: string
}

const cell = (value: HtmlValue, column: Column | undefined): Html =>
  html`<td data-title="${column?.title}"${column?.number && html` class="number"`}><div>${value}</div></td>`

const row = ([first, ...others]: readonly HtmlValue[], [, ...columns]: readonly Column[]): Html =>
  html`<tr><th scope="row">${first}</th>${others.map((value, index) => cell(value, columns[index]))}</tr>`

/**
 * A table. On narrow screens each row becomes a block whose cells carry their column's title; in between the table
 * scrolls sideways by itself, by keyboard too because its frame takes the focus.
 * @param names the columns, from the first to the last
 * @param rows one value for each column; the first names the row
 * @param numbers columns of numbers
 * @param look `list` for a long list of rows of one line each, whose columns keep their widths whatever stands in them; its
 *   first column is a link, and leads from anywhere in the row
 * @param sorted the column by which the rows are sorted
 */
export const table = <Name extends string>(
  { caption, columns: titles, empty }: TableWords<Name>,
  names: readonly Name[],
  rows: readonly (readonly HtmlValue[])[],
  numbers: readonly NoInfer<Name>[] = [],
  look?: 'list',
  sorted?: readonly [column: NoInfer<Name>, direction: 'ascending' | 'descending'],
): Html => {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`
  const columns = names.map((name): Column => ({ name, title: titles[name], number: numbers.includes(name) }))
  return html`<div class="table-frame" role="region" aria-label="${caption}" tabindex="0">
<table${look && html` class="${look}"`}>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ name, title, number }) => html`<th scope="col"${name === sorted?.[0] && html` aria-sort="${sorted[1]}"`}${(number || look) && html` class="${number ? 'number' : `column-${name}`}"`}>${title}</th>`)}</tr></thead>
<tbody>${rows.map((values) => row(values, columns))}</tbody>
</table>
</div>`
}

type Spoken = 'region' | 'language' | 'currency'

/** An amount as people read it, with the code of its currency; digit by digit what is kept. */
export const moneyWords = (text: string): string => moneyInWords(text, locale)

// Made when first needed: loading this file must cost a cold start nothing.
const displayNames = new Map<Spoken, Intl.DisplayNames>()

const spokenName = (type: Spoken, code: string): string => {
  const names = displayNames.get(type) ?? new Intl.DisplayNames(tag, { type })
  displayNames.set(type, names)
  return names.of(code) ?? code
}

/** `DE` → `Germany`; what is no country code is shown as it stands. */
export const countryName = (code: string): string => (isCountryCode(code) ? spokenName('region', code) : code)

/** Every country with its name, in the order of the names. */
export const countriesByName = (): readonly { readonly code: string; readonly name: string }[] =>
  countryCodes.map((code) => ({ code, name: countryName(code) })).sort((a, b) => (a.name < b.name ? -1 : 1))

/** `nl` → `Dutch`; what is no supported language is shown as it stands. */
export const languageName = (tag: string): string =>
  languages.some((language) => language.tag === tag) ? spokenName('language', tag) : tag

/** `EUR` → `Euro`; what is no code of a currency is shown as it stands. */
export const currencyName = (code: string): string => (/^[A-Z]{3}$/.test(code) ? spokenName('currency', code) : code)

/** A link to an address that a stranger typed, only when it is an ordinary web address. */
export const webLink = (address: string): Html =>
  /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noreferrer noopener nofollow"><bdi>${address}</bdi></a>`
    : foreign(address)

/** A link that begins an e-mail. */
export const mailLink = (address: string): Html =>
  html`<a href="mailto:${encodeURI(address.toWellFormed()).replace(/[?&#]/g, encodeURIComponent)}"><bdi>${address}</bdi></a>`
