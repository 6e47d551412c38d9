// GET /account: one's own details and organization, or the form to sign in.

import { renderOwn } from '../../shared/channel/pages/account/render-own.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { signInForm } from './account-sign-in-page.ts'
import { signedIn } from './with-session.ts'

export const accountPage: Handler = signedIn(({ shown, user, organization, session }) => {
  const isOfSeveral = session.isOfSeveral === true
  return page(renderOwn({ ...shown, user: user.value, organization, isOfSeveral }), 200, shown.channel?.logoUrl)
}, signInForm)
