// Where somebody who signed in gets mail, as the claims of the platform say it.

import { expect, it } from 'vitest'
import { readPrincipal } from '../../shared/headquarters/principal.ts'

const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47'
const upn = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn'
const emailAddress = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'

const mailOf = (...claims: readonly (readonly [typ: string, val: string])[]) => {
  const all = [['tid', tenantId] as const, ...claims].map(([typ, val]) => ({ typ, val }))
  const header = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: all })).toString('base64')
  const principal = readPrincipal(header, tenantId)
  if (typeof principal === 'string') throw new Error(principal)
  return principal.mail
}

it.each([
  ['its own claim', [['email', 'kim@contoso.example']], 'kim@contoso.example'],
  ['its own claim under the long name', [[emailAddress, 'kim@contoso.example']], 'kim@contoso.example'],
  ['the name somebody signs in with', [['preferred_username', 'kim@contoso.example']], 'kim@contoso.example'],
  ['that name under the long name', [[upn, 'kim@contoso.example']], 'kim@contoso.example'],
  [
    'the first that is an address',
    [
      ['email', 'kim'],
      [upn, 'kim@contoso.example'],
    ],
    'kim@contoso.example',
  ],
] as const)('is read from %s', (_, claims, mail) => {
  expect(mailOf(...claims)).toBe(mail)
})

it.each([
  ['nothing says so', [['name', 'Kim']]],
  ['it is no address', [['email', 'kim@contoso.example, bo@contoso.example']]],
  ['it has a name around it', [['email', 'Kim <kim@contoso.example>']]],
  ['it is longer than any address', [['email', `${'k'.repeat(65)}@contoso.example`]]],
] as const)('is not known where %s', (_, claims) => {
  expect(mailOf(...claims)).toBeUndefined()
})
