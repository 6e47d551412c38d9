// The list "E-mails" of headquarters: every mail to an applicant or a user, and what became of it.

import { linkTo } from '../../domain/link-to.ts'
import type { MailName } from '../../domain/lists/mail-facets.ts'
import { mailStates } from '../../domain/prospect-view.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { MailLine } from '../store/mail-index.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type ListKind, type ListPlace, listHead, listPaging, listTable, narrowedTo } from './list-parts.ts'
import { mailState, troubleWords } from './mail-state.ts'
import { listTitle } from './paging.ts'
import { age, languageName, momentWords } from './parts.ts'
import { staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.mails

const kind: ListKind<MailName> = {
  address: 'MailsPage',
  statuses: Object.fromEntries(mailStates.map((state) => [state, nameOf(names.mailStates, state)])),
  words,
  choices: [
    ['type', (value) => nameOf(names.mailKinds, value as MailLine['kind'])],
    ['channel', (value) => value],
    ['trouble', (value) => nameOf(names.mailTroubles, value as NonNullable<MailLine['trouble']>['kind'])],
  ],
  isByTime: true,
}

const columns = ['type', 'name', 'state', 'channel', 'language', 'since', 'changed'] as const

/** Whose mail it is: the number of a prospect or user, never a name or an address. */
export const mailOwner = ({
  ownerId,
  numbers: [number = words.noNumber],
  isUser,
}: Pick<MailLine, 'ownerId' | 'numbers' | 'isUser'>): Html =>
  isUser
    ? html`<a href="${linkTo('CustomerPage', { customerId: ownerId })}">${number}</a>`
    : html`<a href="${linkTo('ProspectPage', { prospectId: ownerId })}">${number}</a>`

/** What a row has no room for: a pointer on it brings this up. */
const whole = ({ kind: type, state, trouble, template, askedAt, at }: MailLine): string =>
  [
    nameOf(names.mailKinds, type) + (template ? ` (${words.template(template.version)})` : ''),
    nameOf(names.mailStates, state),
    ...(trouble ? [troubleWords(trouble), ...(trouble.reason === undefined ? [] : [trouble.reason])] : []),
    words.askedAt(momentWords(askedAt)),
    pages.lists.changedAt(momentWords(at)),
  ].join('\n')

const named = (mail: MailLine, viewer: StaffFrame['viewer']): Html => {
  const [name, { ownerId, number }] = [nameOf(names.mailKinds, mail.kind), mail]
  return mayOpen(viewer, 'MailPage')
    ? html`<a href="${linkTo('MailPage', { ownerId, mailNumber: String(number) })}" title="${whole(mail)}">${name}</a>`
    : html`<span title="${whole(mail)}">${name}</span>`
}

const row = (mail: MailLine, { now, viewer }: MailsPage): readonly HtmlValue[] => [
  named(mail, viewer),
  mailOwner(mail),
  mailState(mail, false),
  mail.channel,
  languageName(mail.language),
  age(mail.askedAt, now),
  age(mail.at, now),
]

export type MailsPage = StaffFrame &
  ListPlace<MailName> & {
    readonly items: readonly MailLine[]
    /** In milliseconds; ages are counted from it. */
    readonly now: number
  }

/** The list, one page of it, with search, filters and the pages before and after. */
export const renderMails = (page: MailsPage): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: listTitle(pages.layout.areas['sent-mails'], narrowedTo(kind, page), page),
    area: 'sent-mails',
    main: html`<div class="page-head"><h1>${pages.layout.areas['sent-mails']}</h1></div>
${listHead(kind, page)}
${listTable(
  words.table,
  columns,
  page,
  page.items.map((mail) => row(mail, page)),
)}
${listPaging(kind, page)}`,
  })
