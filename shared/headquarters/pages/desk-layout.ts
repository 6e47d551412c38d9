// What all pages of headquarters have in common: the bar on top and the navigation at the side.

import { linkTo } from '../../domain/link-to.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pageLayout } from '../../platform/page-layout.ts'

/** The areas of the navigation. */
export type DeskArea = 'prospects' | 'jobs' | 'dual-write'

const areas: readonly { readonly area: DeskArea; readonly name: string; readonly url: string }[] = [
  { area: 'prospects', name: 'All prospects', url: linkTo('ProspectsPage', {}) },
  { area: 'jobs', name: 'Jobs', url: linkTo('JobsPage', {}) },
  { area: 'dual-write', name: 'Dual-write', url: linkTo('DualWritePage', {}) },
]

/** Something to tell staff above the content, such as what a button has just done. */
export type Notice = { readonly tone: 'good' | 'bad' | 'warn' | 'info'; readonly text: string }

/** A notice as an element; `role="status"` has it read out without moving the reader. */
const noticeElement = (notice: Notice): Html => html`<p class="notice ${notice.tone}" role="status">${notice.text}</p>`

/** A whole page of headquarters. */
export const deskLayout = (page: {
  readonly title: string
  readonly area?: DeskArea | undefined
  readonly notice?: Notice | undefined
  readonly main: HtmlValue
}): Html =>
  pageLayout({
    language: 'en',
    title: `${page.title} – Headquarters`,
    stylesheet: linkTo('SiteStylesheet', {}),
    look: 'desk',
    skipText: 'Skip to content',
    header: html`<a href="${linkTo('ProspectsPage', {})}">Headquarters</a> <span>Partner onboarding</span>`,
    navigation: html`<nav class="side" aria-label="Headquarters">
<ul>
${areas.map(
  ({ area, name, url }) =>
    html`<li><a href="${url}"${area === page.area && html` aria-current="page"`}>${name}</a></li>`,
)}
</ul>
</nav>`,
    main: html`${page.notice && noticeElement(page.notice)}${page.main}`,
  })
