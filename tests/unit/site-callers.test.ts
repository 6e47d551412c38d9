// What sites and their users come with: how often users may call, which applications are a site's, by which secrets sites know
// what we send, and places in lists that are good for the channel that they were given to alone.

import { describe, expect, it } from 'vitest'
import { createCallers } from '../../functions/channel/recognize-callers.ts'
import { callLimits, createCallLimits } from '../../shared/channel/call-limits.ts'
import { readCursor, readPlace, writeCursor, writePlace } from '../../shared/channel/feed-cursor.ts'
import { readEventSecrets } from '../../shared/channel/site-keys.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import type { AccessMode, Platform } from '../../shared/headquarters/access.ts'
import { checkSiteApplication } from '../../shared/headquarters/site-application.ts'
import { httpRequest } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const unasked = () => {
  throw new Error('Nobody asks for this here.')
}

/** Who is recognized, where only what is given is asked for. */
const callersOf = (more: Partial<Parameters<typeof createCallers>[0]>, channels: readonly object[] = [{}]) =>
  createCallers({
    site: {
      publicUrl: 'https://app.example',
      channels: channels.map((one, at) => ({ name: `channel-${at + 1}`, origins: [], ...one })) as never,
    },
    siteKeys: new Map(),
    checkToken: unasked,
    identify: unasked,
    limits: { admit: unasked, admitIdentity: unasked },
    siteApplication: unasked,
    ...more,
  })

describe('calls of users', () => {
  const clock = { now: Date.parse('2030-01-01T08:00:00Z') }
  const limits = createCallLimits(createLimitBuckets(memoryTable()), 's'.repeat(32), () => new Date(clock.now))
  const call = (userId: string, organizationId: string, isChange = true) =>
    limits.admit({ userId, organizationId, isChange })

  it('are so many an hour for an organization where they change something; then it is said when to come again', async () => {
    let admitted = 0
    let last = await call('u0', 'one')
    for (; last.outcome === 'admitted' && admitted < 2000; admitted += 1) last = await call(`u${admitted % 9}`, 'one')
    // What an instance lets through from memory may come on top of it.
    expect(admitted).toBeGreaterThanOrEqual(callLimits['user-changes'])
    expect(admitted).toBeLessThanOrEqual(callLimits['user-changes'] * 1.2)
    expect(last).toEqual({ outcome: 'limited', retryAfter: expect.any(Number) })
    // Nobody of another organization is held up, and whoever only reads neither.
    expect((await call('u0', 'two')).outcome).toBe('admitted')
    expect((await call('u0', 'one', false)).outcome).toBe('admitted')
    clock.now += 3_600_000
    expect((await call('u0', 'one')).outcome).toBe('admitted')
  })

  it('are so many an hour for each user, and colleagues are not held up', async () => {
    let admitted = 0
    for (; (await call('busy', 'three', false)).outcome === 'admitted' && admitted < 9000; ) admitted += 1
    expect(admitted).toBeGreaterThanOrEqual(callLimits['user-calls'])
    expect(admitted).toBeLessThanOrEqual(callLimits['user-calls'] * 1.2)
    expect((await call('calm', 'three', false)).outcome).toBe('admitted')
  })

  it('are so many an hour for whoever a token names, and nobody is looked up for one too many', async () => {
    let looked = 0
    const called = (sub: string) =>
      callersOf({
        checkToken: async () => ({
          outcome: 'good',
          claims: { iss: 'https://shop.example', sub, email: 'eve@shop.example', channels: ['eu'] },
        }),
        identify: async () => {
          looked += 1
          return { outcome: 'refused', code: 'identity-unknown' }
        },
        limits,
      }).user(httpRequest({ headers: { authorization: 'Bearer a.b.c' } }))
    const isLookedUp = async () => {
      const before = looked
      await called('eve')
      return looked > before
    }
    for (; (await isLookedUp()) && looked < callLimits['identity-calls'] * 2; );
    expect(looked).toBeGreaterThanOrEqual(callLimits['identity-calls'])
    expect(looked).toBeLessThanOrEqual(callLimits['identity-calls'] * 1.2)
    const before = looked
    expect(await called('eve')).toMatchObject({
      code: 'too-many-requests',
      event: 'limit',
      retryAfter: expect.any(Number),
    })
    expect(looked).toBe(before)
    expect(await called('adam')).toMatchObject({ code: 'identity-unknown' })
  })
})

