// One customer of headquarters: an organization, or a person who buys for it.

import type { Customer } from '../../domain/customer.ts'
import { customerFlags } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { customerFacts } from './field-facts.ts'
import { card, type Fact, facts, flagSentence, foreign, languageName, moment } from './parts.ts'
import { auditSection } from './render-audit.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, fieldLabels } = staffWords
const words = pages.customer

/** A record by the label that people know it by. */
export type Labelled = { readonly id: string; readonly label: string }

export type CustomerPage = StaffFrame & {
  readonly customer: Customer
  /** The hierarchy the customer belongs to, once there is one. */
  readonly hierarchy?: Labelled | undefined
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  readonly prospect?: Labelled | undefined
  /** The organization a person is invoiced to. */
  readonly invoiceAccount?: Labelled | undefined
  readonly notice?: Notice | undefined
}

const linked = (url: (id: string) => string, to: Labelled | undefined): HtmlValue =>
  to && html`<a href="${url(to.id)}">${foreign(to.label)}</a>`

const more = ({ customer, invoiceAccount }: CustomerPage): Fact[] =>
  customer.type === 'Person'
    ? [
        [words.facts.language, languageName(customer.language)],
        [words.facts.invoiceAccount, linked((customerId) => linkTo('CustomerPage', { customerId }), invoiceAccount)],
      ]
    : []

const repair = ({ customerId, type, flags = [] }: Customer): Html => {
  const button = (action: string, text: string) =>
    html`<form method="post" action="${linkTo('RepairCustomer', { customerId, action })}"><button class="button quiet" type="submit">${text}</button></form>`
  return html`<p>${words.lookAbout}</p>
${button('look', words.look)}
${flags.includes(customerFlags[type].missing) && html`<p>${words.writeAbout[type]}</p>${button('write', words.write)}`}`
}

/** The page of one customer. */
export const renderCustomer = (page: CustomerPage): Html => {
  const { customer } = page
  const { flags = [] } = customer
  return staffLayout({
    bridge: page.bridge,
    title: `${customer.number} ${customer.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${customer.number} ${foreign(customer.name)}</h1>
<a class="button quiet" href="${linkTo('EditCustomerPage', { customerId: customer.customerId })}">${words.edit}</a>
<p>${words.ofType(nameOf(names.customerTypes, customer.type))}</p></div>
${flags.map((flag) => html`<p class="notice warn">${flagSentence(flag)}</p>`)}
<div class="cards">
${card('general', words.general, facts([...customerFacts(customer), ...more(page)]))}
${card(
  'origin',
  words.onboarding,
  facts([
    [words.facts.prospect, linked((prospectId) => linkTo('ProspectPage', { prospectId }), page.prospect)],
    [words.facts.hierarchy, linked((hierarchyId) => linkTo('CustomerHierarchyPage', { hierarchyId }), page.hierarchy)],
    [words.facts.notInSalesYet, customer.unwritten && fieldLabels.labelsOf(customer.type, customer.unwritten)],
    [words.facts.created, moment(customer.createdAt)],
    [words.facts.changed, moment(customer.changedAt)],
  ]),
)}
${card('repair', words.repair, repair(customer))}
</div>
${auditSection(page.audit)}`,
  })
}
