// A customer hierarchy: which persons buy for an organization, and who of them administers it.

import type { CustomerHierarchy } from '../../domain/customer-hierarchy.ts'
import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { badge, card, facts, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.hierarchy

/** The members of a hierarchy with their roles, and how many of them cannot be shown. */
export const membersTable = ({ members, unreadable }: CustomerHierarchy): Html => {
  const shown = table(
    words.table,
    ['name', 'role', 'added'],
    members.map((member) => [
      html`<a href="${linkTo('CustomerPage', { customerId: member.customerId })}">${foreign(member.name)}</a>`,
      badge(nameOf(names.roles, member.role), member.role === 'Admin' ? 'active' : 'neutral'),
      moment(member.addedAt),
    ]),
  )
  return unreadable === undefined
    ? shown
    : html`${shown}<section class="notice" aria-label="${words.members}"><p>${words.unreadable(unreadable)}</p></section>`
}

/** The page of a customer hierarchy. */
export const renderHierarchy = (
  page: StaffFrame & {
    readonly hierarchy: CustomerHierarchy
    /** What people know the organization by. */
    readonly organization: string
    readonly notice?: Notice | undefined
  },
): Html => {
  const { hierarchy } = page
  return staffLayout({
    bridge: page.bridge,
    title: `${hierarchy.number} ${hierarchy.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${hierarchy.number} ${foreign(hierarchy.name)}</h1><p>${words.kind}</p></div>
${card(
  'general',
  words.general,
  facts([
    [words.facts.number, hierarchy.number],
    [words.facts.name, foreign(hierarchy.name)],
    [words.facts.purpose, nameOf(names.purposes, hierarchy.purpose)],
    [
      words.facts.organization,
      html`<a href="${linkTo('CustomerPage', { customerId: hierarchy.organizationId })}">${foreign(page.organization)}</a>`,
    ],
    [words.facts.created, moment(hierarchy.createdAt)],
  ]),
)}
${card('members', words.members, membersTable(hierarchy))}`,
  })
}
