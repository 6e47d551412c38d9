// The script that fills the vault, run with a command `az` that keeps secrets in files.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './azure-files.ts'

const script = join(root, 'infra', 'azure', 'fill-vault.sh')

// Knows `az keyvault secret show` and `az keyvault secret set`, as the script calls them.
const az = `#!/bin/sh
echo "$*" >>"$VAULT/calls.log"
action=$3; name=; file=
while [ $# -gt 0 ]; do
  case $1 in --name) name=$2 ;; --file) file=$2 ;; esac
  shift
done
case $action in
  show) [ -f "$VAULT/$name.secret" ] ;;
  set) cp "$file" "$VAULT/$name.secret" ;;
  *) exit 2 ;;
esac
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  writeFileSync(join(folder, 'az'), az, { mode: 0o755 })
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (variables: Record<string, string>) =>
  spawnSync('sh', [script], {
    encoding: 'utf8',
    input: '',
    env: { PATH: `${folder}:/usr/bin:/bin`, VAULT: folder, AZURE_KEY_VAULT_NAME: 'kv-test', ...variables },
  })
const secret = (name: string): string => readFileSync(join(folder, `${name}.secret`), 'utf8')
const secrets = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.secret'))
    .sort()

describe('filling the vault', () => {
  it('draws what only the app must know, and takes the rest from the environment', () => {
    expect(run({ SENDGRID_API_KEY: 'SG.key' }).status).toBe(0)
    expect(secrets()).toEqual(['SALES-EVENT-KEYS.secret', 'SENDGRID-API-KEY.secret', 'STATUS-TOKEN-SECRET.secret'])
    for (const name of ['STATUS-TOKEN-SECRET', 'SALES-EVENT-KEYS']) expect(secret(name)).toMatch(/^[A-Za-z0-9]{50,64}$/)
    expect(secret('STATUS-TOKEN-SECRET')).not.toBe(secret('SALES-EVENT-KEYS'))
    expect(secret('SENDGRID-API-KEY')).toBe('SG.key')
  })

  it('leaves alone what is there', () => {
    run({ SENDGRID_API_KEY: 'SG.key' })
    const before = secret('STATUS-TOKEN-SECRET')
    expect(run({ SENDGRID_API_KEY: 'SG.other' }).status).toBe(0)
    expect(secret('STATUS-TOKEN-SECRET')).toBe(before)
    expect(secret('SENDGRID-API-KEY')).toBe('SG.key')
  })

  it('says what is missing and fails, after writing the rest', () => {
    const { status, stderr } = run({})
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('SENDGRID-API-KEY is missing') })
    expect(secrets()).toEqual(['SALES-EVENT-KEYS.secret', 'STATUS-TOKEN-SECRET.secret'])
  })

  it('asks for the secret of Sales only when one is used', () => {
    const { status, stderr } = run({ SENDGRID_API_KEY: 'SG.key', DATAVERSE_AUTH: 'clientSecret' })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('DATAVERSE-CLIENT-SECRET') })
    const both = { SENDGRID_API_KEY: 'SG.key', DATAVERSE_AUTH: 'clientSecret', DATAVERSE_CLIENT_SECRET: 'secret' }
    expect(run(both).status).toBe(0)
    expect(secret('DATAVERSE-CLIENT-SECRET')).toBe('secret')
  })

  it('shows no secret in a command line or in what it prints', () => {
    const { stdout, stderr } = run({ SENDGRID_API_KEY: 'SG.key' })
    const seen = stdout + stderr + readFileSync(join(folder, 'calls.log'), 'utf8')
    for (const name of ['STATUS-TOKEN-SECRET', 'SALES-EVENT-KEYS', 'SENDGRID-API-KEY'])
      expect(seen).not.toContain(secret(name))
    const file = /--file (\S+)/.exec(seen)?.[1]
    expect(file && !existsSync(file)).toBe(true)
  })

  it('does nothing without the name of a vault', () => {
    expect(run({ AZURE_KEY_VAULT_NAME: '' }).status).not.toBe(0)
    expect(secrets()).toEqual([])
  })
})
