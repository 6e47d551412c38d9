// The code of the chapter *Users* of docs/integrate.md runs as it stands there: a shop that signs for itself, its list of
// users, and what it is told.

import { execFile, spawn, spawnSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const ofEvents = ['cloud-events.mjs', 'follow-events.sh', 'follow-events.cs']
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const execute = promisify(execFile)
let stage: SiteStage
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'b2b-users-'))
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(
    join(folder, 'shop-key.pem'),
    createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'pkcs8', format: 'pem' }),
  )
  for (const name of ['statement.mjs', 'my-account.mjs', 'sync.mjs', 'is-ours.mjs', 'events.mjs', ...ofEvents])
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
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
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

/** A piece that is called, until the test ends. */
const aShop = async (piece: string) => {
  const port = await freePort()
  const child = spawn(process.execPath, [piece], { cwd: folder, env: environment({ PORT: String(port) }) })
  const said = { text: '' }
  child.stdout.on('data', (part) => (said.text += String(part)))
  const eventsUrl = `http://127.0.0.1:${port}/`
  const isThere = async () => (await fetch(eventsUrl, { method: 'POST' }).catch(() => undefined))?.status === 401
  await until('the shop listens', isThere)
  return { eventsUrl, said, close: () => child.kill() }
}

const teller = (site: { eventsUrl: string; eventsFormat?: 'cloudevents' }, key: string) =>
  createTellSite({
    feed: stage.feed,
    publicUrl: stage.env.url,
    channels: [{ name: 'eu', ...site }],
    secrets: new Map([['eu', [key]]]),
    send: fetch,
    now: () => new Date(),
  })

it('what is sent to the shop is recognized, and what anybody else sends is not', async () => {
  const { eventsUrl, said, close } = await aShop('events.mjs')
  const stranger = teller({ eventsUrl }, `whsec_${Buffer.alloc(32, 6).toString('base64')}`)
  expect(await stranger(siteEventMessage('eu', 0, 1))).toEqual({ outcome: 'later', code: 'site-401' })
  expect(said.text).toBe('')
  expect(await teller({ eventsUrl }, secret)(siteEventMessage('eu', 0, 1))).toEqual({ outcome: 'done' })
  await until('it says so', () => said.text === `user ${adaId}\n`)
  close()
})

describe('programs that take events', () => {
  const mail = `b2b-onboarding.mail.changed.v1 ${adaId} Bounced`
  const bounced = () =>
    stage.feed.append([
      {
        type: 'mail',
        id: adaId,
        revision: 3,
        status: 'Bounced',
        at: new Date().toISOString(),
        mail: { kind: 'received', trouble: 'bounced', requestId: fabrikamId },
        channels: ['eu'],
      },
    ])

  it('know those that they were told already, and believe no stranger', async () => {
    const first = await bounced()
    const again = await bounced()
    if (!first || !again) throw new Error('Nothing was added.')
    const { eventsUrl, said, close } = await aShop('cloud-events.mjs')
    const site = { eventsUrl, eventsFormat: 'cloudevents' as const }
    const tell = teller(site, secret)
    for (const { after, through } of [first, first, again])
      expect(await tell(siteEventMessage('eu', after, through))).toEqual({ outcome: 'done' })
    await until('it says so', () => said.text === `${mail}\n`)
    const stranger = teller(site, `whsec_${Buffer.alloc(32, 6).toString('base64')}`)
    expect(await stranger(siteEventMessage('eu', first.after, first.through))).toMatchObject({ code: 'site-401' })
    expect(said.text).toBe(`${mail}\n`)
    close()
  })

  const { stdout: sdk } = spawnSync('dotnet', ['--version'])
  it.each([
    ['curl', ['bash', 'follow-events.sh'], spawnSync('curl', ['--version']).status === 0],
    ['C#', ['dotnet', 'run', 'follow-events.cs'], Number.parseInt(String(sdk ?? ''), 10) >= 10],
  ] as const)(
    'that ask by %s get them, and where the next call begins',
    async (_, [program, ...args], isThere) => {
      // Where there is no such program, nothing can be said of the piece.
      if (!isThere) return
      await bounced()
      rmSync(join(folder, 'events.txt'), { force: true })
      const { stdout } = await execute(program, [...args], { cwd: folder, env: environment() })
      const next = stdout.trim().split('\n').at(-1) ?? ''
      expect(stdout).toContain('b2b-onboarding.mail.changed.v1')
      expect(next).toMatch(/^\/api\/channel\/changes\?cursor=[\w-]+$/)
      const later = await execute(program, [...args, next], { cwd: folder, env: environment() })
      expect(later.stdout).not.toContain('b2b-onboarding')
    },
    180_000,
  )
})
