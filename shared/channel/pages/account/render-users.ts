// The users of an organization, for its Admins.

import { linkTo } from '../../../domain/link-to.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { siteTexts } from '../../../languages/site-by-language.ts'
import { dayElement } from '../../../platform/date-text.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { UserAct } from '../../account/possible-acts.ts'
import type { UserView } from '../../partner.ts'
import { type AccountPage, accountLayout, doneBox, shownIn } from './account-page.ts'
import { fact, userFacts } from './render-own.ts'
import { changeLines, nameOfUser, reasonText, roleBadge, statusBadge } from './user-words.ts'

export type UsersPage = AccountPage & {
  readonly users: readonly UserView[]
  /** Who reads it. */
  readonly ownId: string
  readonly count: number
  /** 0 = no limit. */
  readonly maxUsers: number
  readonly done?: string | undefined
  /** Query of the next page, where there is one. */
  readonly nextPage?: number | undefined
}

const inNumbers = (page: AccountPage, text: string, values: Readonly<Record<string, number>>): string =>
  Object.entries(values).reduce(
    (filled, [name, value]) => filled.replace(`{${name}}`, new Intl.NumberFormat(page.language).format(value)),
    text,
  )

const doneText = (page: AccountPage, done: string | undefined): Html | undefined => {
  const texts = accountTexts[page.language].done
  return done !== undefined && Object.hasOwn(texts, done) ? doneBox(texts[done as keyof typeof texts]) : undefined
}

const listed = (page: UsersPage, user: UserView): Html => {
  const { language } = page
  const { users, reason: reasonWord } = accountTexts[language]
  const { colon, brackets } = siteTexts[language].terms.punctuation
  const [open, close] = brackets
  const reason = reasonText(user, language)
  const to = linkTo('AccountUserPage', { userId: user.userId }, shownIn(page))
  return html`<li class="user">
<h2><a href="${to}"><bdi>${nameOfUser(user)}</bdi></a>${user.userId === page.ownId && html`<span class="note">${open}${users.you}${close}</span>`}</h2>
<p class="user-address"><bdi>${user.email}</bdi></p>
<p class="user-states">${statusBadge(user, language)} ${roleBadge(user, language)}</p>
${reason !== undefined && html`<p class="note">${reasonWord}${colon}${reason}</p>`}
${changeLines(user, language).map((line) => html`<p class="note">${line}</p>`)}
</li>`
}

export const renderUsers = (page: UsersPage): Html => {
  const { users: words } = accountTexts[page.language]
  const { count, maxUsers } = page
  const waiting = page.users.filter(({ pending }) => pending !== undefined).length
  return accountLayout({
    ...page,
    title: words.title,
    switchable: true,
    at: 'users',
    main: html`${doneText(page, page.done)}
<div class="users-head">
<h1>${words.title}</h1>
<p><a class="button" href="${linkTo('AddUserPage', {}, shownIn(page))}">${words.add}</a></p>
</div>
<p class="note">${inNumbers(page, maxUsers > 0 ? words.countOfMax : words.count, { count, max: maxUsers })}${waiting > 0 && html` · ${inNumbers(page, words.pending, { count: waiting })}`}</p>
<ul class="users">
${page.users.map((user) => listed(page, user))}
</ul>
${page.nextPage !== undefined && html`<p><a href="${linkTo('AccountUsersPage', {}, { ...shownIn(page), page: String(page.nextPage) })}">${words.more}</a></p>`}`,
  })
}

export type UserPage = AccountPage & {
  readonly user: UserView
  readonly ownId: string
  /** What can be done with the user now. */
  readonly acts: readonly UserAct[]
  /** Nobody else administers the organization. */
  readonly isLastAdmin: boolean
}

export const renderUser = (page: UserPage): Html => {
  const { language, user } = page
  const texts = accountTexts[language]
  const reason = reasonText(user, language)
  const linkOf = (act: UserPage['acts'][number]): string =>
    linkTo('ChangeUserPage', { userId: user.userId, action: act }, shownIn(page))
  const added = dayElement(user.addedAt, language)
  return accountLayout({
    ...page,
    title: nameOfUser(user),
    at: 'users',
    switchable: true,
    main: html`<div class="sheet">
<h1><bdi>${nameOfUser(user)}</bdi></h1>
${changeLines(user, language).map((line) => html`<p class="note">${line}</p>`)}
${userFacts(page, user)}
<dl class="facts">
${fact(texts.reason, reason)}
${fact(texts.users.addedAt, added)}
</dl>
${
  page.acts.length > 0 &&
  html`<ul class="user-acts">
${page.acts.map((act) => html`<li><a class="side-button" href="${linkOf(act)}">${act === 'edit' ? texts.edit.link : texts.acts[act].link}</a></li>`)}
</ul>`
}
${page.isLastAdmin && html`<p class="note">${texts.refusals['last-admin']}</p>`}
<p><a href="${linkTo('AccountUsersPage', {}, shownIn(page))}">${texts.users.back}</a></p>
</div>`,
  })
}

/** For somebody who is no Admin. */
export const renderOnlyAdmins = (page: AccountPage): Html => {
  const { onlyAdmins } = accountTexts[page.language].users
  const { title } = accountTexts[page.language]
  return accountLayout({
    ...page,
    title: onlyAdmins.title,
    main: html`<div class="sheet narrow">
<h1>${onlyAdmins.title}</h1>
<p class="intro">${onlyAdmins.text}</p>
<p><a href="${linkTo('AccountPage', {}, shownIn(page))}">${title}</a></p>
</div>`,
  })
}
