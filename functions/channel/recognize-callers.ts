// Says who calls for a partner or for a site: a user by the statement of the site's issuer, a site by its key or by its
// application in the tenant of staff.

import type { CallLimits } from '../../shared/channel/call-limits.ts'
import type { createIdentifyUser } from '../../shared/channel/identify-user.ts'
import { channelsAt, type Site } from '../../shared/channel/site.ts'
import { type SiteKeys, siteOf } from '../../shared/channel/site-keys.ts'
import type { CheckedToken } from '../../shared/channel/user-token.ts'
import type { SiteApplication } from '../../shared/headquarters/site-application.ts'
import type { WebRequest } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { type Caller, type Callers, type Refusal, refusal, stranger } from '../admission.ts'

type Deps = {
  readonly site: Site
  readonly siteKeys: SiteKeys
  readonly checkToken: (token: string) => Promise<CheckedToken>
  readonly identify: ReturnType<typeof createIdentifyUser>
  readonly limits: CallLimits
  readonly siteApplication: (request: WebRequest) => SiteApplication
}

/** How long whoever comes with an unknown key waits while the issuer is out of reach. In seconds. */
const issuerAway = 60

/** @param retryAfter seconds */
const tooMany = (retryAfter: number): Refusal => ({ ...refusal('too-many-requests', 'limit'), retryAfter })

/**
 * The statement about the user. App Service may refuse what stands in `authorization` before the app sees it, where it
 * was not signed by the tenant of staff: https://learn.microsoft.com/azure/app-service/overview-authentication-authorization
 */
const tokenOf = (request: WebRequest): string | undefined => {
  const own = request.headers.get('x-user-token')
  if (own !== null) return own.trim()
  return /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** Whether a browser calls from a site of those channels; programs name no origin. */
const isFromOwnSite = (site: Site, request: WebRequest, channels: readonly string[]): boolean => {
  const origin = request.headers.get('origin')
  return origin === null || channelsAt(site, origin).some((name) => channels.includes(name))
}

const recognizeUser =
  ({ site, checkToken, identify, limits }: Deps, needsAdmin: boolean) =>
  async (request: WebRequest): Promise<Caller | Refusal> => {
    const token = tokenOf(request)
    if (token === undefined) return refusal('unauthenticated', 'user-token')
    const checked = await checkToken(token)
    if (checked.outcome === 'unavailable') return { ...refusal('temporarily-unavailable'), retryAfter: issuerAway }
    if (checked.outcome === 'refused') return refusal(checked.code, 'user-token')
    const { claims } = checked
    if (!isFromOwnSite(site, request, claims.channels)) return refusal('forbidden', 'origin')
    const counted = await limits.admitIdentity(claims)
    if (counted.outcome === 'limited') return tooMany(counted.retryAfter)
    const named = request.headers.get('x-organization-id')
    const wanted = named === null ? undefined : (asGuid(named) ?? '')
    const identified = await identify(claims, wanted)
    if (identified.outcome === 'refused') {
      if (identified.code === 'choose-organization')
        return { ...refusal(identified.code), more: { organizations: identified.organizations } }
      return refusal(identified.code, 'identity')
    }
    const { userId, organizationId, role } = identified.user.value
    const isChange = request.method !== 'GET' && request.method !== 'HEAD'
    const admission = await limits.admit({ userId, organizationId, isChange })
    if (admission.outcome === 'limited') return tooMany(admission.retryAfter)
    if (needsAdmin && role !== 'Admin') return refusal('not-an-admin')
    return { ...stranger, siteUser: { ...identified, channels: claims.channels } }
  }

const recognizeSite =
  ({ site, siteKeys, siteApplication }: Deps) =>
  async (request: WebRequest): Promise<Caller | Refusal> => {
    const key = request.headers.get('x-site-key')
    if (key !== null) {
      const name = siteOf(siteKeys, key)
      return name === undefined ? refusal('unauthenticated', 'key') : { ...stranger, sender: { site: name } }
    }
    const application = siteApplication(request)
    if (application.outcome === 'refused')
      return refusal(application.code, application.isForged ? 'principal' : application.code)
    const [first, ...others] = site.channels
    const named = site.channels.filter(({ applications = [] }) =>
      applications.some((id) => application.ids.includes(id.toLowerCase())),
    )
    // Where there is one channel alone, it need not name its applications; those that it names are all.
    const isOfTheOnlyOne = others.length === 0 && !first.applications?.length
    const [channel, ...more] = isOfTheOnlyOne ? [first] : named
    // An application that is of no channel here, or of several, reads none.
    return channel && more.length === 0
      ? { ...stranger, sender: { site: channel.name } }
      : refusal('forbidden', 'forbidden')
  }

export const createCallers = (deps: Deps): Callers => ({
  user: recognizeUser(deps, false),
  'partner admin': recognizeUser(deps, true),
  site: recognizeSite(deps),
})
