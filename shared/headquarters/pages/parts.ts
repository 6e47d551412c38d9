// Small pieces that several pages of headquarters are put together from.

import { countryCodes, isCountryCode } from '../../domain/countries.ts'
import type { ProspectFlag } from '../../domain/flags.ts'
import { languages } from '../../domain/languages.ts'
import type { ProspectStatus } from '../../domain/prospect.ts'
import type { SalesStage } from '../../domain/sales-outcome.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { timeElement } from '../../platform/date-text.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'

const { names, flagWords, flagName, locale, tag } = staffWords

type Tone = 'neutral' | 'active' | 'good' | 'bad' | 'warn'

/** A moment in UTC, in the short form of lists. */
export const moment = (at: string): Html => timeElement(at, locale, 'medium')

/**
 * Text that came from outside, set apart so that its writing direction stays its own:
 * https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-bdi-element
 */
export const foreign = (text: string): Html => html`<bdi>${text}</bdi>`

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

export const stageBadge = (stage: SalesStage): Html => badge(nameOf(names.stages, stage), stageTones[stage])

/** The flags of a prospect as short badges; the whole sentence is on the prospect's page. */
export const flagList = (flags: readonly ProspectFlag[]): HtmlValue =>
  flags.length > 0 &&
  html`<ul class="flags">${flags.map((flag) => html`<li>${badge(flagName(flag), 'warn')}</li>`)}</ul>`

/** The sentence of a flag behind its short name. */
export const flagSentence = (flag: ProspectFlag): Html =>
  html`<strong>${flagName(flag)}.</strong> ${flagWords[flag].sentence}`

export type Fact = readonly [label: string, value: HtmlValue]

/** Label and value pairs; pairs without a value are left out. */
export const facts = (rows: readonly Fact[]): Html => {
  const filled = rows.filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
  return html`<dl class="facts">${filled.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** A titled card; the title names the section for screen readers. */
export const card = (id: string, title: string, content: HtmlValue): Html =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`

/** A form that asks why, in a field named `reason`. @param button with whatever else the form sends */
export const reasonForm = (
  action: string,
  id: string,
  label: string,
  button: Html,
): Html => html`<form class="reason-form" method="post" action="${action}">
<div><label for="${id}">${label}</label><input id="${id}" name="reason" type="text" required maxlength="200" autocomplete="off"></div>
${button}
</form>`

type Column = { readonly title: string; readonly number: boolean }

/** What a table says of itself: the titles of its columns, and what stands there when it has no rows. */
type TableWords<Name extends string> = {
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
 */
export const table = <Name extends string>(
  { caption, columns: titles, empty }: TableWords<Name>,
  names: readonly Name[],
  rows: readonly (readonly HtmlValue[])[],
  numbers: readonly NoInfer<Name>[] = [],
): Html => {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`
  const columns = names.map((name): Column => ({ title: titles[name], number: numbers.includes(name) }))
  return html`<div class="table-frame" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title, number }) => html`<th scope="col"${number && html` class="number"`}>${title}</th>`)}</tr></thead>
<tbody>${rows.map((values) => row(values, columns))}</tbody>
</table>
</div>`
}

// Made when first needed: loading this file must cost a cold start nothing.
const displayNames = new Map<'region' | 'language', Intl.DisplayNames>()

const spokenName = (type: 'region' | 'language', code: string): string => {
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

/** A link to an address that a stranger typed, only when it is an ordinary web address. */
export const webLink = (address: string): Html =>
  /^https?:\/\//i.test(address)
    ? html`<a href="${address}" rel="noreferrer noopener nofollow"><bdi>${address}</bdi></a>`
    : foreign(address)

/** A link that begins an e-mail. */
export const mailLink = (address: string): Html =>
  html`<a href="mailto:${encodeURI(address.toWellFormed()).replace(/[?&#]/g, encodeURIComponent)}"><bdi>${address}</bdi></a>`
