// GET and POST /account/sign-in: asks for an address and mails a link to sign in, if it is one of a user.

import { browserCookie } from '../../shared/channel/account/sign-in-token.ts'
import { renderLinkSent, renderSignIn, type SignInNotice } from '../../shared/channel/pages/account/render-sign-in.ts'
import { ownHost, pageContext } from '../../shared/channel/site.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { readCookie, withCookie } from '../../shared/platform/cookies.ts'
import { page, seeOther, type WebAnswer, withHeader } from '../../shared/platform/http.ts'
import type { PartnerServices } from '../partner-services.ts'
import type { Handler, Visit } from '../visit.ts'
import { whenOn } from './with-session.ts'

const notices: readonly string[] = ['ended', 'signedOut'] satisfies SignInNotice[]
const isNotice = (text: string | null): text is SignInNotice => text !== null && notices.includes(text)

/** Longer than any mail is under way, and than any link works. In seconds. */
const browserKnownFor = 3600

/** The form; what it says does not depend on who asks. */
export const signInForm = ({ request }: Visit, { site }: PartnerServices): WebAnswer => {
  const context = pageContext(site, request)
  const asked = request.query.get('notice')
  return page(renderSignIn({ ...context, notice: isNotice(asked) ? asked : undefined }), 200, context.channel.logoUrl)
}

const ask = async ({ request, form, sender }: Visit, services: PartnerServices): Promise<WebAnswer> => {
  const context = pageContext(services.site, request)
  const { language, channel, carried } = context
  const typed = form.get('email') ?? ''
  const again = (more: { notice?: SignInNotice; isWrong?: boolean }, status: number): WebAnswer =>
    page(renderSignIn({ ...context, email: typed, ...more }), status, channel.logoUrl)
  const browser = readCookie(request, browserCookie) ?? services.newToken()
  const result = await services.askLink({
    typed,
    browser,
    sender,
    language,
    channel: channel.name,
    host: ownHost(services.site, request),
  })
  if (result.outcome === 'refused') return again({ isWrong: true }, 400)
  if (result.outcome === 'limited') {
    services.securityEvent('limit', { function: 'AccountSignInPage' })
    return withHeader(again({ notice: 'wait' }, 429), 'retry-after', String(result.retryAfter))
  }
  const sent = seeOther(linkTo('AccountSignInPage', {}, { sent: 'yes', language, ...carried }))
  return withCookie(sent, browserCookie, browser, browserKnownFor)
}

export const accountSignInPage: Handler = whenOn((visit, services) => {
  const { request } = visit
  if (request.method === 'POST') return ask(visit, services)
  if (!request.query.has('sent')) return signInForm(visit, services)
  const context = pageContext(services.site, request)
  return page(renderLinkSent(context), 200, context.channel.logoUrl)
})
