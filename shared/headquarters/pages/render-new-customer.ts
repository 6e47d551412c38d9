// The form with which staff make a customer: an organization, or a person who is invoiced to one.

import type { Organization } from '../../domain/customer.ts'
import type { CustomerField } from '../../domain/customer-fields.ts'
import { fieldsIn } from '../../domain/field.ts'
import { languages } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { type NewCustomerError, newCustomerFields } from '../../domain/new-customer.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath } from '../../domain/trade-paths.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { customerControl, customerErrorText } from './customer-control.ts'
import { errorSummary } from './error-summary.ts'
import { card, foreign, languageName } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, fieldLabels } = staffWords
const words = pages.newCustomer

export type NewCustomerPage = StaffFrame & {
  readonly tradeLists: TradeLists
  readonly defaultLanguage: string
  /** Tells a form that comes twice from another one; comes back in the field `formId`. */
  readonly formId: string
  /** Who is invoiced for the person; absent where an organization is to be made. */
  readonly organization: Organization | undefined
  /** What was typed before, by the path of the field. */
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly errors?: readonly NewCustomerError[] | undefined
}

const typeOf = ({ organization }: NewCustomerPage) => (organization ? 'Person' : 'Organization')

const labelOf = (page: NewCustomerPage, { path }: Pick<CustomerField, 'path'>): string =>
  fieldLabels.customerLabel(typeOf(page), path)

const drawField = (page: NewCustomerPage, field: CustomerField): Html => {
  const { path, required, width } = field
  const id = `field-${path}`
  const errors = (page.errors ?? []).filter((error) => error.path === path)
  const attributes = html`id="${id}" name="${path}" autocomplete="off"${required && html` required`}${
    errors.length > 0 && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`
  return html`<div class="field${width !== undefined && ` ${width}`}${errors.length > 0 && ' has-error'}">
<label for="${id}">${labelOf(page, field)}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map((error) => customerErrorText(field, error)).join(' ')}</p>`}
${customerControl(page.tradeLists, field, page.typed[path] ?? '', attributes)}
</div>`
}

const grid = (page: NewCustomerPage, fields: readonly CustomerField[]): Html =>
  html`<div class="grid">${fields.map((field) => drawField(page, field))}</div>`

const languageField = ({ typed, defaultLanguage }: NewCustomerPage): Html =>
  html`<div class="grid"><div class="field"><label for="language">${words.language}</label><select id="language" name="language">${languages.map(
    ({ tag }) =>
      html`<option value="${tag}"${tag === (typed['language'] ?? defaultLanguage) && html` selected`}>${languageName(tag)}</option>`,
  )}</select></div></div>`

const mistakes = (page: NewCustomerPage): HtmlValue => {
  const line = ({ path, code }: NewCustomerError): HtmlValue => {
    const field = newCustomerFields(typeOf(page)).find((each) => each.path === path)
    return (
      field &&
      html`<li><a href="#field-${path}">${labelOf(page, field)}: ${customerErrorText(field, { code })}</a></li>`
    )
  }
  return errorSummary(words.refused, (page.errors ?? []).map(line))
}

const aboutOf = ({ organization, viewer }: NewCustomerPage): HtmlValue => {
  const hasSales = viewer?.desk !== 'headquarters'
  if (!organization) return hasSales ? words.organizationAbout : words.organizationAboutHere
  const { customerId, number, name } = organization
  const link = html`<a href="${linkTo('CustomerPage', { customerId })}">${number} ${foreign(name)}</a>`
  return hasSales ? words.personAbout(link) : words.personAboutHere(link)
}

/** The form. It posts `formId`, each field under its path, and of a person `of` and `language`. */
export const renderNewCustomer = (page: NewCustomerPage): Html => {
  const { organization } = page
  const fields = newCustomerFields(typeOf(page))
  const trade = fields.filter(({ path }) => isTradePath(path) && page.tradeLists[path].size > 0)
  const title = organization ? words.person : words.title
  const cancel = organization
    ? linkTo('CustomerPage', { customerId: organization.customerId })
    : linkTo('PartnersPage', {})
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: (page.errors ?? []).length > 0 ? pages.editCustomer.failed(title) : title,
    area: 'partners',
    main: html`${mistakes(page)}<div class="page-head"><h1>${title}</h1>
<p>${aboutOf(page)}</p></div>
${pressForm(
  page.viewer,
  'NewCustomerPage',
  {},
  html`<input type="hidden" name="formId" value="${page.formId}">
${organization && html`<input type="hidden" name="of" value="${organization.customerId}">`}
${card(
  'fields',
  pages.editCustomer.general,
  html`${grid(
    page,
    fieldsIn(fields, '').filter(({ isListed }) => !isListed),
  )}${organization && languageField(page)}`,
)}
${!organization && card('address', pages.editCustomer.address, grid(page, fieldsIn(fields, 'address')))}
${trade.length > 0 && card('trade', pages.editCustomer.trade, grid(page, trade))}
<p class="actions"><button class="button" type="submit">${words.make}</button> <a href="${cancel}">${pages.editCustomer.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}`,
  })
}
