// The credit of an organization: what it is, what waits for a second person, and the form that changes it.

import type { ProposedCredit } from '../../domain/credit.ts'
import type { CreditError, CreditMember, TypedCredit } from '../../domain/credit-form.ts'
import { currencyCodes } from '../../domain/currencies.ts'
import type { Organization } from '../../domain/customer.ts'
import { type CustomerPath, valuesOf } from '../../domain/customer-fields.ts'
import { asHold, holds } from '../../domain/hold.ts'
import { linkTo } from '../../domain/link-to.ts'
import { readMoney } from '../../domain/money.ts'
import { actorId } from '../../domain/timeline.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { creditActs, maySettle } from '../change-credit.ts'
import { mayOpen, mayPress, pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { errorSummary } from './error-summary.ts'
import { creditFacts, creditText } from './field-facts.ts'
import { card, facts, foreign, moment } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, fieldLabels } = staffWords
const words = pages.credit

/** What a member is called, here as everywhere else. */
const labelOf = (member: CreditMember): string =>
  fieldLabels.customerLabel('Organization', member === 'currency' ? member : `credit.${member}`)

const nameOf = (by: ProposedCredit['by']): string => {
  if (by === 'sales') return words.sales
  return typeof by === 'object' && 'name' in by ? by.name : actorId(by)
}

/** What waits, and the buttons for those who may decide. */
const waiting = (viewer: Viewer | undefined, customer: Organization, etag: string): HtmlValue => {
  const { customerId, proposedCredit } = customer
  if (!proposedCredit) return undefined
  const { changes, by, at } = proposedCredit
  const label = (path: string): string => fieldLabels.customerLabel('Organization', path as CustomerPath)
  const buttons =
    viewer &&
    mayPress(viewer, 'SettleCredit', 'confirm') &&
    (maySettle(viewer.who, customer)
      ? creditActs.map((action) =>
          pressForm(
            viewer,
            'SettleCredit',
            { customerId, action },
            html`<input type="hidden" name="etag" value="${etag}"><button class="button${action === 'withdraw' && ' quiet'}" type="submit">${words.acts[action]}</button>`,
          ),
        )
      : html`<p class="note">${words.byYou}</p>`)
  return html`<div class="notice warn"><p>${words.waits(nameOf(by), moment(at))}</p>
<ul>${changes.map(({ path, before, after }) => html`<li>${words.fromTo(label(path), creditText(path, before) ?? words.none, creditText(path, after) ?? words.none)}</li>`)}</ul>
${buttons && html`<div class="actions">${buttons}</div>`}</div>`
}

/** The card on the page of an organization. @param etag of the customer as it is shown */
export const creditCard = (viewer: Viewer | undefined, customer: Organization, etag: string): Html =>
  card(
    'credit',
    words.title,
    html`${waiting(viewer, customer, etag)}${facts(creditFacts(customer))}${
      mayOpen(viewer, 'CreditPage') &&
      !customer.proposedCredit &&
      html`<p class="actions"><a class="button quiet" href="${linkTo('CreditPage', { customerId: customer.customerId })}">${words.change}</a></p>`
    }`,
  )

export type CreditPage = StaffFrame & {
  readonly customer: Organization
  /** Of the customer as it is shown; comes back in the field `etag`. */
  readonly etag: string
  readonly typed?: TypedCredit | undefined
  readonly errors?: readonly CreditError[] | undefined
  readonly notice?: Notice | undefined
}

const option = (value: string, name: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`

/** What the members are by now. */
const presentOf = (customer: Organization): Required<TypedCredit> => {
  const texts = valuesOf('Organization', customer)
  const limit = readMoney(texts['credit.limit'])
  return {
    limit: limit?.amount ?? '',
    currency: limit?.currency ?? texts.currency ?? '',
    mandatory: texts['credit.mandatory'] ?? '',
    onHold: asHold(texts['credit.onHold']),
    rating: texts['credit.rating'] ?? '',
  }
}

const errorText = ({ code }: CreditError, member: CreditMember): string => {
  const { codes, formats } = pages.fieldErrors
  return (code === 'format' && member === 'limit' && formats.money) || codes[code]
}

const controls: Readonly<Record<CreditMember, (attributes: Html, value: string) => Html>> = {
  limit: (attributes, value) => html`<input ${attributes} type="text" inputmode="decimal" value="${value}">`,
  currency: (attributes, value) => html`<select ${attributes}>
<option value="">–</option>
${value !== '' && !currencyCodes.includes(value) && option(value, value, value)}
${currencyCodes.map((code) => option(code, code, value))}
</select>`,
  mandatory: (attributes, value) =>
    html`<select ${attributes}>${option('', words.no, value)}${option('Yes', words.yes, value)}</select>`,
  onHold: (attributes, value) =>
    html`<select ${attributes}>${(['No', ...holds] as const).map((hold) => option(hold, words.holds[hold], value))}</select>`,
  rating: (attributes, value) => html`<input ${attributes} type="text" value="${value}" dir="auto">`,
}

const drawField = (page: CreditPage, member: CreditMember, present: Required<TypedCredit>): Html => {
  const errors = (page.errors ?? []).filter(({ path }) => path === `credit.${member}`)
  const id = `credit-${member}`
  const hint = member === 'limit' && words.limitHint
  const described = [hint && `${id}-hint`, errors.length > 0 && `${id}-error`].filter((part) => part !== false)
  const attributes = html`id="${id}" name="${member}" autocomplete="off"${errors.length > 0 && html` aria-invalid="true"`}${
    described.length > 0 && html` aria-describedby="${described.join(' ')}"`
  }`
  return html`<div class="field${errors.length > 0 && ' has-error'}">
<label for="${id}">${labelOf(member)}</label>
${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map((error) => errorText(error, member)).join(' ')}</p>`}
${controls[member](attributes, page.typed?.[member] ?? present[member])}
</div>`
}

const members: readonly CreditMember[] = ['limit', 'currency', 'mandatory', 'onHold', 'rating']

/** The form. It posts `etag` and the members of the credit. */
export const renderCredit = (page: CreditPage): Html => {
  const { customer, errors = [] } = page
  const { customerId, number, name } = customer
  const present = presentOf(customer)
  const title = words.titleOf(`${number} ${name}`).join('')
  const line = (error: CreditError): Html => {
    const member = error.path.slice('credit.'.length) as CreditMember
    return html`<li><a href="#credit-${member}">${labelOf(member)}: ${errorText(error, member)}</a></li>`
  }
  const summary = errorSummary(pages.editCustomer.refused, errors.map(line))
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: errors.length > 0 ? pages.editCustomer.failed(title) : title,
    area: 'prospects',
    notice: page.notice,
    main: html`${summary}<div class="page-head"><h1>${words.titleOf(html`${number} ${foreign(name)}`)}</h1><p>${words.intro}</p></div>
${pressForm(
  page.viewer,
  'CreditPage',
  { customerId },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card('credit', words.title, html`<div class="grid">${members.map((member) => drawField(page, member, present))}</div>`)}
<p class="actions"><button class="button" type="submit">${words.save}</button> <a href="${linkTo('CustomerPage', { customerId })}">${pages.editCustomer.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}`,
  })
}
