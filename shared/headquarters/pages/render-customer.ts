// One customer of headquarters: an organization, or a person who buys for it.

import type { Customer } from '../../domain/customer.ts'
import { labelsOf } from '../../domain/customer-fields.ts'
import { prospectFlags } from '../../domain/prospect.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import {
  addresses,
  card,
  countryName,
  facts,
  flagSentence,
  foreign,
  languageName,
  mailLink,
  moment,
  webLink,
} from './parts.ts'

/** A record by the label that people know it by. */
export type Labelled = { readonly id: string; readonly label: string }

export type CustomerPage = {
  readonly customer: Customer
  /** The hierarchy the customer belongs to, once there is one. */
  readonly hierarchy?: Labelled | undefined
  readonly prospect?: Labelled | undefined
  /** The organization a person is invoiced to. */
  readonly invoiceAccount?: Labelled | undefined
  readonly notice?: Notice | undefined
}

type Rows = readonly (readonly [label: string, value: HtmlValue])[]

const text = (value: string | undefined): HtmlValue =>
  value === undefined || value === '' ? undefined : foreign(value)

const linked = (url: (id: string) => string, to: Labelled | undefined): HtmlValue =>
  to && html`<a href="${url(to.id)}">${foreign(to.label)}</a>`

const details = ({ customer, invoiceAccount }: CustomerPage): Rows => {
  if (customer.type === 'Organization') {
    const { address } = customer
    return [
      ['Website', customer.website !== undefined && webLink(customer.website)],
      ['Registration number', text(customer.registrationNumber)],
      ['Tax number', text(customer.taxId)],
      ['Street', text(address?.line1)],
      ['Address line 2', text(address?.line2)],
      ['Postal code', text(address?.postalCode)],
      ['City', text(address?.city)],
      ['State or province', text(address?.stateOrProvince)],
      ['Country', address?.country !== undefined && countryName(address.country)],
    ]
  }
  return [
    ['First name', text(customer.firstName)],
    ['Last name', text(customer.lastName)],
    ['Job title', text(customer.jobTitle)],
    ['Mobile phone', text(customer.mobilePhone)],
    ['Language', languageName(customer.language)],
    ['Invoice account', linked(addresses.customer, invoiceAccount)],
  ]
}

/** The page of one customer. */
export const renderCustomer = (page: CustomerPage): Html => {
  const { customer } = page
  const { flags = [] } = customer
  return deskLayout({
    title: `${customer.number} ${customer.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${customer.number} ${foreign(customer.name)}</h1>
<a class="button quiet" href="${addresses.editCustomer(customer.customerId)}">Edit</a>
<p>Customer of type ${customer.type}</p></div>
${flags.map((flag) => html`<p class="notice warn">${flagSentence({ code: flag, message: prospectFlags[flag] })}</p>`)}
<div class="cards">
${card(
  'general',
  'General',
  facts([
    ['Name', foreign(customer.name)],
    ['E-mail', customer.email !== undefined && mailLink(customer.email)],
    ['Phone', text(customer.phone)],
    ...details(page),
  ]),
)}
${card(
  'origin',
  'Onboarding',
  facts([
    ['Prospect', linked(addresses.prospect, page.prospect)],
    ['Customer hierarchy', linked(addresses.hierarchy, page.hierarchy)],
    ['Not in Sales yet', customer.unwritten && labelsOf(customer.type, customer.unwritten)],
    ['Created', moment(customer.createdAt)],
    ['Changed', moment(customer.changedAt)],
  ]),
)}
</div>`,
  })
}
