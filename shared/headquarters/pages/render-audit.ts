// The page *Audit*: who did what, on what, when and why; and the same, short, for the page of what it was done on.

import { type ActObject, actCodes, objectKinds } from '../../domain/acts.ts'
import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { AuditAct, AuditFilter } from '../store/audit-reader.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { badge, card, foreign, moment, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const words = staffWords.pages.audit

export type AuditPage = StaffFrame & {
  /** Newest first. */
  readonly acts: readonly AuditAct[]
  /** Where the next page begins. */
  readonly next?: string | undefined
  readonly filter: AuditFilter
  /** Where this page begins, when it is not the first. */
  readonly cursor?: string | undefined
}

const whoDid = ({ who }: AuditAct): HtmlValue => foreign(who.name ?? (who.id === '' ? words.nobody : who.id))

const objectLink = ({ kind, id }: ActObject): HtmlValue => {
  const name = words.objects[kind]
  if (kind === 'prospect') return html`<a href="${linkTo('ProspectPage', { prospectId: id })}">${name}</a>`
  if (kind === 'customer') return html`<a href="${linkTo('CustomerPage', { customerId: id })}">${name}</a>`
  return kind === 'job' ? html`${name} ${foreign(id)}` : name
}

const changes = ({ before = {}, after = {} }: AuditAct): HtmlValue => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return (
    names.length > 0 &&
    html`<ul>${names.map(
      (name) => html`<li>${name}: ${foreign(before[name] ?? '–')} → ${foreign(after[name] ?? '–')}</li>`,
    )}</ul>`
  )
}

const said = (act: AuditAct): HtmlValue =>
  html`${act.outcome !== 'done' && badge(words.outcomes[act.outcome], 'warn')} ${act.why !== undefined && foreign(act.why)}${changes(act)}${act.erased === true && words.erased}`

const address = ({ filter }: AuditPage, more: Readonly<Record<string, string | undefined>>): string =>
  linkTo(
    'AuditPage',
    {},
    {
      kind: filter.on?.kind,
      id: filter.on?.id,
      who: filter.who,
      act: filter.act,
      from: filter.from,
      to: filter.to,
      ...more,
    },
  )

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`

const field = (id: string, label: string, control: Html): Html =>
  html`<p class="field"><label for="${id}">${label}</label>${control}</p>`

const filterForm = ({ filter }: AuditPage): Html => {
  const acts = actCodes.map((act) => option(act, words.acts[act], filter.act))
  const kinds = objectKinds.map((kind) => option(kind, words.objects[kind], filter.on?.kind))
  return html`<form class="card" method="get" action="${linkTo('AuditPage', {})}">
<div class="fields">
${field('act', words.act, html`<select id="act" name="act">${option('', words.any, filter.act)}${acts}</select>`)}
${field('who', words.who, html`<input id="who" name="who" value="${filter.who ?? ''}">`)}
${field('kind', words.kind, html`<select id="kind" name="kind">${option('', words.any, filter.on?.kind)}${kinds}</select>`)}
${field('id', words.id, html`<input id="id" name="id" value="${filter.on?.id ?? ''}">`)}
${field('from', words.since, html`<input id="from" name="from" type="date" value="${filter.from ?? ''}">`)}
${field('to', words.until, html`<input id="to" name="to" type="date" value="${filter.to ?? ''}">`)}
</div>
<p><button class="button" type="submit">${words.show}</button></p>
</form>`
}

const columns = ['line', 'at', 'who', 'act', 'on', 'said'] as const

/** The page, with its filter. */
export const renderAudit = (page: AuditPage): Html =>
  staffLayout({
    bridge: page.bridge,
    title: words.title,
    area: 'audit',
    main: html`<div class="page-head"><h1>${words.title}</h1><p>${words.intro}</p></div>
${filterForm(page)}
${table(
  words.table,
  columns,
  page.acts.map((act) => [
    String(act.seq),
    moment(act.at),
    whoDid(act),
    words.acts[act.act],
    objectLink(act.on),
    said(act),
  ]),
)}
<nav class="actions" aria-label="${words.paging}">
${page.cursor !== undefined && html`<a class="button quiet" href="${address(page, {})}">${words.newest}</a>`}
${page.next !== undefined && html`<a class="button quiet" href="${address(page, { cursor: page.next })}" rel="next">${words.older}</a>`}
<a class="button quiet" href="${address(page, { format: 'csv' })}">${words.file}</a>
</nav>`,
  })

const shortColumns = ['at', 'who', 'act', 'said'] as const

/** What was done on one thing, newest first; nothing where nothing was. */
export const auditSection = (acts: readonly AuditAct[] = []): HtmlValue => {
  const [first] = acts
  return (
    first !== undefined &&
    card(
      'audit',
      words.title,
      html`${table(
        words.table,
        shortColumns,
        acts.map((act) => [moment(act.at), whoDid(act), words.acts[act.act], said(act)]),
      )}<p><a href="${linkTo('AuditPage', {}, { kind: first.on.kind, id: first.on.id })}">${words.all}</a></p>`,
    )
  )
}
