// An app with two sites, their issuers, and two partners whose users are told to the channel already.

import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { createChangeFeed } from '../../shared/channel/store/change-feed.ts'
import { createIdentities } from '../../shared/channel/store/identities.ts'
import { openTable } from '../../shared/platform/open-table.ts'
import { aChannel, adaId, aPartner, aUser, benId, contosoId, eveId, fabrikamId } from './channel-partners.ts'
import { type Environment, startEnvironment } from './environment.ts'
import { aud, iss, keySet, signingKey, startKeyServer, statement } from './issuer.ts'

export const shop = 'https://shop.example'
export const shopInAmerica = 'https://us.shop.example'
export const siteKeys = {
  eu: 'the-key-of-the-shop-in-europe-0123456789',
  us: 'the-key-of-the-shop-in-america-012345678',
}

const american = 'https://us.example/'

export type SiteStage = Awaited<ReturnType<typeof startSiteStage>>

export const startSiteStage = async (more: Record<string, string> = {}) => {
  const [key, usKey] = [signingKey('eu-1'), signingKey('us-1', 'RS256')]
  const keys = await startKeyServer([key])
  const channels = [
    { name: 'eu', origins: [shop], issuer: { iss, aud, jwksUrl: keys.url } },
    {
      name: 'us',
      origins: [shopInAmerica],
      issuer: { iss: american, aud, jwks: await keySet([usKey]) },
      rolesByHeadquarters: true,
    },
  ]
  const env = await startEnvironment({
    CHANNELS: JSON.stringify(channels),
    SITE_KEYS: JSON.stringify({ eu: [siteKeys.eu], us: [siteKeys.us] }),
    PARTNER_MAX_USERS: '5',
    ...more,
  })
  const table = openTable({ connectionString: env.storage }, 'Channel', undefined, randomUUID)
  const channel = aChannel(table)
  const people = {
    ada: { userId: adaId, sub: 'ada-1', email: 'ada@fabrikam.example', organizationId: fabrikamId },
    ben: { userId: benId, sub: 'ben-1', email: 'ben@fabrikam.example', organizationId: fabrikamId },
    eve: { userId: eveId, sub: 'eve-1', email: 'eve@contoso.example', organizationId: contosoId },
  }
  const contoso = aPartner({
    organizationId: contosoId,
    hierarchyId: contosoId,
    number: 'H-000010',
    name: 'Contoso AG',
  })
  const tellAll = async () => {
    await channel.tell(aPartner(), [
      aUser(),
      aUser({
        userId: benId,
        firstName: 'Ben',
        lastName: 'Lee',
        email: people.ben.email,
        role: 'User',
        language: 'tr',
      }),
    ])
    await channel.tell({ ...contoso, channels: ['eu'] }, [
      aUser({ userId: eveId, firstName: 'Eve', lastName: 'Moe', email: people.eve.email }),
    ])
  }
  await tellAll()
  const identities = createIdentities(table)
  const at = '2026-11-20T08:00:00.000Z'
  for (const { userId, sub, organizationId } of Object.values(people))
    for (const issuer of [iss, american]) await identities.link({ iss: issuer, sub }, { userId, organizationId, at })
  const now = () => Math.floor(Date.now() / 1000)
  const tokenOf = (who: keyof typeof people, claims: JWTPayload = {}, header: object = {}) =>
    statement(key, now(), { ...people[who], userId: undefined, organizationId: undefined, ...claims }, { ...header })
  const callWith = async (
    token: string | undefined,
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> =>
    fetch(env.url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  return {
    env: env as Environment,
    key,
    usKey,
    keys,
    now,
    channel,
    contoso,
    feed: createChangeFeed(table),
    tellAll,
    link: (issuer: string, sub: string, userId: string, organizationId: string) =>
      identities.link({ iss: issuer, sub }, { userId, organizationId, at }),
    tokenOf,
    callWith,
    call: async (
      who: keyof typeof people,
      ...[method, path, given]: [string, string, Parameters<typeof callWith>[3]?]
    ) => callWith(await tokenOf(who), method, path, given),
    /** The same person on the site in America. */
    callFromAmerica: async (
      who: keyof typeof people,
      ...[method, path, given]: [string, string, Parameters<typeof callWith>[3]?]
    ) => {
      const claims = { ...people[who], userId: undefined, organizationId: undefined, iss: american }
      return callWith(await statement(usKey, now(), claims), method, path, given)
    },
    site: (name: keyof typeof siteKeys, path: string) =>
      fetch(env.url + path, { headers: { 'x-site-key': siteKeys[name] } }),
    close: async () => {
      await env.close()
      await keys.close()
    },
  }
}
