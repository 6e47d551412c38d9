// What all pages of headquarters have in common: the bar on top and the navigation at the side.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html, withScript } from '../../platform/html.ts'
import { pageLayout } from '../../platform/page-layout.ts'
import type { Viewer } from '../access.ts'
import { mayOpen } from './allowed.ts'
import { bridgeBanner, type StaffFrame } from './bridge-banner.ts'
import { keysDialog, keysOpener } from './keys-dialog.ts'
import { foreign } from './parts.ts'

const { pages, tag } = staffWords
const words = pages.layout

/** The areas of the navigation. */
export type StaffArea = keyof typeof words.areas

const areas = [
  { area: 'overview', address: 'HeadquartersPage' },
  { area: 'prospects', address: 'ProspectsPage' },
  { area: 'partners', address: 'PartnersPage' },
  { area: 'users', address: 'UsersPage' },
  { area: 'sent-mails', address: 'MailsPage' },
  { area: 'mails', address: 'MailTemplatesPage' },
  { area: 'jobs', address: 'JobsPage' },
  { area: 'dual-write', address: 'DualWritePage' },
  { area: 'audit', address: 'AuditPage' },
] as const satisfies readonly { readonly area: StaffArea; readonly address: string }[]

// Back to the site's own first page: one of headquarters would sign the same person in again at once.
// https://learn.microsoft.com/azure/app-service/configure-authentication-customize-sign-in-out#sign-out-of-a-session
const signOutUrl = `/.auth/logout?post_logout_redirect_uri=${encodeURIComponent(linkTo('HomePage', {}))}`

/** Who has signed in, as what, and the way out. */
const viewerLine = (viewer: Viewer | undefined): Html | false => {
  if (!viewer) return false
  const { who, role } = viewer
  if (who.kind === 'local') return html`<p class="viewer">${words.viewer.local}</p>`
  const name = foreign(who.name ?? who.id)
  return html`<p class="viewer">${words.viewer.signedIn(name, words.viewer.roles[role ?? 'none'])} <a href="${signOutUrl}">${words.viewer.signOut}</a></p>`
}

/** Something to tell staff above the content, such as what a button has just done. */
export type Notice = { readonly tone: 'good' | 'bad' | 'warn' | 'info'; readonly text: string }

/** A notice as an element; `role="status"` has it read out without moving the reader. */
const noticeElement = (notice: Notice): Html => html`<p class="notice ${notice.tone}" role="status">${notice.text}</p>`

/** A whole page of headquarters. */
export const staffLayout = (
  page: StaffFrame & {
    readonly title: string
    readonly area?: StaffArea | undefined
    readonly notice?: Notice | undefined
    readonly main: HtmlValue
  },
): Html =>
  withScript(
    pageLayout({
      script: linkTo('StaffScript', {}),
      language: tag,
      title: words.windowTitle(page.title),
      stylesheet: linkTo('SiteStylesheet', {}),
      look: 'staff',
      skipText: words.skipToContent,
      header: html`<a href="${linkTo('HeadquartersPage', {})}">${words.headquarters}</a> <span>${words.product}</span>${viewerLine(page.viewer)}`,
      navigation: html`<nav class="side" aria-label="${words.headquarters}">
<ul>
${areas.map(
  ({ area, address }) =>
    mayOpen(page.viewer, address) &&
    html`<li><a href="${linkTo(address, {})}"${area === page.area && html` aria-current="page"`}>${words.areas[area]}</a></li>`,
)}
</ul>
${keysOpener()}
</nav>`,
      main: html`${page.notice && noticeElement(page.notice)}${bridgeBanner(page.bridge)}${page.main}${keysDialog()}`,
    }),
  )
