// The whole local environment with the example shop beside it, for one test file.

import { type ShopSite, shopSettings } from '../../infra/local/start/local-channels.ts'
import { shopSite, startLocalShop } from '../../infra/local/start/local-shop.ts'
import { secretsInMemory } from './environment.ts'
import { freePort } from './free-port.ts'

/** A shop to come: the environment is started with its settings, then the shop itself. Browsers of tests know 127.0.0.1 alone. */
export const aShop = async () => {
  const site: ShopSite = shopSite(await freePort(), secretsInMemory, '127.0.0.1')
  return {
    site,
    settings: shopSettings(site),
    start: (env: { readonly url: string; readonly inbox: { readonly url: string } }) =>
      startLocalShop(site, { appUrl: env.url, inboxUrl: env.inbox.url }),
  }
}

export type RunningShop = Awaited<ReturnType<Awaited<ReturnType<typeof aShop>>['start']>>
