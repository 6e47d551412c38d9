// The log of changes on the page *Audit*: what the timelines of all prospects tell, newest first.

import { linkTo } from '../../domain/link-to.ts'
import { storedTimelineCodes } from '../../domain/timeline.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import type { ChangeFilter, LoggedChange } from '../store/change-log.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { changeLines } from './change-lines.ts'
import { listTitle, type PageLink, type PagePlace, pagingLinks } from './paging.ts'
import { card, foreign, moment, table } from './parts.ts'
import { reasonOf } from './reason-of.ts'
import { auditTabs, filterField } from './render-audit.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, timelineLine } = staffWords
const words = pages.audit

export type ChangesPage = StaffFrame &
  PagePlace & {
    /** Newest first. */
    readonly changes: readonly LoggedChange[]
    readonly filter: ChangeFilter
  }

const address = ({ filter }: ChangesPage, more: PageLink & { readonly format?: 'csv' }): string =>
  linkTo(
    'AuditPage',
    {},
    {
      of: 'changes',
      id: filter.prospectId,
      who: filter.who,
      change: filter.change,
      from: filter.from,
      to: filter.to,
      ...more,
    },
  )

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`

/** Who can be chosen: parts of the system and jobs; a person that an address names stays chosen. */
const whoOptions = (chosen: string | undefined): readonly Html[] => {
  const known = Object.entries(words.changes.actors)
  const isKnown = chosen === undefined || known.some(([id]) => id === chosen)
  return [...known, ...(isKnown ? [] : [[chosen, chosen] as const])].map(([id, name]) => option(id, name, chosen))
}

const filterForm = ({ filter }: ChangesPage): Html =>
  html`<form class="reason-form narrowing" method="get" action="${linkTo('AuditPage', {})}">
<input type="hidden" name="of" value="changes">
${filterField('id', words.changes.prospect, html`<input id="id" name="id" value="${filter.prospectId ?? ''}">`)}
${filterField('who', words.changes.who, html`<select id="who" name="who">${option('', words.any, filter.who)}${whoOptions(filter.who)}</select>`)}
${filterField('change', words.act, html`<select id="change" name="change">${option('', words.any, filter.change)}${storedTimelineCodes.map((code) => option(code, words.changes.codes[code], filter.change))}</select>`)}
${filterField('from', words.since, html`<input id="from" name="from" type="date" value="${filter.from ?? ''}">`)}
${filterField('to', words.until, html`<input id="to" name="to" type="date" value="${filter.to ?? ''}">`)}
<button class="button quiet" type="submit">${words.show}</button>
</form>`

const columns = ['at', 'who', 'what', 'on', 'said'] as const

const row = ({ prospectId, number, entry }: LoggedChange): readonly HtmlValue[] => {
  const { at, who, what, by } = timelineLine(entry)
  const changes = changeLines(entry, '–')
  const why = reasonOf(entry)
  return [
    moment(at),
    foreign(by === undefined ? who : `${who} · ${by}`),
    foreign(what),
    html`<a href="${linkTo('ProspectPage', { prospectId })}">${number}</a>`,
    html`${why !== undefined && foreign(why)}${changes.length > 0 && html`<ul>${changes}</ul>`}`,
  ]
}

/** The page, with its filter. */
export const renderChanges = (page: ChangesPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(words.title, words.lists.changes, page),
    area: 'audit',
    main: html`<div class="page-head"><h1>${words.title}</h1><p>${words.changes.intro}</p></div>
${auditTabs('changes')}
${filterForm(page)}
${table(words.changes.table, columns, page.changes.map(row))}
${pagingLinks(page, (link) => address(page, link), html`<a class="button quiet" href="${address(page, { format: 'csv' })}">${words.file}</a>`, { ...words.pages, paging: words.paging })}`,
  })

const shortColumns = ['at', 'who', 'what', 'said'] as const

/** What happened to one thing, newest first; nothing where nothing did. */
export const changesSection = (changes: readonly LoggedChange[] = [], viewer: Viewer | undefined): HtmlValue => {
  const [first] = changes
  return (
    first !== undefined &&
    card(
      'changes',
      words.changes.section,
      html`${table(
        words.changes.table,
        shortColumns,
        changes.map((each) => {
          const [at, who, what, , said] = row(each)
          return [at, who, what, said]
        }),
      )}${mayOpen(viewer, 'AuditPage') && html`<p><a href="${linkTo('AuditPage', {}, { of: 'changes', id: first.prospectId })}">${words.changes.all}</a></p>`}`,
    )
  )
}
