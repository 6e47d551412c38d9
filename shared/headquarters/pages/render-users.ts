// The list "Users" of headquarters: everybody who is or was a user of a partner.

import { linkTo } from '../../domain/link-to.ts'
import type { UserName } from '../../domain/lists/partner-facets.ts'
import type { UserStatus } from '../../domain/users/user.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { listedUserStatuses, type UserRow } from '../partner-query.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type ListKind, type ListPlace, listHead, listPaging, listTable, narrowedTo } from './list-parts.ts'
import { listTitle } from './paging.ts'
import { age, badge, foreign, mailLink, momentWords } from './parts.ts'
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

const kind: ListKind<UserName> = {
  address: 'UsersPage',
  statuses: Object.fromEntries(listedUserStatuses.map((status) => [status, nameOf(names.userStatuses, status)])),
  words,
  choices: [['role', (value) => nameOf(names.roles, value as UserRow['role'])]],
  isOfPartner: true,
}

const columns = ['name', 'email', 'role', 'state', 'partner', 'since', 'changed'] as const
/** What a row has no room for: a pointer on it brings this up. */
const whole = ({ name, email, status, reason, pending, isTold, addedAt, changedAt = addedAt }: UserRow): string =>
  [
    name,
    ...(email === undefined ? [] : [email]),
    [nameOf(names.userStatuses, status), ...(reason === undefined ? [] : [nameOf(names.userReasons, reason)])].join(
      ': ',
    ),
    ...(pending === undefined ? [] : [words.waits(nameOf(names.userChanges, pending))]),
    ...(isTold ? [] : [words.untold]),
    words.addedAt(momentWords(addedAt)),
    pages.lists.changedAt(momentWords(changedAt)),
  ].join('\n')

const row = (user: UserRow, now: number): readonly HtmlValue[] => [
  user.status === 'Refused'
    ? html`<span title="${whole(user)}">${foreign(user.name)}</span>`
    : html`<a href="${linkTo('CustomerPage', { customerId: user.userId })}" title="${whole(user)}">${foreign(user.name)}</a>`,
  user.email !== undefined && mailLink(user.email),
  badge(nameOf(names.roles, user.role), user.role === 'Admin' ? 'active' : 'neutral'),
  userState(user),
  html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId: user.organizationId })}">${user.partner}</a>`,
  age(user.addedAt, now),
  age(user.changedAt ?? user.addedAt, now),
]

export type UsersPage = StaffFrame &
  ListPlace<UserName> & {
    readonly items: readonly UserRow[]
    /** In milliseconds; ages are counted from it. */
    readonly now: number
  }

/** The list, one page of it, with search, filters, order and the pages before and after. */
export const renderUsers = (page: UsersPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas.users, narrowedTo(kind, page), page),
    area: 'users',
    main: html`<div class="page-head"><h1>${pages.layout.areas.users}</h1></div>
${listHead(kind, page)}
${listTable(
  words.table,
  columns,
  page,
  page.items.map((user) => row(user, page.now)),
)}
${listPaging(kind, page)}`,
  })
