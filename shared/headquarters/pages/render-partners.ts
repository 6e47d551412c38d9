// The list "Partners" of headquarters: every customer hierarchy with its organization.

import { linkTo } from '../../domain/link-to.ts'
import { type PartnerStatus, partnerStatuses } from '../../domain/users/user.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { PartnerLine } from '../store/partner-lines.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type ListPlace, listFilter, listPaging, listSearch, narrowedTo } from './list-parts.ts'
import { listTitle } from './paging.ts'
import { badge, foreign, moment, table } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.partners

const tones = { Active: 'good', Suspended: 'warn', Ended: 'neutral' } as const satisfies Record<PartnerStatus, string>

/** A partner's status as a badge. */
export const partnerBadge = (status: PartnerStatus): Html => badge(nameOf(names.partnerStatuses, status), tones[status])

const columns = ['number', 'name', 'status', 'users', 'admins', 'since'] as const

const row = ({ organizationId, number, name, status, users, admins, createdAt }: PartnerLine) => [
  html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId: organizationId })}">${number}</a>`,
  foreign(name),
  partnerBadge(status),
  users,
  admins,
  moment(createdAt),
]

/** The list, one page of it, with search, filter and the pages before and after. */
export const renderPartners = (page: StaffFrame & ListPlace & { readonly items: readonly PartnerLine[] }): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas.partners, narrowedTo(page, names.partnerStatuses), page),
    area: 'partners',
    main: html`<div class="page-head"><h1>${pages.layout.areas.partners}</h1>${
      mayOpen(page.viewer, 'NewPartnerPage') &&
      html` <a class="button quiet" href="${linkTo('NewPartnerPage', {})}">${pages.newPartner.title}</a>`
    }</div>
${listFilter('PartnersPage', page, words.filter, [
  { status: undefined, name: pages.lists.all },
  ...partnerStatuses.map((status) => ({ status, name: nameOf(names.partnerStatuses, status) })),
])}
${listSearch('PartnersPage', page, words.search)}
${table({ ...words.table, caption: page.search === undefined ? words.table.caption : pages.lists.found }, columns, page.items.map(row), ['users', 'admins'])}
${listPaging('PartnersPage', page)}`,
  })
