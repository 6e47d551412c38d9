// The secret link to the status of a request. Programs get JSON there; a browser is sent on to the page.

import type { Language } from '../domain/languages.ts'
import { linkTo } from '../domain/link-to.ts'
import type { Carried } from './site.ts'
import { confirmToken, statusToken } from './status-token.ts'

/**
 * The link that is given out; always the same for the same request.
 * @param carried the channel whose page a browser is shown there
 */
export const statusAddress = (publicUrl: string, secret: string, requestId: string, carried: Carried = {}): string =>
  publicUrl + linkTo('GetOnboardingRequest', { requestId }, { token: statusToken(secret, requestId), ...carried })

/** How a page is shown: in the language they chose or else in that of their browser, and as a page of that channel. */
type Shown = Carried & { readonly language?: Language }

/** Path of the page that shows the status to people. */
export const statusPagePath = (secret: string, requestId: string, shown: Shown = {}): string =>
  linkTo('StatusPage', { requestId }, { token: statusToken(secret, requestId), ...shown })

/** Path of the page where an applicant withdraws a request. */
export const withdrawPagePath = (secret: string, requestId: string, shown: Shown = {}): string =>
  linkTo('WithdrawPage', { requestId }, { token: statusToken(secret, requestId), ...shown })

/** Where the answer to a question is sent. */
export const answerPagePath = (secret: string, requestId: string, shown: Shown = {}): string =>
  linkTo('AnswerPage', { requestId }, { token: statusToken(secret, requestId), ...shown })

/** Path of the page where a requestor confirms the address; only a mail to that address may have it. */
export const confirmPagePath = (secret: string, requestId: string, shown: Shown = {}): string =>
  linkTo(
    'ConfirmAddressPage',
    { requestId },
    { token: statusToken(secret, requestId), confirm: confirmToken(secret, requestId), ...shown },
  )
