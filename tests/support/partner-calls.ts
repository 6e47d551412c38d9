// What proves users of a partner and a site to the app, for tests that go over all routes: an issuer's key, tokens of an
// Admin and of a User, the key of a site; and the partner that they are of.

import { randomUUID } from 'node:crypto'
import { createIdentities } from '../../shared/channel/store/identities.ts'
import { openTable } from '../../shared/platform/open-table.ts'
import { aChannel, adaId, aPartner, aUser, benId, fabrikamId } from './channel-partners.ts'
import type { Environment } from './environment.ts'
import { aud, iss, keySet, signingKey, statement } from './issuer.ts'

const key = signingKey('shop-1')
const jwks = await keySet([key])
const now = Math.floor(Date.now() / 1000)
const long = { exp: now + 12 * 3600 }

export const tokens = {
  admin: await statement(key, now, long),
  user: await statement(key, now, { ...long, sub: 'ben-1', email: 'ben@fabrikam.example' }),
  forged: await statement(signingKey('shop-1'), now, long),
}

export const siteKey = 'the-key-of-the-only-shop-0123456789'

/** The settings with which the app believes those. @param more of its one channel */
export const partnerSettings = (more: object = {}): Record<string, string> => ({
  CHANNELS: JSON.stringify([{ name: 'default', issuer: { iss, aud, jwks }, ...more }]),
  SITE_KEYS: JSON.stringify({ default: [siteKey] }),
})

/** Tells the channel of the partner, and links its two users. */
export const tellPartner = async (env: Pick<Environment, 'settings'>): Promise<void> => {
  const connectionString = env.settings['AzureWebJobsStorage'] ?? ''
  const table = openTable({ connectionString }, 'Channel', undefined, randomUUID)
  await aChannel(table).tell(aPartner(), [
    aUser(),
    aUser({ userId: benId, firstName: 'Ben', email: 'ben@fabrikam.example', role: 'User' }),
  ])
  const { link } = createIdentities(table)
  const at = '2026-11-20T08:00:00.000Z'
  await link({ iss, sub: 'ada-1' }, { userId: adaId, organizationId: fabrikamId, at })
  await link({ iss, sub: 'ben-1' }, { userId: benId, organizationId: fabrikamId, at })
}
