// Where a request stands, for whoever holds its secret link.

import { referenceOf } from '../../domain/reference.ts'
import type { RequestStatus } from '../../domain/request-status.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { onPage } from '../../languages/terms.ts'
import { dayElement } from '../../platform/date-text.ts'
import { type Html, html } from '../../platform/html.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

export type StatusPage = SitePage & {
  readonly requestId: string
  readonly status: RequestStatus
  /** ISO 8601. */
  readonly submittedAt: string
  readonly decidedAt?: string | undefined
  /** Offered only once the request is approved. */
  readonly signInUrl?: string | undefined
}

const tones: Readonly<Record<RequestStatus, string>> = {
  Submitted: 'neutral',
  InReview: 'active',
  Approved: 'good',
  Declined: 'bad',
}

/** The status page. It tells neither the company nor the person, since a link can fall into other hands. */
export const renderStatus = (page: StatusPage): Html => {
  const { confirmation, status, terms } = siteTexts[page.language]
  const state = terms.statuses[page.status]
  const moment = (label: string, at: string): Html =>
    html`<div><dt>${label}</dt><dd>${dayElement(at, page.language)}</dd></div>`
  return siteLayout({
    ...page,
    title: `${terms.yourRequest}: ${state}`,
    isSecret: true,
    main: html`<div class="sheet">
<h1>${terms.yourRequest}</h1>
<p class="state"><strong class="badge ${tones[page.status]}">${state}</strong></p>
<p class="intro">${status.texts[page.status]}</p>
<dl class="facts">
${moment(status.submittedAt, page.submittedAt)}
${page.decidedAt !== undefined && moment(status.decidedAt, page.decidedAt)}
<div><dt>${confirmation.reference}</dt><dd><code>${referenceOf(page.requestId)}</code></dd></div>
</dl>
${page.status === 'Approved' && page.signInUrl !== undefined && html`<p><a class="button" href="${page.signInUrl}">${onPage(terms.signIn)}</a></p>`}
</div>`,
  })
}
