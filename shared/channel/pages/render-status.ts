// Where a request stands, for whoever holds its secret link.

import { linkTo } from '../../domain/link-to.ts'
import { referenceOf } from '../../domain/reference.ts'
import type { RequestStatus } from '../../domain/request-status.ts'
import { inPlural } from '../../languages/in-plural.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { onPage } from '../../languages/terms.ts'
import { type Html, html } from '../../platform/html.ts'
import { type RequestMoments, requestSteps, stateName } from './request-steps.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

export type StatusPage = SitePage &
  RequestMoments & {
    readonly requestId: string
    /** How long a decision usually takes, in working days, where that is known. */
    readonly usualDays?: number | undefined
    /** Where it is withdrawn, as long as it can be. */
    readonly withdrawUrl?: string | undefined
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
  const { confirmation, status, terms, withdrawal } = siteTexts[page.language]
  const state = stateName(page, page)
  const isWithdrawn = page.withdrawnAt !== undefined
  return siteLayout({
    ...page,
    title: `${terms.yourRequest}${terms.punctuation.colon}${state}`,
    isSecret: true,
    main: html`<div class="sheet">
<h1>${terms.yourRequest}</h1>
<p class="state"><strong class="badge ${isWithdrawn ? 'neutral' : tones[page.status]}">${state}</strong></p>
<p class="intro">${isWithdrawn ? withdrawal.stateText : status.texts[page.status]}</p>
${page.decidedAt === undefined && page.usualDays !== undefined && html`<p>${inPlural(terms.usually, page.usualDays, page.language)}</p>`}
${page.status === 'Approved' && page.signInUrl !== undefined && html`<p><a class="button" href="${page.signInUrl}">${onPage(terms.signIn)}</a></p>`}
${page.status === 'Declined' && html`<p><a href="${linkTo('SignUpPage', {}, { language: page.language, ...page.carried })}">${terms.becomePartner}</a></p>`}
${requestSteps(page, page)}
<dl class="facts">
<div><dt>${confirmation.reference}</dt><dd><code>${referenceOf(page.requestId)}</code></dd></div>
</dl>
${page.withdrawUrl !== undefined && html`<p><a href="${page.withdrawUrl}">${withdrawal.withdraw}</a></p>`}
</div>`,
  })
}
