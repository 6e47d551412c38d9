// The page *Audit*: who did what, on what, when and why; and the same, short, for the page of what it was done on.

import { type ActObject, type ActValues, actCodes, objectKinds } from '../../domain/acts.ts'
import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import type { AuditAct, AuditFilter } from '../store/audit-reader.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { changedText } from './field-facts.ts'
import { listTitle, type PageLink, type PagePlace, pagingLinks } from './paging.ts'
import { badge, card, foreign, moment, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, fieldLabels } = staffWords
const words = pages.audit

export type AuditPage = StaffFrame &
  PagePlace & {
    /** Newest first. */
    readonly acts: readonly AuditAct[]
    readonly filter: AuditFilter
  }

const whoDid = ({ who }: AuditAct): HtmlValue => {
  if (who.kind === 'job') return words.jobOf(who.id)
  if (who.kind === 'bridge') return words.bridge
  return foreign(who.name ?? (who.id === '' ? words.nobody : who.id))
}

/** What a person typed, or the code of why the bridge switched by itself. */
const whyDone = ({ who, why = '' }: AuditAct): string =>
  who.kind === 'bridge' && Object.hasOwn(words.itself, why) ? words.itself[why as keyof typeof words.itself] : why

const objectLink = ({ kind, id }: ActObject): HtmlValue => {
  const name = words.objects[kind]
  if (kind === 'prospect') return html`<a href="${linkTo('ProspectPage', { prospectId: id })}">${name}</a>`
  if (kind === 'customer') return html`<a href="${linkTo('CustomerPage', { customerId: id })}">${name}</a>`
  return kind === 'job' ? html`${name} ${foreign(id)}` : name
}

/** What is told beside fields of customers, and those fields, as they are called everywhere else. */
const calledHere = (name: string): string =>
  Object.hasOwn(words.told, name)
    ? words.told[name as keyof typeof words.told]
    : fieldLabels.labelsOf('Organization', [name]) || fieldLabels.labelsOf('Person', [name]) || name

const side = (name: string, values: ActValues): HtmlValue => {
  const text = values[name]
  return text === undefined ? '–' : changedText(name, text)
}

const changes = ({ act, before = {}, after = {} }: AuditAct): HtmlValue => {
  if (act === 'seal-timelines') return words.sealed(Object.keys(after).length)
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return (
    names.length > 0 &&
    html`<ul>${names.map(
      (name) => html`<li>${calledHere(name)}: ${side(name, before)} → ${side(name, after)}</li>`,
    )}</ul>`
  )
}

const said = (act: AuditAct): HtmlValue =>
  html`${act.outcome !== 'done' && badge(words.outcomes[act.outcome], 'warn')} ${act.why !== undefined && foreign(whyDone(act))}${changes(act)}${act.erased === true && words.erased}`

const address = ({ filter }: AuditPage, more: PageLink & { readonly format?: 'csv' }): string =>
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

export const filterField = (id: string, label: string, control: Html): Html =>
  html`<div><label for="${id}">${label}</label>${control}</div>`

/** The lists of this area. */
export const auditTabs = (
  shown: 'acts' | 'changes',
): Html => html`<nav class="filters" aria-label="${words.lists.name}"><ul>
${(['acts', 'changes'] as const).map(
  (list) =>
    html`<li><a href="${linkTo('AuditPage', {}, list === 'acts' ? {} : { of: list })}"${list === shown && html` aria-current="page"`}>${words.lists[list]}</a></li>`,
)}
</ul></nav>`

const filterForm = ({ filter }: AuditPage): Html => {
  const acts = actCodes.map((act) => option(act, words.acts[act], filter.act))
  const kinds = objectKinds.map((kind) => option(kind, words.objects[kind], filter.on?.kind))
  return html`<form class="reason-form narrowing" method="get" action="${linkTo('AuditPage', {})}">
${filterField('act', words.act, html`<select id="act" name="act">${option('', words.any, filter.act)}${acts}</select>`)}
${filterField('who', words.who, html`<input id="who" name="who" value="${filter.who ?? ''}">`)}
${filterField('kind', words.kind, html`<select id="kind" name="kind">${option('', words.any, filter.on?.kind)}${kinds}</select>`)}
${filterField('id', words.id, html`<input id="id" name="id" value="${filter.on?.id ?? ''}">`)}
${filterField('from', words.since, html`<input id="from" name="from" type="date" value="${filter.from ?? ''}">`)}
${filterField('to', words.until, html`<input id="to" name="to" type="date" value="${filter.to ?? ''}">`)}
<button class="button quiet" type="submit">${words.show}</button>
</form>`
}

const columns = ['line', 'at', 'who', 'act', 'on', 'said'] as const

/** The page, with its filter. */
export const renderAudit = (page: AuditPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(words.title, undefined, page),
    area: 'audit',
    main: html`<div class="page-head"><h1>${words.title}</h1><p>${words.intro}</p></div>
${auditTabs('acts')}
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
${pagingLinks(page, (link) => address(page, link), html`<a class="button quiet" href="${address(page, { format: 'csv' })}">${words.file}</a>`, { ...words.pages, paging: words.paging })}`,
  })

const shortColumns = ['at', 'who', 'act', 'said'] as const

/** What was done on one thing, newest first; nothing where nothing was. */
export const auditSection = (acts: readonly AuditAct[] = [], viewer: Viewer | undefined): HtmlValue => {
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
      )}${mayOpen(viewer, 'AuditPage') && html`<p><a href="${linkTo('AuditPage', {}, { kind: first.on.kind, id: first.on.id })}">${words.all}</a></p>`}`,
    )
  )
}
