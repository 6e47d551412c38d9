// What all pages of headquarters have in common: the bar on top and the navigation at the side.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pageLayout } from '../../platform/page-layout.ts'
import { bridgeBanner, type StaffFrame } from './bridge-banner.ts'

const { pages, tag } = staffWords
const words = pages.layout

/** The areas of the navigation. */
export type StaffArea = keyof typeof words.areas

const areas: readonly { readonly area: StaffArea; readonly url: string }[] = [
  { area: 'prospects', url: linkTo('ProspectsPage', {}) },
  { area: 'jobs', url: linkTo('JobsPage', {}) },
  { area: 'dual-write', url: linkTo('DualWritePage', {}) },
  { area: 'audit', url: linkTo('AuditPage', {}) },
]

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
  pageLayout({
    language: tag,
    title: words.windowTitle(page.title),
    stylesheet: linkTo('SiteStylesheet', {}),
    look: 'staff',
    skipText: words.skipToContent,
    header: html`<a href="${linkTo('ProspectsPage', {})}">${words.headquarters}</a> <span>${words.product}</span>`,
    navigation: html`<nav class="side" aria-label="${words.headquarters}">
<ul>
${areas.map(
  ({ area, url }) =>
    html`<li><a href="${url}"${area === page.area && html` aria-current="page"`}>${words.areas[area]}</a></li>`,
)}
</ul>
</nav>`,
    main: html`${page.notice && noticeElement(page.notice)}${bridgeBanner(page.bridge)}${page.main}`,
  })
