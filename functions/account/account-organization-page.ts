// GET and POST /account/organization: which of several organizations.

import { choicesOf } from '../../shared/channel/account/session-user.ts'
import { sessionCookie } from '../../shared/channel/account/sign-in-token.ts'
import { renderChoose } from '../../shared/channel/pages/account/render-own.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { readCookie } from '../../shared/platform/cookies.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { shownTo, toSignIn, whenOn } from './with-session.ts'

export const accountOrganizationPage: Handler = whenOn(async (visit, services) => {
  const { request, form } = visit
  const state = await services.readSession(readCookie(request, sessionCookie))
  if (state.outcome === 'nobody') return toSignIn(visit, services, 'ended')
  const { session } = state
  const shown = shownTo(services, request, session.channel)
  if (request.method === 'POST') {
    const organizationId = asGuid(form.get('organizationId'))
    const isOwn = organizationId !== undefined && (await services.chooseOrganization(session, organizationId))
    return isOwn
      ? seeOther(linkTo('AccountPage', {}, { language: shown.language, ...shown.carried }))
      : visit.refuse('not-found')
  }
  const entries = await choicesOf(services.users, session)
  if (entries.length === 0) return toSignIn(visit, services, 'ended')
  return page(renderChoose({ ...shown, entries }), 200, shown.channel.logoUrl)
})
