// Who may see headquarters: every mode against every marker of the platform, every principal and every needed role.

import { describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { type AccessMode, checkAccess, type Platform, type Role } from '../../shared/headquarters/access.ts'
import { httpRequest, invocation, serveDeps } from '../support/http-samples.ts'

const roles: readonly Role[] = ['Headquarters.Reader', 'Headquarters.Approver', 'Headquarters.Admin']

const encoded = (principal: unknown): string => Buffer.from(JSON.stringify(principal)).toString('base64')
/** A principal of the right provider and tenant with these claims. */
const staff = (claims: readonly unknown[], more: object = {}): string =>
  encoded({ auth_typ: 'aad', ...more, claims: [{ typ: tenant, val: tenantId }, ...claims] })
const objectId = 'http://schemas.microsoft.com/identity/claims/objectidentifier'
const tenant = 'http://schemas.microsoft.com/identity/claims/tenantid'
const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47'
const signedIn = (...held: readonly string[]) =>
  encoded({
    auth_typ: 'aad',
    name_typ: 'name',
    role_typ: 'roles',
    claims: [
      { typ: 'name', val: 'Ada' },
      { typ: objectId, val: 'object-1' },
      { typ: tenant, val: tenantId },
      ...held.map((val) => ({ typ: 'roles', val })),
    ],
  })

const ask = (
  mode: AccessMode,
  platform: Partial<Platform>,
  needs: Role,
  headers: Record<string, string | undefined>,
) => {
  const given = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const closed = { appServiceAuthentication: false, boundToLoopback: false, signInStrength: '', blocked: [] }
  const check = checkAccess(mode, { ...closed, tenantId, ...platform })
  return check(httpRequest({ method: 'GET', headers: given }), needs)
}

const modes: readonly AccessMode[] = ['closed', 'local', 'app-service']
const yesNo = [true, false]
const principals: readonly (readonly [string, string | undefined, Role | undefined])[] = [
  ['nobody', undefined, undefined],
  ['somebody without a role', signedIn(), undefined],
  ['somebody with a foreign role', signedIn('Global.Admin', 'headquarters.admin'), undefined],
  ...roles.map((role) => [`a ${role}`, signedIn(role), role] as const),
  ['somebody with all roles', signedIn(...roles), 'Headquarters.Admin'],
]
const hosts = ['127.0.0.1:7071', 'partners.example', undefined]

const matrix = modes.flatMap((mode) =>
  yesNo.flatMap((authentication) =>
    yesNo.flatMap((loopback) =>
      hosts.flatMap((host) =>
        principals.flatMap(([who, principal, role]) =>
          roles.map((needs) => ({ mode, authentication, loopback, host, who, principal, role, needs })),
        ),
      ),
    ),
  ),
)

describe('access to headquarters', () => {
  it(`is allowed in exactly the right ones of ${matrix.length} cases`, () => {
    for (const { mode, authentication, loopback, host, who, principal, role, needs } of matrix) {
      const platform = { appServiceAuthentication: authentication, boundToLoopback: loopback }
      const access = ask(mode, platform, needs, { host, 'x-ms-client-principal': principal })
      const local = mode === 'local' && loopback && !authentication && host === '127.0.0.1:7071'
      const granted =
        mode === 'app-service' && authentication && role !== undefined && roles.indexOf(role) >= roles.indexOf(needs)
      const what = JSON.stringify({ mode, authentication, loopback, host, who, needs })
      expect(access.outcome === 'allowed', what).toBe(local || granted)
      if (local)
        expect(access, what).toEqual({
          outcome: 'allowed',
          who: { kind: 'local', id: 'local' },
          role: 'Headquarters.Admin',
        })
      if (granted)
        expect(access, what).toEqual({ outcome: 'allowed', who: { kind: 'staff', id: 'object-1', name: 'Ada' }, role })
    }
  })

  it('is refused as unauthenticated only where somebody could sign in', () => {
    for (const { mode, authentication, loopback, host, who, principal, needs } of matrix) {
      const platform = { appServiceAuthentication: authentication, boundToLoopback: loopback }
      const access = ask(mode, platform, needs, { host, 'x-ms-client-principal': principal })
      if (access.outcome === 'allowed') continue
      const couldSignIn = mode === 'app-service' && authentication && who === 'nobody'
      expect(access.code).toBe(couldSignIn ? 'unauthenticated' : 'forbidden')
    }
  })
})

describe('with App Service authentication', () => {
  const on = { appServiceAuthentication: true }
  const asked = (principal: string) =>
    ask('app-service', on, 'Headquarters.Reader', { 'x-ms-client-principal': principal })

  it.each([
    ['empty', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64')],
    ['null', encoded(null)],
    ['a list', encoded([])],
    ['without claims', encoded({ roles: ['Headquarters.Admin'] })],
    ['with claims that are no list', encoded({ claims: { typ: 'roles', val: 'Headquarters.Admin' } })],
    ['forged and joined with the real one', `${signedIn('Headquarters.Admin')}, ${signedIn('Headquarters.Reader')}`],
    ['joined without a blank', `${signedIn('Headquarters.Admin')},${signedIn('Headquarters.Reader')}`],
    ['followed by something', `${signedIn('Headquarters.Admin')}!!!!`],
    [
      'of the alphabet of addresses',
      `${signedIn('Headquarters.Admin', '>>>???').replaceAll('/', '_').replaceAll('+', '-')}-___`,
    ],
    ['larger than 16 KB', signedIn('Headquarters.Admin', 'x'.repeat(13_000))],
    ['not of UTF-8', Buffer.from([...Buffer.from('{"claims":[]}'), 0xff, 0xfe]).toString('base64')],
  ])('a principal that is %s is nobody', (_what, principal) => {
    expect(asked(principal)).toEqual({ outcome: 'refused', code: 'unauthenticated', isForged: true })
  })

  const admin = { typ: 'roles', val: 'Headquarters.Admin' }
  it.each([
    ['another provider', staff([admin], { auth_typ: 'google' })],
    ['no provider', staff([admin], { auth_typ: undefined })],
    ['another tenant', encoded({ auth_typ: 'aad', claims: [admin, { typ: tenant, val: tenantId.replace('7', '8') }] })],
    ['no tenant', encoded({ auth_typ: 'aad', claims: [admin] })],
    ['two tenants', staff([admin, { typ: 'tid', val: '11111111-2222-4333-8444-555555555555' }])],
  ])('somebody of %s is refused, whatever roles they bring', (_what, principal) => {
    expect(asked(principal)).toEqual({ outcome: 'refused', code: 'forbidden', isForged: true })
  })

  it('nobody is believed while the tenant is not known, and its letter case does not matter', () => {
    const headers = { 'x-ms-client-principal': signedIn('Headquarters.Admin') }
    const at = (id: string) => ask('app-service', { ...on, tenantId: id }, 'Headquarters.Reader', headers).outcome
    expect([at(''), at(tenantId.toUpperCase())]).toEqual(['refused', 'allowed'])
  })

  it('the short name of the tenant’s claim will do', () => {
    const principal = encoded({ auth_typ: 'aad', claims: [admin, { typ: 'tid', val: tenantId }] })
    expect(asked(principal)).toMatchObject({ outcome: 'allowed' })
  })

  it.each([
    ['claims that are none', staff([null, 7, 'Headquarters.Admin', ['roles', 'Headquarters.Admin']])],
    ['a role that is no text', staff([{ typ: 'roles', val: ['Headquarters.Admin'] }])],
    ['a role as another claim', staff([{ typ: 'groups', val: 'Headquarters.Admin' }])],
    ['a list of roles in one claim', staff([{ typ: 'roles', val: 'Headquarters.Reader,Headquarters.Admin' }])],
    ['a role named like a member of every object', signedIn('toString', '__proto__', 'constructor')],
  ])('%s opens nothing', (_what, principal) => {
    expect(asked(principal)).toEqual({ outcome: 'refused', code: 'forbidden', known: { who: expect.anything() } })
  })

  it('roles are read from the claim type that the platform names', () => {
    const roleType = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'
    const principal = staff(
      [
        { typ: roleType, val: 'Headquarters.Reader' },
        { typ: 'oid', val: 'object-2' },
      ],
      { role_typ: roleType },
    )
    expect(asked(principal)).toEqual({
      outcome: 'allowed',
      who: { kind: 'staff', id: 'object-2' },
      role: 'Headquarters.Reader',
    })
  })

  it('somebody without an object id goes by name, and without a name is unknown', () => {
    const role = { typ: 'roles', val: 'Headquarters.Reader' }
    expect(asked(staff([role, { typ: 'name', val: 'Ada' }], { name_typ: 'name' }))).toMatchObject({
      who: { kind: 'staff', id: 'Ada' },
    })
    expect(asked(staff([role]))).toMatchObject({ who: { kind: 'staff', id: 'unknown' } })
  })
})

describe('somebody whose sessions are ended', () => {
  const oid = '0F1E2D3C-0000-4000-8000-00000000000A'
  const asked = (kind: readonly unknown[], ...blocked: readonly string[]) =>
    ask('app-service', { appServiceAuthentication: true, blocked }, 'Headquarters.Reader', {
      'x-ms-client-principal': staff([
        { typ: 'roles', val: 'Headquarters.Admin' },
        { typ: objectId, val: oid },
        ...kind,
      ]),
    })

  it.each([
    ['a person', []],
    ['an application', [{ typ: 'idtyp', val: 'app' }]],
  ])('is refused whatever their role: %s', (_, kind) => {
    expect(asked(kind, 'ffffffff-0000-4000-8000-00000000000b', oid.toLowerCase())).toMatchObject({
      outcome: 'refused',
      code: 'forbidden',
    })
  })

  it('is nobody else', () => {
    expect([asked([]).outcome, asked([], oid.slice(0, -1), `${oid}a`).outcome]).toEqual(['allowed', 'allowed'])
  })
})

describe('where a strength of signing in is demanded', () => {
  const reader = { typ: 'roles', val: 'Headquarters.Reader' }
  const asked = (signInStrength: string, ...claims: readonly unknown[]) =>
    ask('app-service', { appServiceAuthentication: true, signInStrength }, 'Headquarters.Reader', {
      'x-ms-client-principal': staff([reader, ...claims]),
    })
  const weak = { outcome: 'refused', code: 'sign-in-too-weak' }
  const methods = 'http://schemas.microsoft.com/claims/authnmethodsreferences'

  it.each([
    ['mfa', { typ: 'amr', val: 'mfa' }],
    ['mfa', { typ: methods, val: 'mfa' }],
    ['mfa', { typ: 'amr', val: '["pwd","mfa"]' }],
    ['c1', { typ: 'acrs', val: 'c1' }],
    ['c25', { typ: 'acrs', val: '["c1","c25"]' }],
  ])('%s, staff come in with %j', (strength, claim) => {
    expect(asked(strength, { typ: 'amr', val: 'pwd' }, claim).outcome).toBe('allowed')
  })

  it.each([
    ['mfa', []],
    ['mfa', [{ typ: 'amr', val: 'pwd' }]],
    ['mfa', [{ typ: 'amr', val: 'not mfa' }]],
    ['mfa', [{ typ: 'amr', val: '["pwd",["mfa"]]' }]],
    ['mfa', [{ typ: 'amr', val: '[mfa' }]],
    ['mfa', [{ typ: 'name', val: 'mfa' }]],
    ['c1', [{ typ: 'acrs', val: 'c11' }]],
    ['c1', [{ typ: 'amr', val: 'mfa' }]],
  ])('%s, nobody comes in with %j', (strength, claims) => {
    expect(asked(strength, ...claims)).toMatchObject(weak)
  })

  it('a person without a role learns that first of all', () => {
    expect(asked('mfa', { typ: 'roles', val: 'x' })).toMatchObject(weak)
  })

  it('applications come in, which have no second factor', () => {
    expect(asked('mfa', { typ: 'idtyp', val: 'app' }).outcome).toBe('allowed')
  })

  it('it is told as an event of its own', async () => {
    const told: unknown[] = []
    const access = checkAccess('app-service', {
      appServiceAuthentication: true,
      boundToLoopback: false,
      tenantId,
      signInStrength: 'mfa',
      blocked: [],
    })
    const serve = createServe(serveDeps({ access, securityEvent: (kind) => void told.push(kind) }))
    const answering = serve(routes.ProspectsPage, () => {
      throw new Error('reached')
    })
    const headers = { 'x-ms-client-principal': signedIn('Headquarters.Admin') }
    const answer = await answering(httpRequest({ method: 'GET', headers }), invocation())
    expect([answer.status, told]).toEqual([403, ['strength']])
    expect(String(answer.body)).toContain('second factor')
  })
})

describe('on a machine of one’s own', () => {
  const local = { boundToLoopback: true }
  const asked = (host: string) => ask('local', local, 'Headquarters.Admin', { host }).outcome

  it.each(['localhost', 'localhost:7071', '127.0.0.1', '127.0.0.1:80', '[::1]:7071'])(
    'the host %s is its own',
    (host) => {
      expect(asked(host)).toBe('allowed')
    },
  )

  it.each([
    'localhost.evil.example',
    'evil.example:7071',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    'localhost:7071@evil',
    '',
  ])('the host %j is not', (host) => {
    expect(asked(host)).toBe('refused')
  })
})
