// The form with which staff add a user to a partner: somebody new, a contact that is there in Sales, or a person of another
// partner, who then buys for both.

import type { FieldError } from '../../domain/field-checks.ts'
import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { errorSummary } from './error-summary.ts'
import { card, facts, foreign, mailLink } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'
import { roleChoice, userErrorText, userFieldset } from './user-control.ts'

const { pages } = staffWords
const words = pages.addUser

export type AddUserPage = StaffFrame & {
  readonly hierarchyId: string
  /** What people know the partner by. */
  readonly partner: string
  /** Of the partner as it is shown; comes back in the field `etag`. */
  readonly etag: string
  /** Somebody who is there already: a contact, or a person of headquarters. */
  readonly userId?: string | undefined
  /** A person of headquarters, whose fields are as they are. */
  readonly person?: { readonly name: string; readonly email: string } | undefined
  /** What was typed before, or is known of the contact. */
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly errors?: readonly FieldError[] | undefined
  readonly notice?: Notice | undefined
}

const role = ({ typed }: AddUserPage): Html =>
  html`<div class="field"><label for="role">${words.role}</label>${roleChoice(html`id="role" name="role"`, typed['role'])}</div>`

/** Of a person who is there already nothing but the role is asked for. */
const who = (page: AddUserPage): Html =>
  page.person
    ? html`${facts([
        [words.name, foreign(page.person.name)],
        [words.fields.email, mailLink(page.person.email)],
      ])}<div class="grid">${role(page)}</div>`
    : html`<div class="grid">${userFieldset(page)}${role(page)}</div>`

const labels: Readonly<Record<string, string>> = words.fields

const mistakes = ({ errors = [] }: AddUserPage): HtmlValue =>
  errorSummary(
    pages.editCustomer.refused,
    errors.map((error) => {
      const text = `${labels[error.path] ?? error.path}: ${userErrorText(error)}`
      return html`<li>${labels[error.path] === undefined ? text : html`<a href="#field-${error.path}">${text}</a>`}</li>`
    }),
  )

/** The form. It posts each field under its name, `role`, `etag` and, for somebody who is there already, `userId`. */
export const renderAddUser = (page: AddUserPage): Html => {
  const { hierarchyId, userId } = page
  const title = page.person ? words.linkTitle : words.title
  const failed = (page.errors ?? []).length > 0
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: failed ? pages.editCustomer.failed(title) : title,
    area: 'partners',
    notice: page.notice,
    main: html`${mistakes(page)}<div class="page-head"><h1>${title}</h1><p>${foreign(page.partner)}</p></div>
${pressForm(
  page.viewer,
  'AddPartnerUserPage',
  { hierarchyId },
  html`<input type="hidden" name="etag" value="${page.etag}">${userId !== undefined && html`<input type="hidden" name="userId" value="${userId}">`}
${card('who', words.who, html`<p>${page.person ? words.linkAbout : words.about}</p>${who(page)}`)}
<p class="actions"><button class="button" type="submit">${title}</button> <a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8" novalidate`,
)}`,
  })
}