describe('an application of a site', () => {
  const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47'
  const objectId = '11111111-2222-4333-8444-555555555555'
  const registration = 'AAAAAAAA-2222-4333-8444-555555555555'
  const principal = (claims: Readonly<Record<string, string>>, provider = 'aad') =>
    Buffer.from(
      JSON.stringify({
        auth_typ: provider,
        role_typ: 'roles',
        claims: Object.entries({ tid: tenantId, oid: objectId, ...claims }).map(([typ, val]) => ({ typ, val })),
      }),
    ).toString('base64')
  const application = { azp: registration, idtyp: 'app' }
  const ask = (header: string | undefined, mode: AccessMode = 'app-service', more: Partial<Platform> = {}) => {
    const platform = {
      appServiceAuthentication: true,
      boundToLoopback: false,
      signInStrength: '' as const,
      blocked: [],
      tenantId,
      ...more,
    }
    const headers: Record<string, string> = header === undefined ? {} : { 'x-ms-client-principal': header }
    return checkSiteApplication(mode, platform)(httpRequest({ method: 'GET', headers }))
  }

  it('is believed with its role, and known by the ids of its registration and of its object', () => {
    expect(ask(principal({ ...application, roles: 'Channel.Site' }))).toEqual({
      outcome: 'allowed',
      ids: [objectId, registration.toLowerCase()],
    })
  })

  const site = { ...application, roles: 'Channel.Site' }
  it.each<[string, string | undefined, AccessMode, Partial<Platform>, string]>([
    ['nobody', undefined, 'app-service', {}, 'unauthenticated'],
    ['without a role', principal(application), 'app-service', {}, 'forbidden'],
    [
      'with a role of staff',
      principal({ ...application, roles: 'Headquarters.Admin' }),
      'app-service',
      {},
      'forbidden',
    ],
    ['a role in other letters', principal({ ...application, roles: 'channel.site' }), 'app-service', {}, 'forbidden'],
    ['of another tenant', principal({ ...site, tid: objectId }), 'app-service', {}, 'forbidden'],
    ['of another provider', principal(site, 'google'), 'app-service', {}, 'forbidden'],
    ['two joined', `${principal(site)}, ${principal(site)}`, 'app-service', {}, 'unauthenticated'],
    ['ended by its object', principal(site), 'app-service', { blocked: [objectId] }, 'forbidden'],
    [
      'ended by its registration',
      principal(site),
      'app-service',
      { blocked: [registration.toLowerCase()] },
      'forbidden',
    ],
    ['on a machine of one’s own', principal(site), 'local', {}, 'unauthenticated'],
    [
      'where the platform signs nobody in',
      principal(site),
      'app-service',
      { appServiceAuthentication: false },
      'unauthenticated',
    ],
    [
      'a person with the role',
      principal({ roles: 'Channel.Site', scp: 'user_impersonation' }),
      'app-service',
      {},
      'forbidden',
    ],
  ])('%s is refused', (_, header, mode, platform, code) => {
    expect(ask(header, mode, platform)).toMatchObject({ outcome: 'refused', code })
  })
})

describe('the channel of an application', () => {
  const id = '11111111-2222-4333-8444-555555555555'
  const other = '99999999-2222-4333-8444-555555555555'
  const seenBy = async (channels: readonly object[]) => {
    const siteApplication = () => ({ outcome: 'allowed', ids: [id] }) as const
    const caller = await callersOf({ siteApplication }, channels).site(httpRequest({}))
    return 'code' in caller ? caller.code : caller.sender.site
  }

  it.each<[string, readonly object[], string]>([
    ['the only one, where it names none', [{}], 'channel-1'],
    ['the only one, where that names it', [{ applications: [id.toUpperCase()] }], 'channel-1'],
    ['the one that names it', [{ applications: [other] }, { applications: [other, id] }], 'channel-2'],
    ['none, where the only one names others', [{ applications: [other] }], 'forbidden'],
    ['none, where several name nobody', [{}, {}], 'forbidden'],
    ['none, where none names it', [{ applications: [other] }, {}], 'forbidden'],
    ['none, where two name it', [{ applications: [id] }, { applications: [id] }], 'forbidden'],
  ])('is %s', async (_, channels, seen) => {
    expect(await seenBy(channels)).toBe(seen)
  })
})

