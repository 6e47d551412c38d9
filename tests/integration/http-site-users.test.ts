// The interface for sites, called as a front end and a server of a site call it: who comes in, what they see, what Admins may
// ask for, and what neither learns of others.

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adaId, aPartner, aUser, benId, contosoId, eveId, fabrikamId } from '../support/channel-partners.ts'
import { type SiteStage, shop, shopInAmerica, siteKeys, startSiteStage } from '../support/site-stage.ts'
import { expectProblem, settled } from './http-support.ts'

let stage: SiteStage
beforeAll(async () => {
  stage = await startSiteStage()
})
afterAll(() => stage?.close())

const bodyOf = async (response: Response, status = 200) => {
  const text = await response.text()
  expect({ status: response.status, text }).toMatchObject({ status })
  return JSON.parse(text)
}
const usersOf = async (who: 'ada' | 'eve' = 'ada', query = '') =>
  (await bodyOf(await stage.call(who, 'GET', `/api/organization/users${query}`))).items as {
    userId: string
    etag: string
    status: string
  }[]
const etagOf = async (userId: string) => (await usersOf()).find((user) => user.userId === userId)?.etag ?? ''
const colleague = (name: string, more: object = {}) => ({ lastName: name, email: `${name}@fabrikam.example`, ...more })

