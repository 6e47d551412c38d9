// What the tests of access share: every address of headquarters, and people as App Service passes them on.

import type { Environment } from '../support/environment.ts'
import { expectPage, expectProblem } from './http-support.ts'

export const id = '11111111-2222-4333-8444-555555555555'
export const pages = [
  '/headquarters',
  '/headquarters/prospects',
  `/headquarters/prospects/${id}`,
  `/headquarters/customers/${id}`,
  `/headquarters/customer-hierarchies/${id}`,
  '/headquarters/jobs',
  '/headquarters/dual-write',
]
export const json = [
  '/api/prospects',
  `/api/prospects/${id}`,
  `/api/customers/${id}`,
  `/api/customer-hierarchies/${id}`,
]
export const actions = [
  ...['P-0001', 'synchronize', '1010', 'unknown'].map((job) => `/headquarters/jobs/${job}/run`),
  ...['pause', 'resume', 'retry-all', 'unknown'].map((action) => `/headquarters/dual-write/${action}`),
  ...['retry', 'dismiss', 'unknown'].map((action) => `/headquarters/dual-write/errors/${id}/${action}`),
]

type Principal = { auth_typ: string; role_typ: string; name_typ: string; claims: { typ: string; val: string }[] }

export const principal = (...roles: string[]): Principal => ({
  auth_typ: 'aad',
  name_typ: 'name',
  role_typ: 'roles',
  claims: [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: id },
    { typ: 'name', val: 'Ada Roth' },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ],
})

export const header = (value: unknown): Record<string, string> => ({
  'x-ms-client-principal': Buffer.from(JSON.stringify(value)).toString('base64'),
})

export const admin = header(principal('Headquarters.Admin'))

export const get = (env: Environment, path: string, headers: Record<string, string> = {}) =>
  fetch(env.url + path, { headers, redirect: 'manual' })
export const act = (env: Environment, path: string, headers: Record<string, string> = {}) =>
  fetch(env.url + path, { method: 'POST', headers: { origin: env.url, ...headers }, redirect: 'manual' })

export const expectRefused = async (
  env: Environment,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) => {
  for (const path of pages) await expectPage(await get(env, path, headers), status)
  for (const path of json) await expectProblem(await get(env, path, headers), status, code)
  for (const path of actions) await expectPage(await act(env, path, headers), status)
}
