// Requests that a program seems to have filled in, kept apart until somebody has looked.

import type { PendingRequest } from '../../channel/channel-request.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { pressButton } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { countryName, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const words = staffWords.pages.heldRequests

export type HeldRequestsPage = StaffFrame & {
  readonly items: readonly PendingRequest[]
  readonly notice?: Notice | undefined
}

const columns = ['company', 'requestor', 'email', 'country', 'comments', 'submitted', 'actions'] as const

const row =
  (viewer: Viewer | undefined) =>
  ({ requestId, submittedAt, request }: PendingRequest): readonly HtmlValue[] => [
    foreign(request.company.name),
    foreign([request.requestor.firstName, request.requestor.lastName].filter(Boolean).join(' ')),
    html`<bdi class="address">${request.requestor.email}</bdi>`,
    countryName(request.company.address.country),
    foreign(request.comments ?? ''),
    moment(submittedAt),
    html`${pressButton(viewer, 'ChangeHeldRequest', { requestId, action: 'take-in' }, words.takeIn)}${pressButton(viewer, 'ChangeHeldRequest', { requestId, action: 'discard' }, words.discard)}`,
  ]

/** The list, with two buttons for each request. Addresses and texts are shown, never linked: strangers wrote them. */
export const renderHeldRequests = ({ bridge, viewer, items, notice }: HeldRequestsPage): Html =>
  staffLayout({
    bridge,
    viewer,
    title: words.title,
    area: 'prospects',
    notice,
    main: html`<div class="page-head"><h1>${words.title}</h1></div>
<p>${words.intro}</p>
${table(words.table, columns, items.map(row(viewer)))}`,
  })