describe('a user', () => {
  it('is told who they are, and of their organization', async () => {
    const me = await stage.call('ben', 'GET', '/api/me')
    expect(me.headers.get('etag')).toMatch(/^W\//)
    const organization = { organizationId: fabrikamId, number: 'H-000009', name: 'Fabrikam GmbH' }
    expect(await bodyOf(me)).toEqual({
      userId: benId,
      firstName: 'Ben',
      lastName: 'Lee',
      email: 'ben@fabrikam.example',
      language: 'tr',
      role: 'User',
      status: 'Active',
      organization: { ...organization, status: 'Active' },
      organizations: [organization],
    })
    expect(await bodyOf(await stage.call('ben', 'GET', '/api/organization'))).toEqual({
      ...organization,
      status: 'Active',
      channels: [],
      addresses: [],
      maxUsers: 5,
      userCount: 2,
    })
  })

  it('who is no Admin neither lists nor changes users', async () => {
    const calls = [
      stage.call('ben', 'GET', '/api/organization/users'),
      stage.call('ben', 'POST', '/api/organization/users', { body: colleague('mallory') }),
      stage.call('ben', 'PATCH', `/api/organization/users/${adaId}`, { body: { role: 'User' } }),
      stage.call('ben', 'DELETE', `/api/organization/users/${adaId}`),
      stage.call('ben', 'POST', `/api/organization/users/${adaId}/invitation`),
    ]
    for (const response of await Promise.all(calls)) await expectProblem(response, 403, 'not-an-admin')
  })

  it('who is an Admin sees all users of the own organization, page by page', async () => {
    const users = await usersOf()
    expect(users.map(({ userId }) => userId)).toEqual([adaId, benId])
    expect(users[0]).toEqual({
      userId: adaId,
      firstName: 'Ada',
      lastName: 'Roth',
      email: 'ada@fabrikam.example',
      language: 'en',
      role: 'Admin',
      status: 'Active',
      addedAt: '2026-11-20T08:00:00.000Z',
      etag: expect.stringMatching(/^W\//),
    })
    const first = await bodyOf(await stage.call('ada', 'GET', '/api/organization/users?pageSize=1'))
    const second = await usersOf('ada', `?pageSize=1&cursor=${first.cursor}`)
    expect([first.items[0].userId, second[0]?.userId]).toEqual([adaId, benId])
    expect(await usersOf('ada', '?status=Removed')).toEqual([])
    for (const query of ['status=Owner', 'pageSize=0', 'pageSize=201', 'cursor=x'])
      await expectProblem(await stage.call('ada', 'GET', `/api/organization/users?${query}`), 400, 'invalid-request')
  })

  it('of one site is nobody to the site of another channel', async () => {
    const { contoso, channel } = stage
    await channel.tell({ ...contoso, channels: ['us'] }, [aUser({ userId: eveId, email: 'eve@contoso.example' })])
    await expectProblem(await stage.call('eve', 'GET', '/api/me'), 403, 'identity-unknown')
    await stage.tellAll()
    expect((await stage.call('eve', 'GET', '/api/me')).status).toBe(200)
  })
})

describe('a token', () => {
  const cases: [string, (stage: SiteStage) => Promise<string> | string, string][] = [
    ['that ended', ({ tokenOf, now }) => tokenOf('ada', { iat: now() - 900, exp: now() - 120 }), 'token-expired'],
    ['for somebody else', ({ tokenOf }) => tokenOf('ada', { aud: 'https://elsewhere.example' }), 'token-refused'],
    ['of nobody', ({ tokenOf }) => tokenOf('ada', { iss: 'https://evil.example/' }), 'token-refused'],
    ['without an address', ({ tokenOf }) => tokenOf('ada', { email: undefined } as never), 'email-not-verified'],
    ['not verified', ({ tokenOf }) => tokenOf('ada', { email_verified: false }), 'email-not-verified'],
    [
      'that nobody signed',
      async ({ tokenOf }) => {
        const [, payload] = (await tokenOf('ada')).split('.')
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
      },
      'token-refused',
    ],
    [
      'signed with the public key',
      async ({ tokenOf, key }) => {
        const [, payload] = (await tokenOf('ada')).split('.')
        const head = Buffer.from('{"alg":"HS256","kid":"eu-1"}').toString('base64url')
        const secret = key.publicKey.export({ type: 'spki', format: 'pem' })
        return `${head}.${payload}.${createHmac('sha256', secret).update(`${head}.${payload}`).digest('base64url')}`
      },
      'token-refused',
    ],
    ['that is none', () => 'none', 'token-refused'],
  ]
  it.each(cases)('%s is refused on every address of users, and leaves nothing', async (_, make, code) => {
    const token = await make(stage)
    const before = await settled(stage.env)
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['POST', '/api/organization/users'],
    ] as const) {
      const response = await stage.callWith(token, method, path, method === 'POST' ? { body: colleague('x') } : {})
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      await expectProblem(response, 401, code)
    }
    expect(await settled(stage.env)).toEqual(before)
  })

  it('may come in a header of its own where something before the app keeps back the usual one', async () => {
    const { callWith, tokenOf } = stage
    const own = { 'x-user-token': await tokenOf('ada') }
    expect((await callWith(undefined, 'GET', '/api/me', { headers: own })).status).toBe(200)
    expect((await callWith('of.the.platform', 'GET', '/api/me', { headers: own })).status).toBe(200)
    await expectProblem(await callWith(undefined, 'GET', '/api/me'), 401, 'unauthenticated')
  })

  it('moves nothing by another address in it, and ends with the right of its user', async () => {
    const { call, callWith, channel, tokenOf } = stage
    const changed = await callWith(await tokenOf('ben', { email: 'ada@fabrikam.example' }), 'GET', '/api/me')
    expect(await bodyOf(changed)).toMatchObject({ userId: benId })
    await channel.tell(aPartner(), [
      aUser(),
      aUser({ userId: benId, email: 'ben@fabrikam.example', status: 'Removed' }),
    ])
    await expectProblem(await call('ben', 'GET', '/api/me'), 403, 'user-not-active')
    await channel.tell(aPartner({ status: 'Suspended' }), [aUser()])
    await expectProblem(await call('ada', 'GET', '/api/me'), 403, 'partner-not-active')
    await stage.tellAll()
  })

  it('says in the log that it was refused, and nothing of whom it was about', async () => {
    const lines = stage.env.lines.filter((line) => line.includes('"kind":"user-token"'))
    expect(lines.length).toBeGreaterThan(0)
    for (const said of ['fabrikam.example', 'ada-1', 'sign-in.shop', adaId])
      expect(lines.join('\n')).not.toContain(said)
  })
})

