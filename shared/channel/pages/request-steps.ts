// What happened with a request, where it is and what comes next, as a list in its order.

import type { RequestStatus } from '../../domain/request-status.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { dayElement } from '../../platform/date-text.ts'
import { type Html, html } from '../../platform/html.ts'
import type { SitePage } from './site-layout.ts'

export type RequestMoments = {
  readonly status: RequestStatus
  /** ISO 8601, as all of these. */
  readonly submittedAt: string
  readonly confirmedAt?: string | undefined
  readonly decidedAt?: string | undefined
  readonly withdrawnAt?: string | undefined
  /** What the applicant is asked: nothing goes on before it is answered. */
  readonly question?: object | undefined
}

type Step = { readonly name: string; readonly at?: string | undefined; readonly state: 'done' | 'now' | 'next' }

/** What the state is called, which a withdrawal and a question name in their own way. */
export const stateName = ({ language }: SitePage, { status, withdrawnAt, question: asked }: RequestMoments): string => {
  const { terms, withdrawal, question } = siteTexts[language]
  if (asked !== undefined) return question.state
  return withdrawnAt === undefined ? terms.statuses[status] : withdrawal.state
}

const stepsOf = (page: SitePage, moments: RequestMoments): Step[] => {
  const { status: words, terms } = siteTexts[page.language]
  const { steps } = words
  const { status, submittedAt, confirmedAt, decidedAt, withdrawnAt } = moments
  const isDecided = status === 'Approved' || status === 'Declined'
  const begun: Step[] = [
    { name: steps.received, at: submittedAt, state: 'done' },
    ...(confirmedAt === undefined ? [] : [{ name: steps.confirmed, at: confirmedAt, state: 'done' } as const]),
  ]
  // Nobody decided it.
  if (withdrawnAt !== undefined) return [...begun, { name: stateName(page, moments), at: withdrawnAt, state: 'done' }]
  return [
    ...begun,
    // One that is submitted only waits for nothing but a job.
    { name: steps.review, state: isDecided ? 'done' : 'now' },
    isDecided
      ? {
          name: `${steps.decision}${terms.punctuation.colon}${terms.statuses[status]}`,
          at: decidedAt,
          state: 'done',
        }
      : { name: steps.decision, state: 'next' },
  ]
}

const step =
  ({ language }: SitePage) =>
  ({ name, at, state }: Step): Html =>
    html`<li class="step-${state}"${state === 'now' && html` aria-current="step"`}><span>${name}</span>${at !== undefined && html` <span class="when">${dayElement(at, language)}</span>`}</li>`

export const requestSteps = (page: SitePage, moments: RequestMoments): Html =>
  html`<h2>${siteTexts[page.language].status.steps.title}</h2>
<ol class="request-steps">${stepsOf(page, moments).map(step(page))}</ol>`
