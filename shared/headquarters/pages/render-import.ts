// The pages of imports: what a file would become, and what became of it.

import { linkTo } from '../../domain/link-to.ts'
import type { FileProblem } from '../../domain/partner-file.ts'
import { type ImportOutcome, type ImportRow, importOutcomes, type PartnerImport } from '../../domain/partner-import.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { badge, card, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const words = staffWords.pages.imports

export type PartnerFileProblem =
  | FileProblem
  | { readonly code: 'not-utf8' | 'too-large' | 'no-file'; readonly line?: never; readonly column?: never }

export type ImportPage = StaffFrame & {
  /** Tells an order that comes twice from another one; comes back in the address as `formId`. */
  readonly formId: string
  /** What is wrong with the file as a whole. */
  readonly problem?: PartnerFileProblem | undefined
  /** The text of a file, which comes back in the field `text`, and what would become of each row. */
  readonly preview?:
    | {
        readonly text: string
        readonly rows: readonly ImportRow[]
        /** Accounts that rows may be, by line. */
        readonly inSales?: ReadonlyMap<number, FoundInSales>
        /** Sales did not answer. */
        readonly isSalesOut?: true
      }
    | undefined
  readonly newest: readonly PartnerImport[]
}

const tones = { Waiting: 'active', Made: 'good', Exists: 'neutral', Refused: 'bad' } as const

export const countsOf = (rows: readonly ImportRow[]): Record<ImportOutcome, number> => {
  const counts = Object.fromEntries(importOutcomes.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

const countsText = (counts: Record<ImportOutcome, number>): string =>
  importOutcomes.flatMap((outcome) => (counts[outcome] > 0 ? words.counts[outcome](counts[outcome]) : [])).join(', ')

const reason = ({ why, columns = [] }: ImportRow): HtmlValue =>
  why !== undefined &&
  html` <span class="hint">${words.refusals[why]}${columns.length > 0 && `: ${columns.join(', ')}`}</span>`

/** An account, as far as a row tells of it. */
type FoundInSales = { readonly id: string; readonly name?: string; readonly city?: string }

const accountHint = (account: FoundInSales | undefined): HtmlValue =>
  account !== undefined &&
  html` <span class="hint">${words.inSales} <a href="${linkTo('NewPartnerPage', {}, { account: account.id })}">${foreign([account.name, account.city].filter(Boolean).join(', '))}</a></span>`

const rowsTable = (rows: readonly ImportRow[], inSales: ReadonlyMap<number, FoundInSales> = new Map()): Html =>
  table(
    words.rowsTable,
    ['line', 'name', 'outcome', 'partner'],
    rows.map((row) => [
      row.line,
      foreign(row.name),
      html`${badge(words.outcomes[row.outcome], tones[row.outcome])}${reason(row)}${accountHint(inSales.get(row.line))}`,
      row.number !== undefined &&
        html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId: row.organizationId })}">${row.number}</a>`,
    ]),
  )

const problemNotice = (problem: PartnerFileProblem | undefined): Notice | undefined =>
  problem && {
    tone: 'bad',
    text: [
      words.problems[problem.code],
      ...(problem.column === undefined ? [] : [words.ofColumn(problem.column)]),
      ...(problem.line === undefined ? [] : [words.inLine(problem.line)]),
    ].join(' '),
  }

const fileForm = ({ viewer, formId }: ImportPage): HtmlValue =>
  pressForm(
    viewer,
    'ImportPartnersPage',
    {},
    html`${card(
      'file',
      words.fileTitle,
      html`<p>${words.intro}</p>
<div class="field"><label for="file-chosen">${words.file}</label><input id="file-chosen" name="file" type="file" accept=".csv,text/csv" required></div>
<p class="hint">${words.columns}</p>
<p class="actions"><button class="button" type="submit">${words.look}</button> <a href="${linkTo('ImportPartnersPage', {}, { format: 'csv' })}">${words.template}</a></p>`,
    )}`,
    html`class="edit-form" enctype="multipart/form-data"`,
    { formId },
  )

const previewForm = (
  page: ImportPage,
  { text, rows, inSales, isSalesOut }: NonNullable<ImportPage['preview']>,
): HtmlValue => {
  const counts = countsOf(rows)
  return html`<p>${countsText(counts)}.</p>
${isSalesOut && html`<p class="notice warn">${words.salesOut}</p>`}${inSales && inSales.size > 0 && html`<p class="notice warn">${words.someInSales(inSales.size)}</p>`}
${rowsTable(rows, inSales)}
${
  counts.Waiting === 0
    ? html`<p>${words.nothing}</p>`
    : pressForm(
        page.viewer,
        'ImportPartnersPage',
        {},
        html`<input type="hidden" name="order" value="yes"><input type="hidden" name="text" value="${text}">
<p>${page.viewer?.desk === 'headquarters' ? words.makeAboutHere : words.makeAbout}</p>
<p class="actions"><button class="button" type="submit">${words.make(counts.Waiting)}</button> <a href="${linkTo('ImportPartnersPage', {})}">${words.cancel}</a></p>`,
        html`class="edit-form" enctype="multipart/form-data" accept-charset="utf-8"`,
        { formId: page.formId },
      )
}`
}

const state = ({ endedAt }: PartnerImport): Html =>
  endedAt === undefined ? badge(words.running, 'active') : badge(words.ended, 'good')

/** *Import partners*: posts `file`, or what was looked at once more as `text` with `order`, to an address with `formId`. */
export const renderImport = (page: ImportPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: page.preview ? `${words.title}: ${words.preview(page.preview.rows.length)}` : words.title,
    area: 'partners',
    notice: problemNotice(page.problem),
    main: html`<div class="page-head"><h1>${words.title}</h1></div>
${
  page.preview
    ? previewForm(page, page.preview)
    : html`${fileForm(page)}
${table(
  words.table,
  ['at', 'who', 'rows', 'state'],
  page.newest.map((one) => [
    html`<a href="${linkTo('ImportPartnersPage', {}, { import: one.importId })}">${moment(one.at)}</a>`,
    foreign(one.who),
    one.rows,
    state(one),
  ]),
  ['rows'],
)}`
}`,
  })

export type PartnerImportPage = StaffFrame & { readonly head: PartnerImport; readonly rows: readonly ImportRow[] }

/** One import: what became of each row. */
export const renderPartnerImport = ({ bridge, viewer, head, rows }: PartnerImportPage): Html =>
  staffLayout({
    bridge,
    viewer,
    title: words.page,
    area: 'partners',
    main: html`<div class="page-head"><h1>${words.page}</h1> ${state(head)}</div>
<p>${moment(head.at)}, ${foreign(head.who)}. ${countsText(countsOf(rows))}.</p>
${rowsTable(rows)}
<p class="actions"><a class="button quiet" href="${linkTo('ImportPartnersPage', {}, { import: head.importId, format: 'csv' })}">${words.result}</a> <a href="${linkTo('ImportPartnersPage', {})}">${words.title}</a></p>`,
  })