describe('an Admin who adds a user', () => {
  it('gets the same answer for the same key, byte by byte, and none for another body', async () => {
    const headers = { 'idempotency-key': 'add-elif' }
    const add = (body: unknown) => stage.call('ada', 'POST', '/api/organization/users', { body, headers })
    const first = await add(colleague('elif', { firstName: 'Elif', language: 'tr', phone: '+90 555 1234567' }))
    const text = await first.text()
    expect([first.status, JSON.parse(text)]).toEqual([202, { userId: expect.any(String), status: 'Pending' }])
    const again = await add(colleague('elif', { firstName: 'Elif', language: 'tr', phone: '+90 555 1234567' }))
    expect([again.status, await again.text()]).toEqual([202, text])
    await expectProblem(await add(colleague('other')), 422, 'idempotency-key-reused')
    const { userId } = JSON.parse(text)
    expect((await usersOf()).find((user) => user.userId === userId)).toMatchObject({
      status: 'Pending',
      role: 'User',
      pending: { kind: 'add' },
    })
    const etag = await etagOf(userId)
    for (const [method, body] of [
      ['PATCH', { lastName: 'Demir' }],
      ['DELETE', undefined],
    ] as const)
      await expectProblem(
        await stage.call('ada', method, `/api/organization/users/${userId}`, {
          headers: { 'if-match': etag },
          ...(body ? { body } : {}),
        }),
        409,
        'change-pending',
      )
  })

  const wrong: [string, unknown, number, string, string?][] = [
    ['no JSON', '{', 400, 'unreadable-body'],
    ['a list', [], 400, 'invalid-request', ''],
    ['nothing', {}, 400, 'invalid-request', 'lastName'],
    ['a member that is not known', colleague('x', { company: 'Evil' }), 400, 'invalid-request', 'company'],
    ['another role', colleague('x', { role: 'Owner' }), 400, 'invalid-request', 'role'],
    ['a language of nobody', colleague('x', { language: 'fr' }), 400, 'invalid-request', 'language'],
    ['a number for a name', { lastName: 7, email: 'x@fabrikam.example' }, 400, 'invalid-request', 'lastName'],
    ['no address', { lastName: 'x', email: 'x' }, 400, 'invalid-request', 'email'],
    ['too much', colleague('x', { jobTitle: 'x'.repeat(33_000) }), 413, 'body-too-large'],
    ['somebody who is there', { lastName: 'x', email: 'BEN@fabrikam.example' }, 409, 'already-a-user'],
  ]
  it.each(wrong)('is refused for %s', async (_, body, status, code, path) => {
    const response = await stage.call('ada', 'POST', '/api/organization/users', { body })
    const problem = await expectProblem(response, status, code)
    if (path === undefined) expect(problem.errors).toBeUndefined()
    else expect(problem.errors?.map((error) => error.path)).toContain(path)
  })

  it('is refused for a body of another type, and a key that is none', async () => {
    const headers = { 'content-type': 'text/plain' }
    const body = JSON.stringify(colleague('x'))
    await expectProblem(
      await stage.call('ada', 'POST', '/api/organization/users', { body, headers }),
      415,
      'unsupported-media-type',
    )
    await expectProblem(
      await stage.call('ada', 'POST', '/api/organization/users', { body, headers: { 'idempotency-key': 'a b' } }),
      400,
      'invalid-idempotency-key',
    )
  })

  it('is refused one more than there may be', async () => {
    const add = (name: string) => stage.call('ada', 'POST', '/api/organization/users', { body: colleague(name) })
    const statuses = []
    for (const name of ['three', 'four', 'five', 'six']) statuses.push((await add(name)).status)
    expect(statuses).toEqual([202, 202, 409, 409])
    await expectProblem(await add('seven'), 409, 'too-many-users')
  })

  it('uses keys of the own site: on another one the same key was never used', async () => {
    const asked = { body: colleague('eight'), headers: { 'idempotency-key': 'add-elif' } }
    await expectProblem(
      await stage.call('ada', 'POST', '/api/organization/users', asked),
      422,
      'idempotency-key-reused',
    )
    const elsewhere = await stage.callFromAmerica('ada', 'POST', '/api/organization/users', asked)
    await expectProblem(elsewhere, 409, 'too-many-users')
  })
})

