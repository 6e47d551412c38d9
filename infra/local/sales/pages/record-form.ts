// The editable fields of a record: shown as a form while the record may be changed, as plain facts otherwise.
import { type Html, type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { card, fact } from './parts.ts'
import type { Row, Sales, Written } from './sales-client.ts'
import { text, webLink } from './values.ts'

/** One column of a record as a form field. */
type Field = {
  readonly column: string
  readonly label: string
  readonly maxLength: number
  readonly required?: true
  readonly inputMode?: 'email' | 'tel' | 'url' | 'decimal'
  readonly rows?: number
}

/** A titled group of fields. */
export type Section = { readonly title: string; readonly fields: readonly Field[] }

const control = (field: Field, value: string): Html => {
  const required = field.required && html` required`
  const name = html`id="${field.column}" name="${field.column}" maxlength="${field.maxLength}" autocomplete="off"`
  // The line break after the opening tag is dropped by browsers, so a value that begins with one keeps it.
  if (field.rows) return html`<textarea ${name} rows="${field.rows}"${required}>${'\n'}${value}</textarea>`
  const mode = field.inputMode && html` inputmode="${field.inputMode}"`
  return html`<input type="text" ${name} value="${value}"${mode}${required}>`
}

const editable = (field: Field, row: Row): Html =>
  html`<div class="field"><label for="${field.column}">${field.label}${field.required && html` <span class="required" aria-hidden="true">*</span>`}</label>${control(field, text(row, field.column))}</div>`

const readOnly = (field: Field, row: Row): Html => {
  const value = text(row, field.column)
  const content =
    field.inputMode === 'url' ? webLink(value) : field.rows && value ? html`<span class="lines">${value}</span>` : value
  return fact(field.label, content)
}

/** The sections of a record as cards; plain facts when it is closed. */
export const sections = (list: readonly Section[], row: Row, canEdit: boolean): HtmlValue =>
  list.map(({ title, fields }) =>
    card(
      title,
      canEdit
        ? fields.map((field) => editable(field, row))
        : html`<dl class="facts">${fields.map((field) => readOnly(field, row))}</dl>`,
    ),
  )

/** The form element around the sections; it carries the version of the row that the person has seen. */
export const recordForm = (action: string, row: Row, content: HtmlValue): Html =>
  html`<form id="record" class="record-form" method="post" action="${action}"><input type="hidden" name="etag" value="${text(row, '@odata.etag')}">${content}</form>`

/** Browsers post line breaks of a text area as CR LF; stored text may use either. */
const normalized = (value: string): string => value.replace(/\r\n?/g, '\n')

/** What the person typed, column by column; fields that were not posted are left out. */
export const typed = (list: readonly Section[], form: URLSearchParams): Row =>
  Object.fromEntries(
    list.flatMap(({ fields }) =>
      fields.flatMap(({ column }) => {
        const value = form.get(column)
        return value === null ? [] : [[column, normalized(value)] as const]
      }),
    ),
  )

/**
 * What the product says when a required field is left empty, or undefined. Only forms check this: the service accepts
 * rows without columns that are merely business required.
 * https://learn.microsoft.com/power-apps/developer/data-platform/entity-attribute-metadata
 */
export const missingField = (list: readonly Section[], input: Row): string | undefined => {
  const field = list
    .flatMap(({ fields }) => fields)
    .find(({ required, column }) => required && /^\s*$/.test(text(input, column)))
  return field && `${field.label}: Required fields must be filled in.`
}

/**
 * Writes the columns that differ, and only these: writing an equal value raises an event as well.
 * The version seen goes along as If-Match, so that nobody's later change is overwritten (412 otherwise).
 * @returns undefined when nothing differs.
 */
export const saveChanges = async (
  sales: Sales,
  path: string,
  row: Row,
  wanted: Row,
  etag: string | null,
): Promise<Written | undefined> => {
  const changed = Object.entries(wanted).filter(([column, value]) => normalized(text(row, column)) !== value)
  if (changed.length === 0) return undefined
  const body = Object.fromEntries(changed.map(([column, value]) => [column, value === '' ? null : value]))
  return sales.write('PATCH', path, body, { 'if-match': etag && /^W\/"\d+"$/.test(etag) ? etag : '*' })
}
