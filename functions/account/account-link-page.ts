// GET and POST /account/link/{linkId}: where a mailed link leads. Only its button signs in.

import {
  browserCookie,
  sessionCookie,
  sessionHours,
  signInLinkPath,
} from '../../shared/channel/account/sign-in-token.ts'
import { renderLink, renderLinkRefused } from '../../shared/channel/pages/account/render-sign-in.ts'
import { pageContext } from '../../shared/channel/site.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { readCookie, withCookie } from '../../shared/platform/cookies.ts'
import { page, seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Handler } from '../visit.ts'
import { whenOn } from './with-session.ts'

export const accountLinkPage: Handler = whenOn(async (visit, services) => {
  const { request } = visit
  const context = pageContext(services.site, request)
  const { language, carried, channel } = context
  const linkId = asGuid(request.params['linkId']) ?? ''
  const link = { linkId, token: request.query.get('token') ?? '', browser: readCookie(request, browserCookie) }
  const refused = () => {
    services.securityEvent('token', { function: 'AccountLinkPage' })
    return page(renderLinkRefused(context), 404, channel.logoUrl)
  }
  if (request.method !== 'POST') {
    if (!(await services.lookAtLink(link))) return refused()
    const action = signInLinkPath(services.tokenSecret, linkId, { language, ...carried })
    return page(renderLink({ ...context, action }), 200, channel.logoUrl)
  }
  const token = await services.useLink({ ...link, former: readCookie(request, sessionCookie) })
  if (token === undefined) return refused()
  services.log.info('signed-in', { correlationId: linkId })
  const into = seeOther(
    linkTo('AccountPage', {}, { ...(request.query.has('language') ? { language } : {}), ...carried }),
  )
  return withCookie(into, sessionCookie, token, sessionHours * 3600)
})
