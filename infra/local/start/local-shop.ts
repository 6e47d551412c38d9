// The example shop beside the app: what the two know of each other, and where its mails go.

import { createHmac } from 'node:crypto'
import { startShop } from '../shop/shop.ts'
import { type ShopSite, shopAudience, shopChannel, shopSettings, shopTerms, shopTrades } from './local-channels.ts'
import type { Environment, LocalSecrets } from './local-settings.ts'

/** Whoever gives one of these has a site of their own in mind, which the shop is not. */
const givenInstead = Object.keys(shopSettings({ origin: '', url: '', siteKey: '', eventSecret: '' }))

/** The setting that keeps the shop from being started, if there is one. */
export const insteadOfShop = (environment: Environment): string | undefined =>
  givenInstead.find((name) => environment[name] !== undefined)

/**
 * The shop on a port of this machine, with secrets that this state folder always has.
 * @param host under which browsers know it. By another name than the app's its cookies are apart: ports do not part them.
 */
export const shopSite = (port: number, { statusToken }: LocalSecrets, host = 'localhost'): ShopSite => {
  const derived = (name: string) => createHmac('sha256', statusToken).update(name)
  return {
    origin: `http://${host}:${port}`,
    url: `http://127.0.0.1:${port}`,
    siteKey: derived('site key of the shop').digest('base64url'),
    eventSecret: `whsec_${derived('event secret of the shop').digest('base64')}`,
  }
}

/** Hands a mail of the shop to the inbox, as any site hands its own to its provider. */
const mailThrough = (inboxUrl: string) => async (to: string, subject: string, text: string) => {
  const answer = await fetch(`${inboxUrl}/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer SG.local', 'content-type': 'application/json' },
    body: JSON.stringify({
      personalizations: [{ to: [{ email: to }] }],
      from: { email: 'shop@adventure-works.example', name: 'Adventure Works Cycles' },
      subject,
      content: [{ type: 'text/plain', value: text }],
    }),
  })
  if (!answer.ok) throw new Error(`The inbox answered ${answer.status}.`)
}

/** Starts the shop. @param appUrl where browsers and the shop reach the app */
export const startLocalShop = (
  site: ShopSite,
  {
    appUrl,
    inboxUrl,
    folder,
    say,
  }: { appUrl: string; inboxUrl: string; folder?: string; say?: (line: string) => void },
) =>
  startShop({
    port: Number(new URL(site.url).port),
    origin: site.origin,
    app: {
      url: appUrl,
      channel: shopChannel,
      audience: shopAudience,
      termsVersion: shopTerms.version,
      termsUrl: shopTerms.url,
      trades: shopTrades,
      siteKey: site.siteKey,
      eventSecret: site.eventSecret,
    },
    sendMail: mailThrough(inboxUrl),
    ...(folder === undefined ? {} : { folder }),
    ...(say ? { say } : {}),
  })
