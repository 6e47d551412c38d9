// Gives the code of an address for sites and their users what it works on, which is loaded by its first use.

import type { SiteServices } from './site-services.ts'
import type { Handler, SiteUser, Visit } from './visit.ts'

type UserHandler = (
  visit: Visit & { readonly user: SiteUser },
  services: SiteServices,
) => ReturnType<Handler<SiteServices>>

type SiteHandler = (visit: Visit, services: SiteServices, channel: string) => ReturnType<Handler<SiteServices>>

/** For calls of users. */
export const forUser =
  (handler: UserHandler): Handler =>
  async (visit, services) => {
    const { siteUser: user } = visit
    if (!user) throw new Error('A call of nobody came through.')
    return handler({ ...visit, user }, await services.sites())
  }

/** For calls of sites, each for its own channel. */
export const forSite =
  (handler: SiteHandler): Handler =>
  async (visit, services) => {
    const { site } = visit.sender
    if (site === undefined) throw new Error('A call of no site came through.')
    return handler(visit, await services.sites(), site)
  }
