// The list "Partners" of headquarters: every customer hierarchy with its organization.

import { linkTo } from '../../domain/link-to.ts'
import type { PartnerName } from '../../domain/lists/partner-facets.ts'
import type { PartnerStatus } from '../../domain/users/user.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { PartnerLine } from '../store/partner-lines.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type ListKind, type ListPlace, listHead, listPaging, listTable, narrowedTo } from './list-parts.ts'
import { markName } from './narrowing.ts'
import { listTitle } from './paging.ts'
import { age, badge, countryName, foreign, mark, momentWords } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.partners

const tones = { Active: 'good', Suspended: 'warn', Ended: 'neutral' } as const satisfies Record<PartnerStatus, string>

/** A partner's status as a badge. */
export const partnerBadge = (status: PartnerStatus): Html => badge(nameOf(names.partnerStatuses, status), tones[status])

type Mark = NonNullable<PartnerLine['marks']>[number]
const markWords = (name: string): string =>
  name === 'on-hold' ? words.onHold : markName(name as Exclude<Mark, 'on-hold'>)

const kind: ListKind<PartnerName> = {
  address: 'PartnersPage',
  statuses: names.partnerStatuses,
  words,
  choices: [
    ['country', countryName],
    ['channel', (value) => value],
    ['mark', markWords],
  ],
}

const columns = ['number', 'name', 'country', 'status', 'marks', 'users', 'admins', 'since', 'changed'] as const
/** What a row has no room for: a pointer anywhere on it brings this up. */
const whole = ({ name, createdAt, changedAt = createdAt, marks = [] }: PartnerLine): string =>
  [
    name,
    ...marks.map(markWords),
    words.sinceAt(momentWords(createdAt)),
    pages.lists.changedAt(momentWords(changedAt)),
  ].join('\n')

const row = (line: PartnerLine, now: number) => [
  html`<a href="${linkTo('CustomerHierarchyPage', { hierarchyId: line.organizationId })}" title="${whole(line)}">${line.number}</a>`,
  foreign(line.name),
  line.country !== undefined && countryName(line.country),
  partnerBadge(line.status),
  mark((line.marks ?? []).map(markWords)),
  line.users,
  line.admins,
  age(line.createdAt, now),
  age(line.changedAt ?? line.createdAt, now),
]

export type PartnersPage = StaffFrame &
  ListPlace<PartnerName> & {
    readonly items: readonly PartnerLine[]
    /** In milliseconds; ages are counted from it. */
    readonly now: number
  }

/** The list, one page of it, with search, filters, order and the pages before and after. */
export const renderPartners = (page: PartnersPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas.partners, narrowedTo(kind, page), page),
    area: 'partners',
    main: html`<div class="page-head"><h1>${pages.layout.areas.partners}</h1>${
      mayOpen(page.viewer, 'NewPartnerPage') &&
      html` <a class="button" href="${linkTo('NewPartnerPage', {})}">${pages.newPartner.title}</a>`
    }</div>
${listHead(kind, page)}
${listTable(
  words.table,
  columns,
  page,
  page.items.map((line) => row(line, page.now)),
  ['users', 'admins'],
)}
${listPaging(kind, page)}`,
  })
