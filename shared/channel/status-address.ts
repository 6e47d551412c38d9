// The secret link to the status of a request. Programs get JSON there; a browser is sent on to the page.

import type { Language } from '../domain/languages.ts'
import { linkTo } from '../domain/link-to.ts'
import { statusToken } from './status-token.ts'

/** The link that is given out; always the same for the same request. */
export const statusAddress = (publicUrl: string, secret: string, requestId: string): string =>
  publicUrl + linkTo('GetOnboardingRequest', { requestId }, { token: statusToken(secret, requestId) })

/** Path of the page that shows the status to people, in the language they chose or else in that of their browser. */
export const statusPagePath = (secret: string, requestId: string, language?: Language): string =>
  linkTo('StatusPage', { requestId }, { token: statusToken(secret, requestId), language })
