// The form with which a clerk changes a customer, generated from the table of fields.

import { isCreditPath } from '../../domain/credit.ts'
import type { Customer } from '../../domain/customer.ts'
import { type CustomerField, customerFields, type Values, valuesOf } from '../../domain/customer-fields.ts'
import { fieldsIn } from '../../domain/field.ts'
import { linkTo } from '../../domain/link-to.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath } from '../../domain/trade-paths.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { CustomerError } from '../edit-customer.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { customerControl, customerErrorText } from './customer-control.ts'
import { errorSummary } from './error-summary.ts'
import { card, countryName, foreign } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names, fieldLabels } = staffWords
const words = pages.editCustomer

export type EditCustomerPage = StaffFrame & {
  readonly tradeLists: TradeLists
  readonly customer: Customer
  /** Of the customer as it is shown; comes back in the field `etag`. */
  readonly etag: string
  /** What was typed before, by the path of the field. */
  readonly typed?: Values | undefined
  readonly errors?: readonly CustomerError[] | undefined
  /** Somebody else changed the customer while the form was filled in. */
  readonly changedMeanwhile?: boolean | undefined
}

const shown = (field: CustomerField, value: string): string => (field.kind === 'country' ? countryName(value) : value)

const drawField = (page: EditCustomerPage, field: CustomerField, now: Values): Html => {
  const { path, required, width } = field
  const [id, current] = [`field-${path}`, now[path] ?? '']
  const value = page.typed?.[path] ?? current
  const errors = (page.errors ?? []).filter((error) => error.path === path)
  const other = page.changedMeanwhile === true && value !== current
  const described = [other && `${id}-now`, errors.length > 0 && `${id}-error`].filter((part) => part !== false)
  // What staff type belongs to somebody else: a browser that fills in would put their own name and address there.
  const attributes = html`id="${id}" name="${path}" autocomplete="off"${required && html` required`}${
    errors.length > 0 && html` aria-invalid="true"`
  }${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}`
  return html`<div class="field${width !== undefined && ` ${width}`}${errors.length > 0 && ' has-error'}">
<label for="${id}">${fieldLabels.customerLabel(page.customer.type, path)}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${other && html`<p class="hint" id="${id}-now">${words.now(current === '' ? words.empty : foreign(shown(field, current)))}</p>`}
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map((error) => customerErrorText(field, error)).join(' ')}</p>`}
${customerControl(page.tradeLists, field, value, attributes)}
</div>`
}

/** Whether there is something to choose; without a list there is not. */
const isOffered = ({ tradeLists }: EditCustomerPage, { path }: CustomerField, now: Values): boolean =>
  isTradePath(path) && (tradeLists[path].size > 0 || now[path] !== undefined)

const noticeOf = ({ changedMeanwhile }: EditCustomerPage) =>
  changedMeanwhile ? ({ tone: 'warn', text: words.changedMeanwhile } as const) : undefined

/** What is wrong, each with a link to its field. */
const mistakes = ({ customer, errors = [] }: EditCustomerPage): HtmlValue => {
  const line = (error: CustomerError): HtmlValue => {
    const field = customerFields[customer.type].find(({ path }) => path === error.path)
    return (
      field &&
      html`<li><a href="#field-${field.path}">${fieldLabels.customerLabel(customer.type, field.path)}: ${customerErrorText(field, error)}</a></li>`
    )
  }
  return errorSummary(words.refused, errors.map(line))
}

/** The form. It posts each field under its path, and `etag`. */
export const renderEditCustomer = (page: EditCustomerPage): Html => {
  const { customer } = page
  const now = valuesOf(customer.type, customer)
  const fields = customerFields[customer.type]
  const draw = (list: readonly CustomerField[]): Html[] => list.map((field) => drawField(page, field, now))
  const failed = (page.errors ?? []).length > 0
  const title = words.title(`${customer.number} ${customer.name}`).join('')
  const own = fields
    .filter(({ own, path }) => own && !isCreditPath(path))
    .map(({ path }) => fieldLabels.customerLabel(customer.type, path))
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: failed ? words.failed(title) : title,
    area: 'prospects',
    notice: noticeOf(page),
    main: html`${mistakes(page)}<div class="page-head"><h1>${words.title(html`${customer.number} ${foreign(customer.name)}`)}</h1>
<p>${words.intro(nameOf(names.customerTypes, customer.type), own)}</p></div>
${pressForm(
  page.viewer,
  'EditCustomerPage',
  { customerId: customer.customerId },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card('fields', words.general, html`<div class="grid">${draw(fieldsIn(fields, '').filter(({ isListed }) => !isListed))}</div>`)}
${customer.type === 'Organization' && card('address', words.address, html`<div class="grid">${draw(fieldsIn(fields, 'address'))}</div>`)}
${card('trade', words.trade, html`<div class="grid">${draw(fields.filter((field) => isOffered(page, field, now)))}</div>`)}
<p class="actions"><button class="button" type="submit">${words.save}</button> <a href="${linkTo('CustomerPage', { customerId: customer.customerId })}">${words.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}`,
  })
}
