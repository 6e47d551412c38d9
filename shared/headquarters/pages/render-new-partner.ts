// The form with which staff make a partner that no onboarding made: its organization and who of it may sign in.

import type { Organization } from '../../domain/customer.ts'
import { fieldsIn } from '../../domain/field.ts'
import { linkTo } from '../../domain/link-to.ts'
import { organizationFields } from '../../domain/new-partner.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath } from '../../domain/trade-paths.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { OfferedContact, PartnerFormError } from '../new-partner-form.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { customerControl, customerErrorText } from './customer-control.ts'
import { errorSummary } from './error-summary.ts'
import { customerFacts } from './field-facts.ts'
import { card, facts, foreign, mailLink, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'
import { roleChoice, userErrorText, userFieldset } from './user-control.ts'

const { pages, fieldLabels, names } = staffWords
const words = pages.newPartner

export type NewPartnerPage = StaffFrame & {
  readonly tradeLists: TradeLists
  /** Tells a form that comes twice from another one; comes back in the field `formId`. */
  readonly formId: string
  /** What was picked: a customer, or an account of Sales as the customer that it would be; absent = a new one. */
  readonly picked?: { readonly kind: 'organization' | 'account'; readonly organization: Organization } | undefined
  readonly contacts: readonly OfferedContact[] | 'unavailable'
  /** What was typed and chosen before, by the name of its control. */
  readonly typed: Readonly<Record<string, string | undefined>>
  /** Ids of the contacts that are ticked. */
  readonly ticked: readonly string[]
  /** Of those, who is to be Admin. */
  readonly admins: readonly string[]
  readonly invite: boolean
  /** By the name of the control. */
  readonly errors?: readonly PartnerFormError[] | undefined
  /** The person who signs in with the address that was typed. */
  readonly holder?: { readonly customerId: string; readonly label: string } | undefined
  readonly notice?: Notice | undefined
}

type OrganizationField = (typeof organizationFields)[number]

const drawField = (page: NewPartnerPage, field: OrganizationField): Html => {
  const { path, required, width } = field
  const name = `organization.${path}`
  const id = `field-${name}`
  const errors = (page.errors ?? []).filter((error) => error.path === name)
  const attributes = html`id="${id}" name="${name}" autocomplete="off"${required && html` required`}${
    errors.length > 0 && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`
  return html`<div class="field${width !== undefined && ` ${width}`}${errors.length > 0 && ' has-error'}">
<label for="${id}">${fieldLabels.customerLabel('Organization', path)}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map((error) => customerErrorText(field, error)).join(' ')}</p>`}
${customerControl(page.tradeLists, field, page.typed[name] ?? '', attributes)}
</div>`
}

const hasSales = ({ viewer }: NewPartnerPage): boolean => viewer?.desk !== 'headquarters'

const newOrganization = (page: NewPartnerPage): Html => {
  const draw = (fields: readonly OrganizationField[]) =>
    html`<div class="grid">${fields.map((field) => drawField(page, field))}</div>`
  const general = fieldsIn(organizationFields, '').filter(({ isListed }) => !isListed)
  const trade = organizationFields.filter(({ path }) => isTradePath(path) && page.tradeLists[path].size > 0)
  return html`${card('organization', words.organization, html`<p>${hasSales(page) ? words.organizationAbout.new : words.organizationAbout.newHere}</p>${draw(general)}`)}
${card('address', words.address, draw(fieldsIn(organizationFields, 'address')))}
${trade.length > 0 && card('trade', words.trade, draw(trade))}`
}

const pickedOrganization = (
  { tradeLists }: NewPartnerPage,
  { kind, organization }: NonNullable<NewPartnerPage['picked']>,
) =>
  card(
    'organization',
    words.organization,
    html`<p>${words.organizationAbout[kind]} <a href="${linkTo('NewPartnerPage', {})}">${words.another}</a></p>
<input type="hidden" name="${kind}" value="${organization.customerId}">
${facts(customerFacts(organization, tradeLists))}`,
  )

const contactsCard = (page: NewPartnerPage): HtmlValue => {
  const { contacts, ticked, admins } = page
  if (!page.picked || !hasSales(page)) return undefined
  if (contacts === 'unavailable') return card('contacts', words.contacts, html`<p>${words.contactsUnavailable}</p>`)
  const row = ({ id, name, email, jobTitle }: OfferedContact, at: number) => [
    html`<input type="checkbox" id="contact-${at}" name="contact" value="${id}"${ticked.includes(id) && html` checked`}> <label for="contact-${at}">${foreign(name)}</label>`,
    mailLink(email),
    jobTitle !== undefined && foreign(jobTitle),
    html`<input type="checkbox" id="admin-${at}" name="admin" value="${id}"${admins.includes(id) && html` checked`}> <label for="admin-${at}">${nameOf(names.roles, 'Admin')}</label>`,
  ]
  return card(
    'contacts',
    words.contacts,
    html`<p>${words.contactsAbout}</p>
${table(words.contactsTable, ['name', 'email', 'jobTitle', 'role'], contacts.map(row))}`,
  )
}

const personCard = (page: NewPartnerPage): Html => {
  const { picked, typed, errors, holder } = page
  const about =
    picked && hasSales(page) ? words.personAbout : hasSales(page) ? words.personAboutNew : words.personAboutHere
  const isOptional = page.contacts !== 'unavailable' && page.contacts.length > 0
  return card(
    'person',
    words.person,
    html`<p>${about}</p>
<div class="grid">${userFieldset({ typed, errors }, 'person.', isOptional)}<div class="field"><label for="person-role">${pages.addUser.role}</label>${roleChoice(html`id="person-role" name="person.role"`, typed['person.role'])}</div></div>
${
  holder &&
  html`<p><input type="checkbox" id="link-person" name="person" value="${holder.customerId}"> <label for="link-person">${words.linkPerson(html`<a href="${linkTo('CustomerPage', { customerId: holder.customerId })}">${foreign(holder.label)}</a>`)}</label></p>`
}`,
  )
}

/** What an error says, and the control that it leads to. */
const errorOf = (
  { contacts }: NewPartnerPage,
  { path, code }: PartnerFormError,
): { readonly text: string; readonly to?: string } => {
  const field = organizationFields.find((one) => `organization.${one.path}` === path)
  if (field)
    return {
      text: `${fieldLabels.customerLabel('Organization', field.path)}: ${customerErrorText(field, { code })}`,
      to: `field-${path}`,
    }
  const at = contacts === 'unavailable' ? -1 : contacts.findIndex(({ id }) => path === `contact:${id}`)
  const contact = contacts === 'unavailable' ? undefined : contacts[at]
  if (contact)
    return {
      text: code === 'sign-in-taken' ? words.contactTaken(contact.name) : words.contactRefused(contact.name),
      to: `contact-${at}`,
    }
  const labels: Readonly<Record<string, string>> = pages.addUser.fields
  const label = labels[path.replace('person.', '')]
  if (label !== undefined) return { text: `${words.person}: ${label}: ${userErrorText({ code })}`, to: `field-${path}` }
  return {
    text: path === 'users' ? words.noAdmin : pages.fieldErrors.codes[code === 'sign-in-taken' ? 'unknown-value' : code],
  }
}

const mistakes = (page: NewPartnerPage): HtmlValue => {
  const line = ({ text, to }: ReturnType<typeof errorOf>): Html =>
    html`<li>${to === undefined ? text : html`<a href="#${to}">${text}</a>`}</li>`
  const lines = (page.errors ?? []).map((error) => line(errorOf(page, error)))
  return errorSummary(words.refused, lines)
}

/**
 * The form. It posts `formId`; `organization` or `account`, or each field of a new one under `organization.`; `contact` and
 * `admin` as often as one is ticked; each field of somebody new under `person.`; `person` and `invite`.
 */
export const renderNewPartner = (page: NewPartnerPage): Html => {
  const failed = (page.errors ?? []).length > 0
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: failed ? pages.editCustomer.failed(words.title) : words.title,
    area: 'partners',
    notice: page.notice,
    main: html`${mistakes(page)}<div class="page-head"><h1>${words.title}</h1></div>
${pressForm(
  page.viewer,
  'NewPartnerPage',
  {},
  html`<input type="hidden" name="formId" value="${page.formId}">
${page.picked ? pickedOrganization(page, page.picked) : newOrganization(page)}
${contactsCard(page)}
${personCard(page)}
<p><input type="checkbox" id="invite" name="invite" value="yes"${page.invite && html` checked`}> <label for="invite">${words.invite}</label></p>
<p class="hint">${words.inviteAbout}</p>
<p class="actions"><button class="button" type="submit">${words.make}</button> <a href="${linkTo('PartnersPage', {})}">${words.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}`,
  })
}
