// The host's stand-in for App Service authentication: what strangers send under its header is nothing, and whoever signs
// in on its page is somebody.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHost } from '../../infra/local/host/host.ts'
import { localSignIn } from '../../infra/local/start/local-settings.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { principal } from '../support/route-calls.ts'

let env: Environment
let url: string
let close: () => Promise<void>
beforeAll(async () => {
  env = await startEnvironment({}, true)
  await env.host.close()
  const host = await startHost({
    appFolder: process.cwd(),
    port: await freePort(),
    settings: env.settings,
    enableAuth: true,
    signIn: localSignIn,
    log: () => undefined,
  })
  url = `http://127.0.0.1:${host.port}`
  close = () => host.close()
})
afterAll(async () => {
  await close()
  await env.close()
})

const ask = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers, redirect: 'manual' })
const signIn = async (fields: [string, string][]) => {
  const response = await fetch(`${url}/.auth/login/aad?post_login_redirect_uri=%2Fheadquarters%2Fjobs`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  })
  return { response, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

it('a principal that a caller sends is nothing, under whatever spelling of the header', async () => {
  const [forged = ''] = Object.values(principal(['Headquarters.Admin']))
  for (const name of ['x-ms-client-principal', 'X-MS-CLIENT-PRINCIPAL'])
    expect((await ask('/api/prospects', { [name]: forged })).status).toBe(401)
})

it('a browser is sent to sign in, and back to where it wanted to go', async () => {
  const sent = await ask('/headquarters/prospects?status=Open')
  expect([sent.status, sent.headers.get('location')]).toEqual([
    302,
    '/.auth/login/aad?post_login_redirect_uri=%2Fheadquarters%2Fprospects%3Fstatus%3DOpen',
  ])
  const form = await (await ask(sent.headers.get('location') ?? '')).text()
  expect(form).toContain('value="/headquarters/prospects?status=Open"')
  const { response } = await signIn([
    ['name', 'ada'],
    ['role', 'Headquarters.Reader'],
    ['to', '/headquarters/jobs'],
  ])
  expect([response.status, response.headers.get('location')]).toEqual([302, '/headquarters/jobs'])
})

it('who signed in may what their roles may, until they sign out', async () => {
  const { cookie } = await signIn([
    ['name', 'ada'],
    ['role', 'Headquarters.Reader'],
    ['role', 'Owner'],
  ])
  expect((await ask('/api/prospects', { cookie })).status).toBe(200)
  const [forged = ''] = Object.values(principal(['Headquarters.Admin']))
  const act = (headers: Record<string, string>) =>
    fetch(`${url}/headquarters/dual-write/pause`, { method: 'POST', headers, redirect: 'manual' })
  expect((await act({ cookie, 'x-ms-client-principal': forged })).status).toBe(403)
  expect((await ask('/api/prospects', { cookie: `${cookie}x` })).status).toBe(401)
  // By the link of the pages, which is the platform's.
  const shown = await (await ask('/headquarters/jobs', { cookie })).text()
  const [, link = ''] = /href="(\/\.auth\/logout[^"]*)"/.exec(shown) ?? []
  const out = await ask(link)
  expect([out.headers.get('location'), out.headers.get('set-cookie')]).toEqual([
    '/',
    expect.stringContaining('Max-Age=0'),
  ])
  const elsewhere = await ask('/.auth/logout?post_logout_redirect_uri=%2F%2Fevil.example')
  expect(elsewhere.headers.get('location')).toBe('/')
})

it('leads nobody to another site', async () => {
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const { response } = await signIn([
      ['name', 'ada'],
      ['to', to],
    ])
    expect(response.headers.get('location')).toBe('/headquarters')
  }
  const cross = await fetch(`${url}/.auth/login/aad`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'name=eve&role=Headquarters.Admin',
    redirect: 'manual',
  })
  expect(cross.status).toBe(403)
})