describe('the secrets of what sites are told', () => {
  const secret = (bytes: number, fill: number) => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`
  const [one, two, three] = [secret(24, 1), secret(64, 2), secret(32, 3)]
  const read = (value: unknown) => readEventSecrets(JSON.stringify(value), ['eu', 'us'])

  it('are one for a channel, or two while one replaces the other, and none where nothing is set', () => {
    const { keys, problems } = read({ eu: [one, two], us: [three] })
    expect([problems, keys.get('eu'), keys.get('us')]).toEqual([[], [one, two], [three]])
    expect(readEventSecrets('', ['eu'])).toEqual({ keys: new Map(), problems: [] })
  })

  const form = 'must be whsec_ and 24 to 64 bytes in base64.'
  it.each<[string, unknown, string]>([
    ['a channel that there is not', { fr: [one] }, 'SITE_EVENT_SECRETS.fr is no channel of CHANNELS.'],
    ['a text', { eu: one }, 'SITE_EVENT_SECRETS.eu must be a list of one key, or of two while one replaces the other.'],
    [
      'three',
      { eu: [one, two, three] },
      'SITE_EVENT_SECRETS.eu must be a list of one key, or of two while one replaces the other.',
    ],
    ['one without its beginning', { eu: [one, two.slice(6)] }, `SITE_EVENT_SECRETS.eu[1] ${form}`],
    ['one too short', { us: [secret(23, 1)] }, `SITE_EVENT_SECRETS.us[0] ${form}`],
    ['one too long', { us: [secret(70, 1)] }, `SITE_EVENT_SECRETS.us[0] ${form}`],
    ['one of other letters', { eu: [`whsec_${'-'.repeat(32)}`] }, `SITE_EVENT_SECRETS.eu[0] ${form}`],
    ['a number', { eu: [7] }, `SITE_EVENT_SECRETS.eu[0] ${form}`],
    [
      'one for two channels',
      { eu: [one], us: [one] },
      'SITE_EVENT_SECRETS has one key twice; each site needs its own.',
    ],
  ])('%s is named by its place, and nothing of it is repeated', (_, value, problem) => {
    const { keys, problems } = read(value)
    expect([problems, keys.size]).toEqual([[problem], 0])
  })
})

describe('a place that a site was given', () => {
  it('is good for its channel alone', () => {
    expect(readCursor('eu', writeCursor('eu', 12))).toBe(12)
    expect(readCursor('us', writeCursor('eu', 12))).toBeUndefined()
    expect(readPlace('eu', writePlace('eu', '0', 'k'))).toEqual({ part: '0', key: 'k' })
    expect(readPlace('us', writePlace('eu', '0', 'k'))).toBeUndefined()
    // One kind is not the other.
    expect(readCursor('eu', writePlace('eu', '0', 'k'))).toBeUndefined()
    expect(readPlace('eu', writeCursor('eu', 12))).toBeUndefined()
  })

  const packed = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  it.each([
    '',
    '12',
    'null',
    '../..',
    'x'.repeat(201),
    packed(null),
    packed({ 0: 'eu', 1: 12 }),
    ...[[], ['eu'], ['eu', -1], ['eu', 1.5], ['eu', 1e300], ['eu', '12'], ['eu', 12, 13], [['eu'], 12]].map(packed),
  ])('made up is none: %s', (cursor) => {
    expect([readCursor('eu', cursor), readPlace('eu', cursor)]).toEqual([undefined, undefined])
  })
})