describe('an Admin who changes a user', () => {
  const change = (method: 'PATCH' | 'DELETE', userId: string, etag?: string, body?: unknown) =>
    stage.call('ada', method, `/api/organization/users/${userId}`, {
      ...(etag === undefined ? {} : { headers: { 'if-match': etag } }),
      ...(method === 'PATCH' ? { body: body ?? { lastName: 'Demir' } } : {}),
    })

  it('must say in which state it was seen', async () => {
    await expectProblem(await change('PATCH', benId), 428, 'precondition-required')
    await expectProblem(await change('DELETE', benId), 428, 'precondition-required')
    await expectProblem(await change('PATCH', benId, 'W/"another"'), 409, 'changed-meanwhile')
  })

  it('learns nothing of users of others: they are as unknown as those that are not', async () => {
    const foreign: number[] = []
    const nobody: number[] = []
    for (let count = 0; count < 5; count += 1)
      for (const [userId, times] of [
        [eveId, foreign],
        ['99999999-2222-4333-8444-555555555555', nobody],
        ['nobody', nobody],
      ] as const)
        for (const method of ['PATCH', 'DELETE'] as const) {
          const begun = performance.now()
          await expectProblem(await change(method, userId, '*'), 404, 'not-found')
          times.push(performance.now() - begun)
        }
    // The same work is done for all: nothing of another partner is read.
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    expect(Math.abs(median(foreign) - median(nobody))).toBeLessThan(50)
  })

  it.each<[string, unknown, string]>([
    ['another role', { role: 'Owner' }, 'role'],
    ['nothing', {}, ''],
    ['a member that is not known', { customerId: eveId }, 'customerId'],
    ['a state that is not chosen', { status: 'Removed' }, 'status'],
    ['no reason', { status: 'Disabled' }, 'reason'],
    ['a reason of their own', { status: 'Disabled', reason: 'bad-mood' }, 'reason'],
    ['no last name', { lastName: '' }, 'lastName'],
  ])('is refused for %s', async (_, body, path) => {
    const problem = await expectProblem(await change('PATCH', benId, '*', body), 400, 'invalid-request')
    expect(problem.errors?.map((error) => error.path)).toContain(path)
  })

  it('stays as the last Admin', async () => {
    const etag = await etagOf(adaId)
    await expectProblem(await change('DELETE', adaId, etag), 409, 'last-admin')
    await expectProblem(await change('PATCH', adaId, etag, { role: 'User' }), 409, 'last-admin')
    await expectProblem(await change('PATCH', adaId, etag, { status: 'Disabled', reason: 'other' }), 409, 'last-admin')
  })

  it('changes no role on a channel that leaves roles to headquarters, and everything else', async () => {
    const path = `/api/organization/users/${benId}`
    const asked = (body: unknown) => ({ body, headers: { 'if-match': '*' } })
    for (const body of [{ role: 'Admin' }, { jobTitle: 'Buyer', role: 'Admin' }])
      await expectProblem(await stage.callFromAmerica('ada', 'PATCH', path, asked(body)), 403, 'roles-by-headquarters')
    const added = await stage.callFromAmerica('ada', 'POST', '/api/organization/users', {
      body: colleague('nine', { role: 'Admin' }),
    })
    await expectProblem(added, 403, 'roles-by-headquarters')
    // Wrong in another way, which is found after the role is.
    await expectProblem(
      await stage.callFromAmerica('ada', 'PATCH', path, asked({ email: 'ada@fabrikam.example' })),
      409,
      'already-a-user',
    )
  })

  it('has it stored, once, and the list shows what is pending', async () => {
    const etag = await etagOf(benId)
    const first = await change('PATCH', benId, etag, { jobTitle: 'Buyer', role: 'Admin' })
    expect(await bodyOf(first, 202)).toEqual({ userId: benId, pending: { kind: 'edit' } })
    await expectProblem(await change('DELETE', benId, etag), 409, 'changed-meanwhile')
    await expectProblem(await change('DELETE', benId, '*'), 409, 'change-pending')
    expect((await usersOf()).find(({ userId }) => userId === benId)).toMatchObject({ pending: { kind: 'edit' } })
  })
})

