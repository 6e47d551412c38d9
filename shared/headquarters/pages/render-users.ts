// The list "Users" of headquarters: everybody who is or was a user of a partner.

import { linkTo } from '../../domain/link-to.ts'
import type { UserStatus } from '../../domain/users/user.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { listedUserStatuses, type UserRow } from '../partner-query.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type ListPlace, listFilter, listPaging, listSearch, narrowedTo } from './list-parts.ts'
import { listTitle } from './paging.ts'
import { badge, foreign, mailLink, moment, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.users

const tones = {
  Pending: 'active',
  Active: 'good',
  Disabled: 'warn',
  Removed: 'neutral',
  Refused: 'bad',
} as const satisfies Record<UserStatus, string>

/** A user's state as a badge, with its reason, what waits, and whether the site knows. */
export const userState = ({
  status,
  reason,
  pending,
  isTold,
}: Pick<UserRow, 'status' | 'reason' | 'pending' | 'isTold'>): HtmlValue => [
  badge(nameOf(names.userStatuses, status), tones[status]),
  reason !== undefined && html` <span>${nameOf(names.userReasons, reason)}</span>`,
  pending !== undefined && html` ${badge(words.waits(nameOf(names.userChanges, pending)), 'active')}`,
  !isTold && html` ${badge(words.untold, 'neutral')}`,
]

const columns = ['name', 'email', 'role', 'state', 'partner', 'since'] as const

const row = (user: UserRow): readonly HtmlValue[] => [
  user.status === 'Refused'
    ? foreign(user.name)
    : html`<a href="${linkTo('CustomerPage', { customerId: user.userId })}">${foreign(user.name)}</a>`,
  user.email !== undefined && mailLink(user.email),
  badge(nameOf(names.roles, user.role), user.role === 'Admin' ? 'active' : 'neutral'),
  userState(user),
  html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId: user.organizationId })}">${user.partner}</a>`,
  moment(user.addedAt),
]

/** The list, one page of it, with search, filter and the pages before and after. */
export const renderUsers = (page: StaffFrame & ListPlace & { readonly items: readonly UserRow[] }): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas.users, narrowedTo(page, names.userStatuses), page),
    area: 'users',
    main: html`<div class="page-head"><h1>${pages.layout.areas.users}</h1></div>
${listFilter('UsersPage', page, words.filter, [
  { status: undefined, name: pages.lists.all },
  ...listedUserStatuses.map((status) => ({ status, name: nameOf(names.userStatuses, status) })),
])}
${listSearch('UsersPage', page, words.search)}
${table({ ...words.table, caption: page.search === undefined ? words.table.caption : pages.lists.found }, columns, page.items.map(row))}
${listPaging('UsersPage', page)}`,
  })
