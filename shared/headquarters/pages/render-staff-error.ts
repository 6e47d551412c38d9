// What staff see when a page cannot be shown or a command is refused.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import type { StaffWords } from '../../languages/staff/staff-words.ts'
import { type Html, html } from '../../platform/html.ts'
import { mayOpen } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { type StaffArea, staffLayout } from './staff-layout.ts'

const { pages, refusals } = staffWords
const words = pages.error

/**
 * An error told to staff.
 * @param page.correlationId finds the error in the log
 */
export const renderStaffError = (
  page: StaffFrame & {
    readonly title: string
    readonly text: string
    readonly area?: StaffArea | undefined
    readonly correlationId?: string | undefined
  },
): Html =>
  staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: page.title,
    area: page.area,
    main: html`<div class="page-head"><h1>${page.title}</h1></div>
<div class="card">
<p>${page.text}</p>
${page.correlationId !== undefined && html`<p class="empty">${words.correlationId(html`<code>${page.correlationId}</code>`)}</p>`}
${mayOpen(page.viewer, 'ProspectsPage') && html`<p><a href="${linkTo('ProspectsPage', {})}">${pages.layout.areas.prospects}</a></p>`}
</div>`,
  })

/** A refusal told to staff. */
export const renderRefusal = (code: keyof StaffWords['refusals'], status: number, frame: StaffFrame): Html =>
  renderStaffError({ ...frame, title: status === 404 ? words.notFound : words.title(status), text: refusals[code] })
