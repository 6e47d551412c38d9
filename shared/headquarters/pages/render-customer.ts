// One customer of headquarters: an organization, or a person who buys for it.

import type { Customer } from '../../domain/customer.ts'
import { type CustomerFlag, customerFlags, flagsAt } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import type { LoggedChange } from '../store/change-log.ts'
import { mayOpen, pressButton } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { customerFacts } from './field-facts.ts'
import { card, type Fact, facts, flagSentence, foreign, languageName, moment } from './parts.ts'
import { auditSection } from './render-audit.ts'
import { changesSection } from './render-changes.ts'
import { creditCard } from './render-credit.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, fieldLabels } = staffWords
const words = pages.customer

/** A record by the label that people know it by. */
export type Labelled = { readonly id: string; readonly label: string }

export type CustomerPage = StaffFrame & {
  readonly tradeLists: TradeLists
  readonly customer: Customer
  /** Of the customer as it is shown. */
  readonly etag: string
  /** The hierarchy the customer belongs to, once there is one. */
  readonly hierarchy?: Labelled | undefined
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  /** What happened to it last, whoever caused it. */
  readonly changes?: readonly LoggedChange[] | undefined
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

/** The buttons; nothing for those who may press none of them. */
const repair = ({ viewer, customer }: CustomerPage): HtmlValue => {
  const { customerId, type, flags = [] } = customer
  const button = (action: 'look' | 'write') =>
    pressButton(viewer, 'RepairCustomer', { customerId, action }, words[action])
  const look = button('look')
  const write = flags.includes(customerFlags[type].missing) && button('write')
  return (
    (look || write) &&
    card(
      'repair',
      words.repair,
      html`${look && html`<p>${words.lookAbout}</p>${look}`}
${write && html`<p>${words.writeAbout[type]}</p>${write}`}`,
    )
  )
}

/** The page of one customer. */
export const renderCustomer = (page: CustomerPage): Html => {
  const { customer } = page
  const flags = flagsAt<CustomerFlag>(page.viewer?.desk, customer.flags ?? [])
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${customer.number} ${customer.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${customer.number} ${foreign(customer.name)}</h1>
${mayOpen(page.viewer, 'EditCustomerPage') && html`<a class="button quiet" href="${linkTo('EditCustomerPage', { customerId: customer.customerId })}">${words.edit}</a>`}
${customer.type === 'Organization' && mayOpen(page.viewer, 'NewCustomerPage') && html`<a class="button quiet" href="${linkTo('NewCustomerPage', {}, { of: customer.customerId })}">${words.newPerson}</a>`}
${mayOpen(page.viewer, 'CustomerExportPage') && html`<a class="button quiet" href="${linkTo('CustomerExportPage', { customerId: customer.customerId })}">${pages.prospect.export}</a>`}
<p>${words.ofType(nameOf(names.customerTypes, customer.type))}</p></div>
${flags.map((flag) => html`<p class="notice warn">${flagSentence(flag)}</p>`)}
<div class="cards">
${card(
  'general',
  words.general,
  html`${facts([...customerFacts(customer, page.tradeLists), ...more(page)])}${
    customer.type === 'Person' &&
    customer.spendingLimit !== undefined &&
    html`<p class="note">${pages.credit.spendingNote}</p>`
  }`,
)}
${customer.type === 'Organization' && creditCard(page.viewer, customer, page.etag)}
${card(
  'origin',
  words.onboarding,
  facts([
    [words.facts.prospect, linked((prospectId) => linkTo('ProspectPage', { prospectId }), page.prospect)],
    [words.facts.hierarchy, linked((hierarchyId) => linkTo('CustomerHierarchyPage', { hierarchyId }), page.hierarchy)],
    [
      words.facts.notInSalesYet,
      page.viewer?.desk !== 'headquarters' &&
        customer.unwritten &&
        fieldLabels.labelsOf(customer.type, customer.unwritten),
    ],
    [words.facts.created, moment(customer.createdAt)],
    [words.facts.changed, moment(customer.changedAt)],
  ]),
)}
${repair(page)}
</div>
${changesSection(page.changes, page.viewer)}
${auditSection(page.audit, page.viewer)}`,
  })
}
