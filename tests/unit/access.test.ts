// Who may see headquarters: every mode against every marker of the platform, every principal and every needed role.

import { describe, expect, it } from 'vitest'
import { type AccessMode, checkAccess, type Platform, type Role } from '../../shared/headquarters/access.ts'
import { httpRequest } from '../support/http-samples.ts'

const roles: readonly Role[] = ['Headquarters.Reader', 'Headquarters.Approver', 'Headquarters.Admin']

const encoded = (principal: unknown): string => Buffer.from(JSON.stringify(principal)).toString('base64')
const objectId = 'http://schemas.microsoft.com/identity/claims/objectidentifier'
const signedIn = (...held: readonly string[]) =>
  encoded({
    auth_typ: 'aad',
    name_typ: 'name',
    role_typ: 'roles',
    claims: [
      { typ: 'name', val: 'Ada' },
      { typ: objectId, val: 'object-1' },
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
  const check = checkAccess(mode, { appServiceAuthentication: false, boundToLoopback: false, ...platform })
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
  ])('a principal that is %s is nobody', (_what, principal) => {
    expect(asked(principal)).toEqual({ outcome: 'refused', code: 'unauthenticated' })
  })

  it.each([
    ['claims that are none', encoded({ claims: [null, 7, 'Headquarters.Admin', ['roles', 'Headquarters.Admin']] })],
    ['a role that is no text', encoded({ claims: [{ typ: 'roles', val: ['Headquarters.Admin'] }] })],
    ['a role as another claim', encoded({ claims: [{ typ: 'groups', val: 'Headquarters.Admin' }] })],
    [
      'a list of roles in one claim',
      encoded({ claims: [{ typ: 'roles', val: 'Headquarters.Reader,Headquarters.Admin' }] }),
    ],
    ['a role named like a member of every object', signedIn('toString', '__proto__', 'constructor')],
  ])('%s opens nothing', (_what, principal) => {
    expect(asked(principal)).toEqual({ outcome: 'refused', code: 'forbidden' })
  })

  it('roles are read from the claim type that the platform names', () => {
    const roleType = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'
    const principal = encoded({
      role_typ: roleType,
      claims: [
        { typ: roleType, val: 'Headquarters.Reader' },
        { typ: 'oid', val: 'object-2' },
      ],
    })
    expect(asked(principal)).toEqual({
      outcome: 'allowed',
      who: { kind: 'staff', id: 'object-2' },
      role: 'Headquarters.Reader',
    })
  })

  it('somebody without an object id goes by name, and without a name is unknown', () => {
    const role = { typ: 'roles', val: 'Headquarters.Reader' }
    expect(asked(encoded({ name_typ: 'name', claims: [role, { typ: 'name', val: 'Ada' }] }))).toMatchObject({
      who: { kind: 'staff', id: 'Ada' },
    })
    expect(asked(encoded({ claims: [role] }))).toMatchObject({ who: { kind: 'staff', id: 'unknown' } })
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
