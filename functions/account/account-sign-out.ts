// POST /account/sign-out: ends a session, for every browser that has its cookie.

import { hashOfToken, sessionCookie } from '../../shared/channel/account/sign-in-token.ts'
import { readCookie } from '../../shared/platform/cookies.ts'
import type { Handler } from '../visit.ts'
import { toSignIn, whenOn } from './with-session.ts'

export const accountSignOut: Handler = whenOn(async (visit, services) => {
  const token = readCookie(visit.request, sessionCookie)
  if (token !== undefined) await services.endSession(hashOfToken(token))
  return toSignIn(visit, services, 'signedOut')
})
