// One customer of headquarters: an organization, or a person who buys for it.

import type { Customer } from '../../domain/customer.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { addresses, card, countryName, facts, foreign, languageName, mailLink, moment, webLink } from './parts.ts'

export type CustomerPage = {
  readonly customer: Customer
  /** The hierarchy the customer belongs to, once there is one. */
  readonly hierarchyId?: string | undefined
  readonly notice?: Notice | undefined
}

type Rows = readonly (readonly [label: string, value: HtmlValue])[]

const text = (value: string | undefined): HtmlValue =>
  value === undefined || value === '' ? undefined : foreign(value)

const details = (customer: Customer): Rows => {
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
    ['Invoice account', html`<a href="${addresses.customer(customer.invoiceAccount)}">${customer.invoiceAccount}</a>`],
  ]
}

/** The page of one customer. */
export const customerPage = (page: CustomerPage): Html => {
  const { customer } = page
  return deskLayout({
    title: `${customer.number} ${customer.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${customer.number} ${foreign(customer.name)}</h1>
<p>Customer of type ${customer.type}</p></div>
<div class="cards">
${card(
  'general',
  'General',
  facts([
    ['Name', foreign(customer.name)],
    ['E-mail', customer.email !== undefined && mailLink(customer.email)],
    ['Phone', text(customer.phone)],
    ...details(customer),
  ]),
)}
${card(
  'origin',
  'Onboarding',
  facts([
    ['Prospect', html`<a href="${addresses.prospect(customer.prospectId)}">${customer.prospectId}</a>`],
    [
      'Customer hierarchy',
      page.hierarchyId !== undefined &&
        html`<a href="${addresses.hierarchy(page.hierarchyId)}">${page.hierarchyId}</a>`,
    ],
    ['Created', moment(customer.createdAt)],
    ['Changed', moment(customer.changedAt)],
  ]),
)}
</div>`,
  })
}
