// A customer hierarchy: which persons buy for an organization, and who of them administers it.

import type { Organization } from '../../domain/customer.ts'
import type { CustomerHierarchy } from '../../domain/customer-hierarchy.ts'
import { linkTo } from '../../domain/link-to.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { actsOnPartner } from '../partner-acts.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import type { LoggedChange } from '../store/change-log.ts'
import type { UserAct } from '../user-acts.ts'
import { offeredActs } from '../users/offered-acts.ts'
import type { PartnerUser } from '../users/partner-users.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { creditFacts } from './field-facts.ts'
import { badge, card, facts, flagSentence, foreign, mailLink, moment, table } from './parts.ts'
import { auditSection } from './render-audit.ts'
import { changesSection } from './render-changes.ts'
import { partnerBadge } from './render-partners.ts'
import { userState } from './render-users.ts'
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
    : html`${shown}<div class="notice"><p>${words.unreadable(unreadable)}</p></div>`
}

/** What may be done with one user, as links to the pages that ask once more. */
const actsOn = ({ viewer, hierarchy }: HierarchyPage, user: PartnerUser): HtmlValue => {
  if (!mayOpen(viewer, 'ChangePartnerUserPage')) return undefined
  const { hierarchyId } = hierarchy
  const { userId, status, because, pending } = user
  const act = (action: UserAct): Html =>
    html`<li><a href="${linkTo('ChangePartnerUserPage', { hierarchyId, userId, action })}">${words.acts[action]}</a></li>`
  const add = (person: string, text: string): Html =>
    html`<li><a href="${linkTo('AddPartnerUserPage', { hierarchyId }, { person })}">${text}</a></li>`
  if (status === 'Pending' || pending !== undefined) return words.waits
  if (status === 'Removed') return html`<ul class="row-acts">${add(userId, words.addAgain)}</ul>`
  if (status === 'Refused')
    return because?.holder !== undefined && html`<ul class="row-acts">${add(because.holder, words.linkHolder)}</ul>`
  const { acts, isLastAdmin } = offeredActs(hierarchy.members, hierarchy.status ?? 'Active', userId)
  return html`<ul class="row-acts">
<li><a href="${linkTo('EditCustomerPage', { customerId: userId })}">${words.editUser}</a></li>
${acts.map(act)}
</ul>${isLastAdmin && html`<p class="note">${words.lastAdmin}</p>`}`
}

const trueReason = ({ status, because, note, refused }: PartnerUser): HtmlValue => [
  note !== undefined && html` <span>· ${foreign(note)}</span>`,
  because !== undefined &&
    html` <span>· ${nameOf(names.userReasons, because.code)}${
      because.holder !== undefined &&
      html` (<a href="${linkTo('CustomerPage', { customerId: because.holder })}">${words.holder}</a>)`
    }</span>`,
  refused !== undefined &&
    status !== 'Refused' &&
    html` <span>${words.notTaken(nameOf(names.userChanges, refused.kind), nameOf(names.userReasons, refused.code))}</span>`,
]

const usersTable = (page: HierarchyPage): Html =>
  table(
    words.usersTable,
    ['name', 'email', 'role', 'state', 'added', 'actions'],
    page.users.map((user) => [
      user.status === 'Refused' || user.status === 'Pending'
        ? foreign(user.name)
        : html`<a href="${linkTo('CustomerPage', { customerId: user.userId })}">${foreign(user.name)}</a>`,
      user.email !== undefined && mailLink(user.email),
      badge(nameOf(names.roles, user.role), user.role === 'Admin' ? 'active' : 'neutral'),
      [userState(user), trueReason(user)],
      moment(user.addedAt),
      actsOn(page, user),
    ]),
  )

/** The ways in for somebody new; nothing for those who may not add. */
const adding = ({ viewer, hierarchy: { hierarchyId } }: HierarchyPage): HtmlValue =>
  mayOpen(viewer, 'AddPartnerUserPage') &&
  html`<a class="button quiet" href="${linkTo('AddPartnerUserPage', { hierarchyId })}">${words.addUser}</a>
${mayOpen(viewer, 'ContactsPage') && html`<a class="button quiet" href="${linkTo('ContactsPage', { hierarchyId })}">${pages.contacts.title}</a>`}`

/** Finds somebody who is another partner's. */
const linking = ({ viewer, hierarchy: { hierarchyId } }: HierarchyPage): HtmlValue =>
  mayOpen(viewer, 'AddPartnerUserPage') &&
  html`<form class="reason-form" method="get" action="${linkTo('AddPartnerUserPage', { hierarchyId })}" role="search">
<div><label for="person">${words.linkPerson}</label><input id="person" name="person" maxlength="100" required autocomplete="off" spellcheck="false"></div>
<button class="button quiet" type="submit">${pages.lists.find}</button>
</form>`

