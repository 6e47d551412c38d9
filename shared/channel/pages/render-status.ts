// Where a request stands, for whoever holds its secret link.

import { linkTo } from '../../domain/link-to.ts'
import type { ShownQuestion } from '../../domain/question.ts'
import { referenceOf } from '../../domain/reference.ts'
import type { RequestStatus } from '../../domain/request-status.ts'
import { inPlural } from '../../languages/in-plural.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { onPage } from '../../languages/terms.ts'
import { type Html, html } from '../../platform/html.ts'
import { problemBox } from './error-summary.ts'
import { type QuestionForm, questionForm, questionMistakes } from './question-form.ts'
import { type RequestMoments, requestSteps, stateName } from './request-steps.ts'
import { type SitePage, siteLayout } from './site-layout.ts'

export type StatusPage = SitePage &
  RequestMoments & {
    readonly requestId: string
    /** How long a decision usually takes, in working days, where that is known. */
    readonly usualDays?: number | undefined
    /** What the applicant is asked, and where the answer is sent. */
    readonly question?: ShownQuestion | undefined
    readonly answerUrl?: string | undefined
    /** The last question that was answered. */
    readonly answered?: { readonly number: number; readonly at: string } | undefined
    /** What was typed into an answer that was not taken, and what is wrong with it. */
    readonly typed?: QuestionForm['typed']
    readonly errors?: QuestionForm['errors']
    /** Why an answer was not taken although nothing was wrong with it: it is decided, or nobody asks that any more. */
    readonly refused?: 'late' | 'closed' | undefined
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

/** The status page. It tells neither the company nor the person, since a link can fall into other hands; where fields are
 * asked for it shows these, which whoever corrects them has to see. */
export const renderStatus = (page: StatusPage): Html => {
  const { confirmation, errors, question: asking, status, terms, withdrawal } = siteTexts[page.language]
  const { question, answerUrl, typed } = page
  const form =
    question && answerUrl !== undefined ? { question, action: answerUrl, typed, errors: page.errors } : undefined
  const isWrong = page.refused !== undefined || (page.errors ?? []).length > 0
  const state = stateName(page, page)
  const isWithdrawn = page.withdrawnAt !== undefined
  const isAnswered = page.answered !== undefined && page.status === 'InReview'
  return siteLayout({
    ...page,
    title: `${isWrong ? `${errors.titlePrefix}${terms.punctuation.colon}` : ''}${terms.yourRequest}${terms.punctuation.colon}${state}`,
    isSecret: true,
    main: html`<div class="sheet">
${page.refused === undefined ? form && questionMistakes(page, form) : problemBox(asking[page.refused])}
<h1>${terms.yourRequest}</h1>
<p class="state"><strong class="badge ${isWithdrawn ? 'neutral' : tones[page.status]}">${state}</strong></p>
<p class="intro">${isWithdrawn ? withdrawal.stateText : question ? asking.text : isAnswered ? asking.thanks : status.texts[page.status]}</p>
${form && questionForm(page, form)}
${page.decidedAt === undefined && question === undefined && page.usualDays !== undefined && html`<p>${inPlural(terms.usually, page.usualDays, page.language)}</p>`}
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
