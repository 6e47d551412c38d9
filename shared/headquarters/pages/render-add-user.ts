// The form with which staff add a user to a partner: somebody new, a contact that is there in Sales, or a person of another
// partner, who then buys for both.

import type { FieldError } from '../../domain/field-checks.ts'
import { languages } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { userFields } from '../../domain/users/user-fields.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, facts, foreign, languageName, mailLink } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
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

type UserFieldName = (typeof userFields)[number]['path']

const inputTypes: Partial<Record<UserFieldName, string>> = { email: 'email', phone: 'tel' }

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === (chosen ?? '') && html` selected`}>${name}</option>`

const errorText = ({ code }: FieldError): string => {
  const codes: Readonly<Record<string, string>> = pages.fieldErrors.codes
  return codes[code] ?? code
}

/** No `maxlength`: a browser would cut pasted text silently, while the check tells of it. */
const drawField = (page: AddUserPage, path: UserFieldName, required: boolean): Html => {
  const id = `field-${path}`
  const value = page.typed[path] ?? ''
  const errors = (page.errors ?? []).filter((error) => error.path === path)
  const attributes = html`id="${id}" name="${path}" autocomplete="off"${required && html` required`}${
    errors.length > 0 && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`
  const control =
    path === 'language'
      ? html`<select ${attributes}>${option('', words.noLanguage, value)}${languages.map(({ tag }) => option(tag, languageName(tag), value))}</select>`
      : html`<input ${attributes} type="${inputTypes[path] ?? 'text'}" value="${value}" dir="auto">`
  return html`<div class="field${errors.length > 0 && ' has-error'}"><label for="${id}">${words.fields[path]}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
${errors.length > 0 && html`<p class="error" id="${id}-error">${errors.map(errorText).join(' ')}</p>`}
${control}</div>`
}

const role = ({ typed }: AddUserPage): Html =>
  html`<div class="field"><label for="role">${words.role}</label><select id="role" name="role">${(['User', 'Admin'] as const).map((each) => option(each, nameOf(names.roles, each), typed['role']))}</select></div>`

/** Of a person who is there already nothing but the role is asked for. */
const who = (page: AddUserPage): Html =>
  page.person
    ? html`${facts([
        [words.name, foreign(page.person.name)],
        [words.fields.email, mailLink(page.person.email)],
      ])}<div class="grid">${role(page)}</div>`
    : html`<div class="grid">${userFields.map(({ path, required }) => drawField(page, path, required))}${role(page)}</div>`

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
    notice: failed ? { tone: 'bad', text: pages.editCustomer.refused } : page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${foreign(page.partner)}</p></div>
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