const comparing = ({ viewer, hierarchy: { hierarchyId } }: HierarchyPage): HtmlValue =>
  mayOpen(viewer, 'CompareMembersPage') &&
  html`<a class="button quiet" href="${linkTo('CompareMembersPage', { hierarchyId })}">${words.compare}</a>`

/** What may be done with the partner as a whole, as links to the pages that ask once more. */
const partnerActsOf = ({ viewer, hierarchy: { hierarchyId, status = 'Active' } }: HierarchyPage): HtmlValue => {
  const acts = actsOnPartner(status)
  return (
    acts.length > 0 &&
    mayOpen(viewer, 'ChangePartnerPage') &&
    html`<p class="actions">${acts.map(
      (action) =>
        html`<a class="button quiet" href="${linkTo('ChangePartnerPage', { hierarchyId, action })}">${words.partnerActs[action]}</a> `,
    )}</p>`
  )
}

const mostUsers = ({ hierarchy: { maxUsers }, usualMaxUsers }: HierarchyPage): HtmlValue => {
  const most = maxUsers ?? usualMaxUsers
  return html`${most === 0 ? words.noLimit : most}${maxUsers === undefined && html` <span class="note">(${words.asUsual})</span>`}`
}

export type HierarchyPage = StaffFrame & {
  readonly hierarchy: CustomerHierarchy
  /** What people know the organization by. */
  readonly organization: string
  /** The organization, whose credit counts for all its users. */
  readonly credit?: Organization | undefined
  readonly users: readonly PartnerUser[]
  /** How many users a partner may have of which staff say nothing else; 0 = no limit. */
  readonly usualMaxUsers: number
  /** Whether the site shows the partner as it is here; absent where it knows nothing of it. */
  readonly isTold?: boolean | undefined
  /** The last active Admin whose contact is deactivated in Sales. */
  readonly withoutContact?: Pick<PartnerUser, 'userId' | 'name'> | undefined
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  /** What happened to it and its users last, whoever caused it. */
  readonly changes?: readonly LoggedChange[] | undefined
  readonly notice?: Notice | undefined
}

/** The page of a customer hierarchy. */
export const renderHierarchy = (page: HierarchyPage): Html => {
  const { hierarchy, users, isTold } = page
  const told = isTold === true && users.every((user) => user.isTold)
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${hierarchy.number} ${hierarchy.name}`,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${hierarchy.number} ${foreign(hierarchy.name)}</h1>${mayOpen(page.viewer, 'EditHierarchyPage') && html`<a class="button quiet" href="${linkTo('EditHierarchyPage', { hierarchyId: hierarchy.hierarchyId })}">${words.edit}</a>`}<p>${words.kind}</p></div>
${card(
  'general',
  words.general,
  html`${facts([
    [words.facts.number, hierarchy.number],
    [
      words.facts.name,
      html`${foreign(hierarchy.name)}${!hierarchy.ownName && html` <span class="note">(${words.follows})</span>`}`,
    ],
    [words.facts.status, partnerBadge(hierarchy.status ?? 'Active')],
    [words.facts.statusReason, hierarchy.statusReason && foreign(hierarchy.statusReason)],
    [words.facts.purpose, nameOf(names.purposes, hierarchy.purpose)],
    [
      words.facts.organization,
      html`<a href="${linkTo('CustomerPage', { customerId: hierarchy.organizationId })}">${foreign(page.organization)}</a>`,
    ],
    [words.facts.channels, hierarchy.channels ? foreign(hierarchy.channels.join(', ')) : words.allChannels],
    [words.facts.maxUsers, mostUsers(page)],
    [words.facts.created, moment(hierarchy.createdAt)],
    [words.facts.told, told ? words.told : words.untold],
  ])}${partnerActsOf(page)}`,
)}
${
  page.credit &&
  card(
    'credit',
    pages.credit.title,
    html`${facts(creditFacts(page.credit))}${
      page.credit.proposedCredit && html`<p class="notice warn">${flagSentence('credit-proposed')}</p>`
    }<p><a href="${linkTo('CustomerPage', { customerId: hierarchy.organizationId })}">${foreign(page.organization)}</a></p>`,
  )
}
${card(
  'members',
  words.users,
  html`${
    page.withoutContact &&
    html`<div class="notice warn"><p><a href="${linkTo('CustomerPage', { customerId: page.withoutContact.userId })}">${foreign(page.withoutContact.name)}</a>: ${words.lastAdminInactive}</p></div>`
  }${usersTable(page)}${
    hierarchy.unreadable !== undefined &&
    html`<div class="notice"><p>${words.unreadable(hierarchy.unreadable)}</p></div>`
  }${(adding(page) || comparing(page)) && html`<p class="actions">${adding(page)} ${comparing(page)}</p>`}${linking(page)}`,
)}
${changesSection(page.changes, page.viewer)}
${auditSection(page.audit, page.viewer)}`,
  })
}