describe('an Admin who invites a user again', () => {
  const invite = (userId: string) => stage.call('ada', 'POST', `/api/organization/users/${userId}/invitation`)

  it('has it stored once, however often it is asked for meanwhile', async () => {
    await stage.channel.tell(aPartner(), [aUser()])
    const asked = [
      invite(adaId),
      stage.call('ada', 'POST', `/api/organization/users/${adaId}/invitation`, { body: {} }),
    ]
    for (const answer of asked)
      expect(await bodyOf(await answer, 202)).toEqual({ userId: adaId, pending: { kind: 'invite' } })
    const change = stage.call('ada', 'DELETE', `/api/organization/users/${adaId}`, { headers: { 'if-match': '*' } })
    await expectProblem(await change, 409, 'change-pending')
    for (const userId of [eveId, 'nobody']) await expectProblem(await invite(userId), 404, 'not-found')
  })

  it('is refused for a user who may not sign in, and after the fifth within a day, with when to come again', async () => {
    const invited = [1, 2, 3, 4, 5].map((hours) => Date.now() - (20 - hours) * 3_600_000)
    const second = '44444444-2222-4333-8444-555555555555'
    await stage.channel.tell(stage.contoso, [
      aUser({ userId: eveId, email: 'eve@contoso.example', invited }),
      aUser({ userId: second, email: 'ben@contoso.example', status: 'Disabled', reason: 'on-leave' }),
    ])
    const ofContoso = (userId: string) => stage.call('eve', 'POST', `/api/organization/users/${userId}/invitation`)
    await expectProblem(await ofContoso(second), 409, 'not-active')
    const often = await ofContoso(eveId)
    expect(Number(often.headers.get('retry-after'))).toBeGreaterThan(4 * 3600)
    await expectProblem(often, 429, 'invited-too-often')
    expect(await usersOf('eve')).not.toContainEqual(expect.objectContaining({ invited: expect.anything() }))
    await stage.tellAll()
  })
})

describe('two Admins who remove each other at once', () => {
  it('leave one: the other is told that the organization needs an Admin', async () => {
    const { callWith, channel, contoso, tokenOf } = stage
    const second = '44444444-2222-4333-8444-555555555555'
    await channel.tell({ ...contoso, channels: ['eu'] }, [
      aUser({ userId: eveId, email: 'eve@contoso.example' }),
      aUser({ userId: second, email: 'ben@contoso.example' }),
    ])
    await channel.users.whole(contosoId)
    const seconds = await tokenOf('eve')
    const remove = (userId: string) =>
      callWith(seconds, 'DELETE', `/api/organization/users/${userId}`, { headers: { 'if-match': '*' } })
    const answers = await Promise.all([remove(second), remove(eveId)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
    const [refused] = answers.filter(({ status }) => status === 409)
    if (refused) await expectProblem(refused, 409, 'last-admin')
    await stage.tellAll()
  })
})

describe('a browser', () => {
  const preflight = (path: string, origin: string, method: string) =>
    fetch(stage.env.url + path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' },
    })

  it('is told by each address what it may send, where a channel names its origin', async () => {
    for (const [path, methods] of [
      ['/api/me', 'GET'],
      ['/api/organization', 'GET'],
      ['/api/organization/users', 'GET, POST'],
      [`/api/organization/users/${adaId}`, 'PATCH, DELETE'],
      [`/api/organization/users/${adaId}/invitation`, 'POST'],
    ] as const) {
      const asked = await preflight(path, shop, 'GET')
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, shop])
      expect(asked.headers.get('access-control-allow-methods')).toBe(methods)
      const allowed = asked.headers.get('access-control-allow-headers')?.split(', ')
      for (const header of ['authorization', 'if-match', 'idempotency-key', 'x-organization-id', 'content-type'])
        expect(allowed).toContain(header)
      expect(asked.headers.has('access-control-allow-credentials')).toBe(false)
      const elsewhere = await preflight(path, 'https://evil.example', 'GET')
      expect(elsewhere.headers.has('access-control-allow-origin')).toBe(false)
      expect(elsewhere.headers.get('vary')).toContain('origin')
    }
    for (const path of ['/api/channel/users', '/api/channel/changes'])
      expect((await preflight(path, shop, 'GET')).status).toBe(404)
  })

  it('of the site reads what it may, and one of another site nothing', async () => {
    const own = await stage.call('ada', 'GET', '/api/me', { headers: { origin: shop } })
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, shop])
    expect(own.headers.get('access-control-expose-headers')).toBe('retry-after, etag, www-authenticate')
    const other = await stage.call('ada', 'GET', '/api/me', { headers: { origin: shopInAmerica } })
    await expectProblem(other, 403, 'forbidden')
    const evil = await stage.call('ada', 'GET', '/api/me', { headers: { origin: 'https://evil.example' } })
    expect(evil.headers.has('access-control-allow-origin')).toBe(false)
    await expectProblem(evil, 403, 'forbidden')
  })
})

