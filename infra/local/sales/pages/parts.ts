// Building blocks that several pages share: commands, tables, read-only facts, the heading of a record.
import { type Html, type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { type Icon, icon } from './icons.ts'

/** A command that opens a page of its own. */
export const linkCommand = (href: string, text: string, name: Icon): Html =>
  html`<a class="command" href="${href}">${icon(name)}<span>${text}</span></a>`

/** A command that acts at once, by POST. */
export const postCommand = (action: string, text: string, name: Icon): Html =>
  html`<form method="post" action="${action}"><button class="command">${icon(name)}<span>${text}</span></button></form>`

/** A command that submits the record's form, which stands elsewhere in the page. */
export const saveCommand = (form: string): Html =>
  html`<button class="command" form="${form}">${icon('save')}<span>Save</span></button>`

/** A command with a menu of choices; each choice posts its value under the given name. */
export const menuCommand = (
  action: string,
  text: string,
  field: string,
  choices: Readonly<Record<number, string>>,
  name: Icon,
): Html => html`<details class="menu"><summary class="command">${icon(name)}<span>${text}</span></summary>
<form method="post" action="${action}">${Object.entries(choices).map(
  ([value, choice]) => html`<button name="${field}" value="${value}">${choice}</button>`,
)}</form></details>`

/** One fact of a read-only list; an empty value shows as three dashes, as in the product. */
export const fact = (name: string, value: HtmlValue): Html =>
  html`<div class="fact"><dt>${name}</dt><dd>${value === '' || value === undefined ? html`<span class="empty">---</span>` : value}</dd></div>`

/** A table with a caption; `empty` is said instead of the table when there are no rows. */
export const table = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly HtmlValue[])[],
  empty: string,
): Html =>
  rows.length === 0
    ? html`<p class="empty-list">${empty}</p>`
    : html`<div class="table-wrap" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
        (cells) =>
          html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${columns[at] ?? ''}">${cell}</td>`))}</tr>`,
      )}</tbody></table></div>`

/** The heading of a record: its name, what it is, and the facts that stand at the right. */
export const recordHeading = (name: string, kind: string, facts: HtmlValue): Html =>
  html`<header class="record-heading"><div><h1>${name || '(no name)'}</h1><p class="record-kind">${kind}</p></div><dl class="heading-facts">${facts}</dl></header>`

/** A titled card. */
export const card = (title: string, content: HtmlValue): Html =>
  html`<section class="card"><h2>${title}</h2>${content}</section>`

/** A list of links to related records. */
export const linkList = (links: readonly { href: string; text: string; note?: string }[], empty: string): Html =>
  links.length === 0
    ? html`<p class="empty-list">${empty}</p>`
    : html`<ul class="links">${links.map(
        (link) =>
          html`<li><a href="${link.href}">${link.text || '(no name)'}</a>${link.note && html`<span class="note">${link.note}</span>`}</li>`,
      )}</ul>`

/** A pill that shows a record's state; the label always says it in words too. */
export const statePill = (state: number | undefined, text: string): Html =>
  html`<span class="pill pill-${state === 0 ? 'open' : state === 1 ? 'good' : 'bad'}">${text}</span>`
