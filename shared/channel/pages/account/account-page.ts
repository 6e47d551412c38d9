// What the pages of a partner have in common: the way between them, and the way out.

import { linkTo } from '../../../domain/link-to.ts'
import { accountTexts } from '../../../languages/account-by-language.ts'
import { type Html, type HtmlValue, html } from '../../../platform/html.ts'
import { type SitePage, siteLayout } from '../site-layout.ts'

/** What every page of somebody who has signed in is told. */
export type AccountPage = SitePage & {
  /** Whether it leads to the users of the organization; absent where none is chosen yet. */
  readonly isAdmin?: boolean
  /** Which of the pages it is, for the way between them. */
  readonly at?: 'own' | 'users'
}

/** What the addresses of these pages carry on: the language, where the reader chose another than the user's. */
export const shownIn = ({ language, carried }: SitePage): Readonly<Record<string, string | undefined>> => ({
  language,
  ...carried,
})

const way = (page: AccountPage, at: AccountPage['at'], to: string, name: string): Html =>
  html`<li><a href="${to}"${page.at === at && html` aria-current="page"`}>${name}</a></li>`

const navigation = (page: AccountPage): Html => {
  const { title, users, signOut } = accountTexts[page.language]
  const shown = shownIn(page)
  return html`<nav class="account-ways" aria-label="${title}">
<ul>
${page.isAdmin !== undefined && way(page, 'own', linkTo('AccountPage', {}, shown), title)}
${page.isAdmin === true && way(page, 'users', linkTo('AccountUsersPage', {}, shown), users.title)}
<li class="way-out"><form method="post" action="${linkTo('AccountSignOut', {}, shown)}"><button type="submit">${signOut}</button></form></li>
</ul>
</nav>`
}

/** A page of somebody who has signed in. */
export const accountLayout = (
  page: AccountPage & { readonly title: string; readonly main: HtmlValue; readonly switchable?: boolean },
): Html => siteLayout({ ...page, isSecret: true, navigation: navigation(page) })

/** What is told above a page: that something was done. */
export const doneBox = (text: string): Html => html`<p class="done-box" role="status">${text}</p>`

/** What somebody should know, and nobody did. */
export const toldBox = (text: string): Html => html`<p class="told-box" role="status">${text}</p>`
