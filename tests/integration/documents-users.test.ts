// The code of the chapter *Users* of docs/integrate.md runs as it stands there: a shop that signs for itself, its list of
// users, and what it is told.

import { spawn } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTellSite } from '../../shared/channel/tell-site.ts'
import { siteEventMessage } from '../../shared/domain/messages.ts'
import { adaId, fabrikamId } from '../support/channel-partners.ts'
import { freePort } from '../support/free-port.ts'
import { type SiteStage, siteKeys, startSiteStage } from '../support/site-stage.ts'
import { until } from '../support/until.ts'
import { pageAt } from '../unit/documents-text.ts'

const page = pageAt('docs/integrate.md').text
const piece = (name: string): string => {
  const [, , code] =
    [...page.matchAll(/^```\w+ ([\w.-]+)\n([\s\S]*?)^```$/gm)].find(([, named]) => named === name) ?? []
  if (!code) throw new Error(`docs/integrate.md shows no ${name}.`)
  return code
}

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
let stage: SiteStage
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'b2b-users-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(
    join(folder, 'shop-key.pem'),
    createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'pkcs8', format: 'pem' }),
  )
  for (const name of ['statement.mjs', 'my-account.mjs', 'sync.mjs', 'events.mjs'])
    writeFileSync(join(folder, name), piece(name))
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'shop-1', alg: 'ES256' }]
  const issuer = { iss: 'https://shop.example', aud: 'b2b-partners', jwks: { keys } }
  stage = await startSiteStage({
    CHANNELS: JSON.stringify([{ name: 'eu', issuer }]),
    SITE_KEYS: JSON.stringify({ eu: [siteKeys.eu] }),
  })
  await stage.link(issuer.iss, 'ada-1', adaId, fabrikamId)
})
afterAll(async () => {
  await stage?.close()
  rmSync(folder, { recursive: true, force: true })
})

const environment = (more: Record<string, string> = {}) => ({
  ...process.env,
  APP_URL: stage.env.url,
  SITE_KEY: siteKeys.eu,
  EVENT_SECRET: secret,
  ...more,
})

/** Runs a piece to its end. The app answers from this process, so it must not stand still meanwhile. */
const run = (name: string, args: readonly string[] = [], more: Record<string, string> = {}): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [name, ...args], { cwd: folder, env: environment(more) })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)))
    child.once('exit', () => resolve(text.trim()))
  })

it('an Admin of the shop sees the users and asks for one more; a stranger is told why not', async () => {
  expect(await run('my-account.mjs', ['ada-1', 'ada@fabrikam.example'])).toBe(
    'Active Admin ada@fabrikam.example\nActive User ben@fabrikam.example\n202 Pending',
  )
  expect(await run('my-account.mjs', ['eve-9', 'eve@evil.example'])).toBe('403 identity-unknown')
})

it('the list of the shop follows the changes, and is made anew where they are not kept any more', async () => {
  const at = new Date().toISOString()
  await stage.feed.append([
    { type: 'user', id: adaId, organizationId: fabrikamId, revision: 1, status: 'Active', at, channels: [] },
  ])
  expect(await run('sync.mjs', [], { ROUNDS: '1' })).toBe('ada@fabrikam.example')
  const kept = JSON.parse(readFileSync(join(folder, 'users.json'), 'utf8'))
  writeFileSync(
    join(folder, 'users.json'),
    JSON.stringify({ ...kept, cursor: Buffer.from('["eu",99]').toString('base64url') }),
  )
  expect(await run('sync.mjs', [], { ROUNDS: '1' })).toBe(
    'ada@fabrikam.example ben@fabrikam.example eve@contoso.example',
  )
})

it('what is sent to the shop is recognized, and what anybody else sends is not', async () => {
  const port = await freePort()
  const child = spawn(process.execPath, ['events.mjs'], { cwd: folder, env: environment({ PORT: String(port) }) })
  let told = ''
  child.stdout.on('data', (part) => (told += String(part)))
  const eventsUrl = `http://127.0.0.1:${port}/`
  const tellWith = (key: string) =>
    createTellSite({
      feed: stage.feed,
      publicUrl: stage.env.url,
      channels: [{ name: 'eu', eventsUrl }],
      secrets: new Map([['eu', [key]]]),
      send: fetch,
      now: () => new Date(),
    })(siteEventMessage('eu', 0, 1))
  await until(
    'the shop listens',
    async () => (await fetch(eventsUrl, { method: 'POST' }).catch(() => undefined))?.status === 401,
  )
  expect(await tellWith(`whsec_${Buffer.alloc(32, 6).toString('base64')}`)).toEqual({
    outcome: 'later',
    code: 'site-401',
  })
  expect(told).toBe('')
  expect(await tellWith(secret)).toEqual({ outcome: 'done' })
  await until('it says so', () => told === `user ${adaId}\n`)
  child.kill()
})
