// Gives the code of a partner's pages who has signed in. Where the pages are switched off there is nothing at their addresses.

import type { SessionUser } from '../../shared/channel/account/session-user.ts'
import { sessionCookie } from '../../shared/channel/account/sign-in-token.ts'
import type { AccountPage } from '../../shared/channel/pages/account/account-page.ts'
import { renderOnlyAdmins } from '../../shared/channel/pages/account/render-users.ts'
import { leavesRoles, pageContext } from '../../shared/channel/site.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { readCookie, withCookie } from '../../shared/platform/cookies.ts'
import { page, seeOther, type WebAnswer, type WebRequest } from '../../shared/platform/http.ts'
import type { PartnerServices } from '../partner-services.ts'
import type { Handler, Visit } from '../visit.ts'

/** A visit of somebody who has signed in. */
export type PartnerVisit = Visit &
  SessionUser & {
    readonly shown: AccountPage
    /** The channel leaves roles to headquarters. */
    readonly rolesFixed: boolean
  }

type PartnerHandler<V extends Visit> = (visit: V, services: PartnerServices) => WebAnswer | Promise<WebAnswer>

/** A page that everybody sees, as long as the pages are switched on. */
export const whenOn =
  (handler: PartnerHandler<Visit>): Handler =>
  async (visit, services) =>
    services.partnerPages ? handler(visit, await services.partners()) : visit.refuse('not-found')

/** What a page is shown in: the language that the address asks for, else the user's, else as for everybody. */
export const shownTo = (
  { site }: Pick<PartnerServices, 'site'>,
  request: WebRequest,
  channel: string,
  userLanguage?: Language,
) => {
  const context = pageContext(site, request, channel)
  const isAsked = request.query.has('language')
  const own = !isAsked && userLanguage && context.channel.languages.includes(userLanguage) ? userLanguage : undefined
  return { ...context, language: own ?? context.language }
}

/** Sends whoever has not signed in to where that is done, and has the browser forget what has ended. */
export const toSignIn = ({ request }: Visit, { site }: PartnerServices, notice: 'ended' | 'signedOut'): WebAnswer => {
  const { language, carried } = pageContext(site, request)
  const answer = seeOther(linkTo('AccountSignInPage', {}, { notice, language, ...carried }))
  return withCookie(answer, sessionCookie, '', 0)
}

/** A page for whoever has signed in, and has chosen an organization where there are several. */
export const signedIn = (handler: PartnerHandler<PartnerVisit>, instead: PartnerHandler<Visit>): Handler =>
  whenOn(async (visit, services) => {
    const state = await services.readSession(readCookie(visit.request, sessionCookie))
    if (state.outcome === 'nobody') return instead(visit, services)
    const { session } = state
    if (state.outcome === 'choose') {
      const { language, carried } = shownTo(services, visit.request, session.channel)
      return seeOther(linkTo('AccountOrganizationPage', {}, { language, ...carried }))
    }
    const { user, organization } = state
    const context = shownTo(services, visit.request, session.channel, user.value.language)
    const shown = { ...context, isAdmin: user.value.role === 'Admin' }
    const rolesFixed = leavesRoles(services.site, organization.channels, [session.channel])
    return handler({ ...visit, session, user, organization, shown, rolesFixed }, services)
  })

const ended: PartnerHandler<Visit> = (visit, services) => toSignIn(visit, services, 'ended')

/** A page for whoever administers the organization. */
export const forAdmins = (handler: PartnerHandler<PartnerVisit>): Handler =>
  signedIn(
    (visit, services) =>
      visit.user.value.role === 'Admin'
        ? handler(visit, services)
        : page(renderOnlyAdmins(visit.shown), 403, visit.shown.channel?.logoUrl),
    ended,
  )
