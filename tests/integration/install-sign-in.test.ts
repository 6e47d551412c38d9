// The three ways to sign in, and one clear sentence for everything that can be wrong with them.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { asAdministrator, startOrg } from './install-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let folder: string
beforeAll(async () => {
  org = await startOrg()
  folder = mkdtempSync(join(tmpdir(), 'certificate-'))
})
afterAll(async () => {
  await org.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = async (env: Readonly<Record<string, string>>) => {
  const lines: string[] = []
  const known = { DATAVERSE_URL: org.url, DATAVERSE_AUTHORITY: org.url }
  const code = await uninstallCommand([], {
    env: { ...known, ...env },
    send: fetch,
    now: Date.now,
    say: (line) => lines.push(line),
  })
  return { code, text: lines.join('\n') }
}
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const ids = { DATAVERSE_TENANT_ID: 'contoso', DATAVERSE_CLIENT_ID: '11111111-1111-4111-8111-111111111111' }

test('a client secret signs in', async () => {
  const { code, text } = await run({ DATAVERSE_TENANT_ID: 'contoso', ...asAdministrator })
  expect([code, text]).toEqual([0, expect.stringContaining('signing in as application administrator')])
})

test('a secret and a certificate together are refused', async () => {
  const { code, text } = await run({ ...ids, DATAVERSE_CLIENT_SECRET: 's3cret', DATAVERSE_CLIENT_CERTIFICATE: 'a.pem' })
  expect(code).toBe(1)
  expect(text).toBe('Set DATAVERSE_CLIENT_SECRET or DATAVERSE_CLIENT_CERTIFICATE, not both.')
})

test('a certificate without the ids, and one that is not there, are reported', async () => {
  const path = file('empty.pem', '')
  expect((await run({ DATAVERSE_CLIENT_CERTIFICATE: path })).text).toBe(
    'DATAVERSE_CLIENT_CERTIFICATE is set, so DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID must be set too.',
  )
  const missing = join(folder, 'missing.pem')
  expect((await run({ ...ids, DATAVERSE_CLIENT_CERTIFICATE: missing })).text).toBe(
    `DATAVERSE_CLIENT_CERTIFICATE: there is no file ${missing}.`,
  )
})

test('a file that is no certificate is reported without showing it', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  for (const [name, content] of [
    ['text.pem', 'hello'],
    ['key.pem', key],
  ] as const) {
    const { code, text } = await run({ ...ids, DATAVERSE_CLIENT_CERTIFICATE: file(name, content) })
    expect(code).toBe(1)
    expect(text).toContain('must name a PEM file with the certificate and its private key')
    expect(text).not.toContain('PRIVATE KEY-----')
  }
})

test('a certificate that the sign-in service cannot be asked about is reported as such', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const body = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const { code, text } = await run({ ...ids, DATAVERSE_CLIENT_CERTIFICATE: file('unusable.pem', `${body}${key}`) })
  expect([code, text]).toEqual([1, expect.stringContaining('The sign-in with the certificate was refused')])
})
