// Whether a call comes from an application of a site, as App Service authentication says it: a role of the app registration
// is given to it, as roles of headquarters can be.

import type { WebRequest } from '../platform/http.ts'
import type { AccessMode, Platform } from './access.ts'
import { readPrincipal } from './principal.ts'

/** The app role that lets an application read what its channel is told. */
export const siteRole = 'Channel.Site'

export type SiteApplication =
  /** @member ids by which the application may be known: of its registration, and of its object in the tenant */
  | { readonly outcome: 'allowed'; readonly ids: readonly string[] }
  | { readonly outcome: 'refused'; readonly code: 'unauthenticated' | 'forbidden'; readonly isForged?: true }

const refused = (code: 'unauthenticated' | 'forbidden') => ({ outcome: 'refused', code }) as const

/** Without App Service authentication a site proves itself by its key alone. */
export const checkSiteApplication =
  (mode: AccessMode, platform: Platform) =>
  (request: WebRequest): SiteApplication => {
    const header = request.headers.get('x-ms-client-principal')
    if (mode !== 'app-service' || !platform.appServiceAuthentication || header === null)
      return refused('unauthenticated')
    const principal = readPrincipal(header, platform.tenantId)
    if (principal === 'malformed') return { ...refused('unauthenticated'), isForged: true }
    if (principal === 'foreign') return { ...refused('forbidden'), isForged: true }
    const { who, roles, applicationId } = principal
    const ids = [who.id, ...(applicationId === undefined ? [] : [applicationId])].map((id) => id.toLowerCase())
    // Whether a token says outright that it is an application's depends on how the registration is set up.
    const isApplication = who.kind === 'application' || applicationId !== undefined
    const isAllowed = isApplication && roles.includes(siteRole)
    return isAllowed && !ids.some((id) => platform.blocked.includes(id))
      ? { outcome: 'allowed', ids }
      : refused('forbidden')
  }
