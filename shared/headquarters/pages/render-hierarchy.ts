// A customer hierarchy: which persons buy for an organization, and who of them administers it.

import type { CustomerHierarchy } from '../../domain/customer-hierarchy.ts'
import { linkTo } from '../../domain/link-to.ts'
import { type Html, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { badge, card, facts, foreign, moment, table, textColumns } from './parts.ts'

/** The members of a hierarchy with their roles. */
export const membersTable = (hierarchy: CustomerHierarchy): Html =>
  table(
    'Members',
    textColumns('Name', 'Role', 'Added'),
    hierarchy.members.map((member) => [
      html`<a href="${linkTo('CustomerPage', { customerId: member.customerId })}">${foreign(member.name)}</a>`,
      badge(member.role, member.role === 'Admin' ? 'active' : 'neutral'),
      moment(member.addedAt),
    ]),
    'No members.',
  )

/** The page of a customer hierarchy. */
export const renderHierarchy = (page: {
  readonly hierarchy: CustomerHierarchy
  /** What people know the organization by. */
  readonly organization: string
  readonly notice?: Notice | undefined
}): Html => {
  const { hierarchy } = page
  return deskLayout({
    title: `${hierarchy.number} ${hierarchy.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${hierarchy.number} ${foreign(hierarchy.name)}</h1><p>Customer hierarchy</p></div>
${card(
  'general',
  'General',
  facts([
    ['Number', hierarchy.number],
    ['Name', foreign(hierarchy.name)],
    ['Purpose', hierarchy.purpose],
    [
      'Organization',
      html`<a href="${linkTo('CustomerPage', { customerId: hierarchy.organizationId })}">${foreign(page.organization)}</a>`,
    ],
    ['Created', moment(hierarchy.createdAt)],
  ]),
)}
${card('members', 'Members', membersTable(hierarchy))}`,
  })
}
