// The members of a hierarchy side by side: what each has, and what is otherwise than with the first Admin.

import { linkTo } from '../../domain/link-to.ts'
import { type OverridePath, overridePaths } from '../../domain/overrides.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath } from '../../domain/trade-paths.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { ComparedMember, Comparison, UndoableOverride } from '../compare-members.ts'
import { mayOpen, pressButton } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { tradeName } from './field-facts.ts'
import { badge, card, foreign, languageName, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, fieldLabels } = staffWords
const words = pages.comparison

/** What a field of terms is drawn by: the lists, and the customers that are invoiced. */
export type TermsWords = {
  readonly tradeLists: TradeLists
  /** Number and name of each customer that is invoiced, by its id. */
  readonly accounts: Readonly<Record<string, string>>
}

export const fieldName = (path: OverridePath): string =>
  isTradePath(path) ? fieldLabels.customerLabel('Person', path) : fieldLabels.labelsOf('Person', [path])

/** Stands where there is no code. */
const nothing = '–'

/** One value as staff read it. */
export const termText = ({ tradeLists, accounts }: TermsWords, path: OverridePath, value: string): string => {
  if (value === '') return nothing
  if (path === 'language') return languageName(value)
  return path === 'invoiceAccount' ? (accounts[value] ?? value) : tradeName(tradeLists, path, value)
}

export type ComparisonPage = StaffFrame &
  TermsWords & {
    readonly hierarchyId: string
    /** What people know the partner by. */
    readonly partner: string
    readonly comparison: Comparison
    readonly notice?: Notice | undefined
  }

const row = (page: ComparisonPage, member: ComparedMember, isFirst: boolean): HtmlValue[] => [
  html`<a href="${linkTo('CustomerPage', { customerId: member.customerId })}">${foreign(member.name)}</a>`,
  isFirst ? badge(words.first, 'active') : badge(nameOf(names.roles, member.role)),
  ...overridePaths.map((path) => {
    const text = termText(page, path, member.values[path])
    return member.differs.includes(path) ? badge(`≠ ${text}`, 'warn') : foreign(text)
  }),
]

const undoCard = (page: ComparisonPage, { overrideId, at, who, members, fields }: UndoableOverride): Html =>
  html`<li><p>${moment(at)} · ${foreign(who)}: ${fields.map(fieldName).join(', ')} · ${members.map(({ name }) => name).join(', ')}</p>
${pressButton(page.viewer, 'UndoOverride', { hierarchyId: page.hierarchyId, overrideId }, words.undo)}</li>`

/** The page. */
export const renderComparison = (page: ComparisonPage): Html => {
  const { hierarchyId, comparison } = page
  const { admin, others, overrides } = comparison
  const columns = {
    name: words.columns.name,
    role: words.columns.role,
    ...(Object.fromEntries(overridePaths.map((path) => [path, fieldName(path)])) as Record<OverridePath, string>),
  }
  const rows = [...(admin ? [row(page, admin, true)] : []), ...others.map((member) => row(page, member, false))]
  const mayOverride =
    admin !== undefined &&
    others.some(({ differs }) => differs.length > 0) &&
    mayOpen(page.viewer, 'OverrideMembersPage')
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${words.title}: ${page.partner}`,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${words.title}</h1><p><a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${foreign(page.partner)}</a></p></div>
${card(
  'terms',
  words.terms,
  html`<p>${admin ? words.about : words.noAdmin}</p>${table({ caption: words.caption, columns, empty: words.empty }, ['name', 'role', ...overridePaths], rows)}${
    mayOverride &&
    html`<p class="actions"><a class="button" href="${linkTo('OverrideMembersPage', { hierarchyId })}">${words.override}</a></p>`
  }`,
)}
${
  overrides.length > 0 &&
  card(
    'undo',
    words.undoTitle,
    html`<p>${words.undoAbout}</p><ul class="flags">${overrides.map((one) => undoCard(page, one))}</ul>`,
  )
}`,
  })
}
