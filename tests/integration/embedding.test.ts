// The code of docs/integrate.md runs as it stands there, against the app: each piece is taken from the page, and only the
// address of the app is put in its place. What needs a program that this machine does not have says so. The forms are
// tried where a browser is, in tests/browser.

import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedSite, piece, pieceNames, reference, startEmbeddedSite } from '../support/embedded-site.ts'
import { expectPage } from './http-support.ts'

const run = promisify(execFile)

const has = (program: string, ...options: string[]): boolean => spawnSync(program, options).status === 0

/** Leaves a test out where its program is not there, and says so. */
const itWith = (isThere: boolean, program: string) => {
  if (!isThere) console.log(`left out: ${program} is not on this machine`)
  return it.skipIf(!isThere)
}

let site: EmbeddedSite

beforeAll(async () => {
  const files = ['submit.mjs', 'submit.php', 'submit.cs', 'submit.sh']
  site = await startEmbeddedSite(['https://shop.example'], files)
}, 120_000)

afterAll(() => site?.close())

describe('by link', () => {
  it('the form is that of the channel, in the language, with the way back', async () => {
    const [, href = ''] = /href="([^"]+)"/.exec(piece('by-link')) ?? []
    const markup = await expectPage(await fetch(href.replaceAll('&amp;', '&').replace('https://<app>', site.env.url)))
    expect(markup).toContain('<html lang="nl"')
    expect(markup).toContain('Fabrikam Europe')
    expect(markup).toContain('name="channel" value="eu"')
    expect(markup).toMatch(/action="[^"]*return=https%3A%2F%2Fshop\.example%2Fwelcome/)
  })
})

describe('from any server', () => {
  const told = /^(?:\{.*"reference":"|202 )([A-Z0-9-]{11})/m
  const references = new Set<string>()
  const expectTaken = (output: string) => {
    const [, found = output] = told.exec(output) ?? []
    expect(found).toMatch(reference)
    references.add(found)
    // All send the same with the same key: it is one request, whatever sends it.
    expect(references.size).toBe(1)
  }

  it('Node.js', async () => {
    expectTaken((await run(process.execPath, ['submit.mjs'], { cwd: site.folder, env: site.variables() })).stdout)
    expect(await site.storedOf('Fabrikam GmbH')).toContain('"channel":"eu"')
  })

  itWith(has('curl', '--version'), 'curl')('curl', async () => {
    const { stdout } = await run('bash', ['submit.sh'], { cwd: site.folder, env: site.variables() })
    expect(stdout.trim().split('\n').at(-1)).toBe('202')
    expectTaken(stdout)
  })

  itWith(has('php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'), 'PHP with curl')('PHP', async () => {
    expectTaken((await run('php', ['submit.php'], { cwd: site.folder, env: site.variables() })).stdout)
  })

  const sdk = spawnSync('dotnet', ['--version']).stdout?.toString() ?? ''
  itWith(Number.parseInt(sdk, 10) >= 10, 'the .NET SDK 10')(
    'C#',
    async () => {
      const quiet = { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1' }
      const { stdout } = await run('dotnet', ['run', 'submit.cs'], {
        cwd: site.folder,
        env: { ...site.variables(), ...quiet },
      })
      expectTaken(stdout)
    },
    180_000,
  )

  it('every piece of the page is one of those that are tried', () => {
    const tried = ['by-link', 'submit.mjs', 'submit.php', 'submit.cs', 'submit.sh']
    const inBrowser = ['form.html', 'site.mjs', 'page.html']
    // Those are tried where users are, in documents-users.test.ts.
    const ofUsers = ['statement.mjs', 'my-account.mjs', 'users.ts', 'sync.mjs', 'is-ours.mjs', 'events.mjs']
    const ofEvents = ['cloud-events.mjs', 'follow-events.sh', 'follow-events.cs']
    // What is written for the compiler is held by the description of the interface.
    expect(pieceNames().sort()).toEqual([...tried, ...inBrowser, 'client.ts', ...ofUsers, ...ofEvents].sort())
  })
})
