// Contacts of a partner's account in Sales that are no users: a contact that a seller makes may not sign in by that alone.

import { linkTo } from '../../domain/link-to.ts'
import { personName } from '../../domain/person-name.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { foreign, mailLink, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const words = staffWords.pages.contacts

export type ShownContact = {
  readonly id: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly jobTitle?: string
}

export type ContactsPage = StaffFrame & {
  readonly hierarchyId: string
  readonly partner: string
  /** `unavailable` where Sales could not be asked. */
  readonly contacts: readonly ShownContact[] | 'unavailable'
}

/** The page. */
export const renderContacts = (page: ContactsPage): Html => {
  const { hierarchyId, contacts, viewer } = page
  const row = ({ id, firstName = '', lastName = '', email, jobTitle }: ShownContact) => [
    foreign(personName({ firstName, lastName })),
    email !== undefined && mailLink(email),
    jobTitle !== undefined && foreign(jobTitle),
    mayOpen(viewer, 'AddPartnerUserPage') &&
      html`<a href="${linkTo('AddPartnerUserPage', { hierarchyId }, { contact: id })}">${words.add}</a>`,
  ]
  return staffLayout({
    bridge: page.bridge,
    viewer,
    title: `${words.title}: ${page.partner}`,
    area: 'partners',
    notice: contacts === 'unavailable' ? { tone: 'warn', text: words.unavailable } : undefined,
    main: html`<div class="page-head"><h1>${words.title}</h1><p><a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${foreign(page.partner)}</a></p></div>
<p>${words.intro}</p>
${contacts !== 'unavailable' && table(words.table, ['name', 'email', 'jobTitle', 'action'], contacts.map(row))}`,
  })
}