describe('a site', () => {
  it('finds the users of its channel by their ids, all of them page by page', async () => {
    const all = await bodyOf(await stage.site('eu', '/api/channel/users'))
    const ids = all.items.map(({ userId }: { userId: string }) => userId)
    expect(ids).toEqual(expect.arrayContaining([adaId, benId, eveId]))
    expect(all.items[0]).toMatchObject({ maySignIn: expect.any(Boolean), organization: { status: 'Active' } })
    const inAmerica = await bodyOf(await stage.site('us', '/api/channel/users'))
    expect(JSON.stringify(inAmerica)).not.toContain(eveId)
    expect(JSON.stringify(inAmerica)).toContain(adaId)
    expect(await bodyOf(await stage.site('eu', '/api/channel/users?email=nobody@x.example'))).toEqual({
      outcome: 'none',
    })
    for (const cursor of ['x', Buffer.from('["us","0","x"]').toString('base64url')])
      await expectProblem(await stage.site('eu', `/api/channel/users?cursor=${cursor}`), 400, 'invalid-cursor')
  })

  it('is told what changed, with the user as it is now, from where it left off', async () => {
    const { feed, site } = stage
    const at = new Date().toISOString()
    const first = await bodyOf(await site('eu', '/api/channel/changes'))
    await feed.append([
      { type: 'user', id: benId, organizationId: fabrikamId, revision: 1, status: 'Pending', at, channels: [] },
      { type: 'user', id: eveId, organizationId: contosoId, revision: 1, status: 'Active', at, channels: ['eu'] },
      { type: 'organization', id: fabrikamId, revision: 2, status: 'Active', at, channels: ['us'] },
    ])
    const { items, cursor } = await bodyOf(await site('eu', `/api/channel/changes?cursor=${first.cursor}`))
    expect(items).toMatchObject([
      { type: 'user', id: benId, status: 'Active', user: { email: 'ben@fabrikam.example', maySignIn: true } },
      { type: 'user', id: eveId, user: { organization: { name: 'Contoso AG' } } },
    ])
    expect(await bodyOf(await site('eu', `/api/channel/changes?cursor=${cursor}`))).toMatchObject({ items: [] })
    const us = await bodyOf(await site('us', '/api/channel/changes'))
    expect(us.items.map(({ id }: { id: string }) => id)).toEqual([benId, fabrikamId])
    await expectProblem(await site('us', `/api/channel/changes?cursor=${cursor}`), 400, 'invalid-cursor')
    const never = Buffer.from('["eu",9999]').toString('base64url')
    await expectProblem(await site('eu', `/api/channel/changes?cursor=${never}`), 410, 'cursor-too-old')
    for (const wait of ['-1', '21', '1.5', 'x'])
      await expectProblem(await site('eu', `/api/channel/changes?wait=${wait}`), 400, 'invalid-request')
  })

  it('that asks for CloudEvents gets the same as events, mails among them, which the plain form never has', async () => {
    const { feed, site } = stage
    const at = new Date().toISOString()
    const { cursor } = await bodyOf(await site('eu', '/api/channel/changes'))
    await feed.append([
      { type: 'user', id: benId, organizationId: fabrikamId, revision: 2, status: 'Active', at, channels: [] },
      {
        type: 'mail',
        id: adaId,
        revision: 1,
        status: 'Accepted',
        at,
        mail: { kind: 'received', requestId: benId },
        channels: ['eu'],
      },
      {
        type: 'mail',
        id: eveId,
        revision: 1,
        status: 'Accepted',
        at,
        mail: { kind: 'user-added', userId: eveId },
        channels: ['us'],
      },
    ])
    const headers = { 'x-site-key': siteKeys.eu, accept: 'application/cloudevents-batch+json' }
    const events = await fetch(`${stage.env.url}/api/channel/changes?cursor=${cursor}`, { headers })
    expect([events.status, events.headers.get('content-type')]).toEqual([200, 'application/cloudevents-batch+json'])
    const told = (await events.json()) as { type: string; subject: string }[]
    expect(told.map(({ type, subject }) => [type, subject])).toEqual([
      ['b2b-onboarding.user.changed.v1', benId],
      ['b2b-onboarding.mail.changed.v1', adaId],
    ])
    expect(JSON.stringify(told)).not.toMatch(/@|firstName|lastName/)
    const next = /^<([^>]+)>; rel="next"$/.exec(events.headers.get('link') ?? '')?.[1]
    const rest = await fetch(stage.env.url + next, { headers })
    expect([await rest.json(), rest.headers.get('link')]).toEqual([[], events.headers.get('link')])
    const plain = await bodyOf(await site('eu', `/api/channel/changes?cursor=${cursor}`))
    expect(plain.items.map(({ id }: { id: string }) => id)).toEqual([benId])
    // The same place in both forms.
    expect(next).toBe(`/api/channel/changes?cursor=${plain.cursor}`)
  })

  it('that waits is told as soon as something changes', async () => {
    const { feed, site } = stage
    const { cursor } = await bodyOf(await site('eu', '/api/channel/changes'))
    const waiting = site('eu', `/api/channel/changes?cursor=${cursor}&wait=20`)
    const at = new Date().toISOString()
    await feed.append([{ type: 'request', id: adaId, revision: 1, status: 'Approved', at, channels: ['eu'] }])
    expect(await bodyOf(await waiting)).toMatchObject({ items: [{ type: 'request', status: 'Approved' }] })
  })

  it('that does not prove itself is told nothing, nor is one of its users', async () => {
    for (const path of ['/api/channel/users', '/api/channel/changes']) {
      await expectProblem(await fetch(stage.env.url + path), 401, 'unauthenticated')
      const headers = { 'x-site-key': 'a-guess' }
      await expectProblem(await fetch(stage.env.url + path, { headers }), 401, 'unauthenticated')
      await expectProblem(await stage.call('ada', 'GET', path), 401, 'unauthenticated')
    }
  })
})

describe('an issuer that is away', () => {
  it('keeps out nobody whose key is known; of others it is not known who they are', async () => {
    const { keys, tokenOf, callWith } = stage
    keys.state.status = 500
    expect((await stage.call('ada', 'GET', '/api/me')).status).toBe(200)
    keys.state.status = 200
    const asked = keys.state.asked
    for (let count = 0; count < 50; count += 1)
      expect((await callWith(await tokenOf('ada', {}, { kid: `k${count}` }), 'GET', '/api/me')).status).toBe(401)
    expect(keys.state.asked - asked).toBeLessThanOrEqual(1)
  })
})
