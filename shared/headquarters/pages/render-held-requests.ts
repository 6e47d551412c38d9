// Requests that a program seems to have filled in, kept apart until somebody has looked.

import type { PendingRequest } from '../../channel/channel-request.ts'
import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { countryName, foreign, moment, table } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const words = staffWords.pages.heldRequests

export type HeldRequestsPage = StaffFrame & {
  readonly items: readonly PendingRequest[]
  readonly notice?: Notice | undefined
}

const columns = ['company', 'requestor', 'email', 'country', 'comments', 'submitted', 'actions'] as const

const button = (requestId: string, action: 'take-in' | 'discard', text: string): Html =>
  html`<form method="post" action="${linkTo('ChangeHeldRequest', { requestId, action })}"><button class="button quiet" type="submit">${text}</button></form>`

const row = ({ requestId, submittedAt, request }: PendingRequest): readonly HtmlValue[] => [
  foreign(request.company.name),
  foreign([request.requestor.firstName, request.requestor.lastName].filter(Boolean).join(' ')),
  foreign(request.requestor.email),
  countryName(request.company.address.country),
  foreign(request.comments ?? ''),
  moment(submittedAt),
  html`${button(requestId, 'take-in', words.takeIn)}${button(requestId, 'discard', words.discard)}`,
]

/** The list, with two buttons for each request. Addresses and texts are shown, never linked: strangers wrote them. */
export const renderHeldRequests = ({ bridge, items, notice }: HeldRequestsPage): Html =>
  staffLayout({
    bridge,
    title: words.title,
    area: 'prospects',
    notice,
    main: html`<div class="page-head"><h1>${words.title}</h1></div>
<p>${words.intro}</p>
${table(words.table, columns, items.map(row))}`,
  })
