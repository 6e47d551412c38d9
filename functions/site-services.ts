// What the code behind the addresses for sites and their users works with beside what all do. It stands in a file of the
// bundle of its own, with the library that checks tokens: nobody else loads it.

import { askUserChange } from '../shared/channel/ask-user-change.ts'
import { createCallLimits } from '../shared/channel/call-limits.ts'
import { createIdentifyUser } from '../shared/channel/identify-user.ts'
import { createIssuerKeys } from '../shared/channel/issuer-keys.ts'
import { createFeedReader } from '../shared/channel/read-feed.ts'
import { createCheckToken } from '../shared/channel/user-token.ts'
import { createUserOfSite } from '../shared/channel/users-of-site.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { AccessMode, Platform } from '../shared/headquarters/access.ts'
import { checkSiteApplication } from '../shared/headquarters/site-application.ts'
import { fetchJson } from '../shared/platform/fetch-json.ts'
import { createCallers } from './channel/recognize-callers.ts'
import type { CommonServices } from './services.ts'
import type { Settings } from './settings.ts'
import type { Stores } from './stores.ts'

export type SiteServices = ReturnType<typeof createSiteServices>

/** An issuer that takes longer, or says more, gives no keys. */
const keyBounds = { ms: 5000, bytes: 256 * 1024 }

export const createSiteServices = (
  services: CommonServices,
  { users, changeFeed, identities, partnersOfChannel, channel }: Stores,
  { values }: Settings,
  platform: Platform,
) => {
  const { site, siteKeys, tokenSecret, now } = services
  const limits = createCallLimits(channel.limits, tokenSecret, now)
  const maxUsers = Number(values.PARTNER_MAX_USERS)
  const callers = createCallers({
    site,
    siteKeys,
    checkToken: createCheckToken({
      channels: site.channels,
      keys: createIssuerKeys((url) => fetchJson(fetch, url, keyBounds), Date.now),
      now,
    }),
    identify: createIdentifyUser({ users, identities, now }),
    limits,
    siteApplication: checkSiteApplication(values.HEADQUARTERS_ACCESS as AccessMode, platform),
  })
  const ofSite = createUserOfSite(users)
  return {
    ...services,
    callers,
    maxUsers,
    ofSite,
    partnersOfChannel,
    askUserChange: askUserChange({
      users,
      maxUsers,
      defaultLanguage: values.DEFAULT_LANGUAGE as Language,
      now,
    }),
    ...createFeedReader({ feed: changeFeed, ofSite, now }),
  }
}
