// The compiler is found where it can be had, and what it finds makes a run fail.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how templates spell what they fill in.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Compiler, createMessageReader, openCompiler } from '../../infra/azure/compiler/compiler.ts'
import { findCompiler, pinnedVersion, type Surroundings } from '../../infra/azure/compiler/find-compiler.ts'
import { search } from './azure-estate.ts'
import { root } from './azure-files.ts'

/** Mistakes that only the language knows: file, what is written instead of what, and the code of what is said. */
const mistakes: readonly (readonly [about: string, file: string, from: string, to: string, code: string])[] = [
  ['a misspelled variable', 'main.bicep', "identity: 'id-${token}'", "identity: 'id-${tokn}'", 'BCP057'],
  [
    'a parameter nobody reads',
    'modules/identity.bicep',
    'param tags object',
    'param tags object\nparam idle string',
    'no-unused-params',
  ],
  ['a module that does not exist', 'main.bicep', "'modules/alerts.bicep'", "'modules/alarms.bicep'", 'BCP091'],
  ['a parameter that is not given', 'main.bicep', '    mailFrom: mailFrom\n', '', 'BCP035'],
  ['an output that does not exist', 'main.bicep', 'keyVault.outputs.name', 'keyVault.outputs.title', 'BCP053'],
  ['a misspelled property', 'modules/service-bus.bicep', 'requiresSession: false', 'requireSession: false', 'BCP089'],
  ['a property that must be given', 'modules/key-vault.bicep', '    tenantId: tenant().tenantId\n', '', 'BCP035'],
  ['a value that does not exist', 'modules/key-vault.bicep', "name: 'standard'", "name: 'standart'", 'BCP088'],
  [
    'a bracket without a partner',
    'modules/budget.bicep',
    'contactEmails: [email] }\n    }',
    'contactEmails: [email }\n    }',
    'BCP018',
  ],
  ['a module of a registry', 'main.bicep', "'modules/alerts.bicep'", "'br/public:avm/res/insights/alert:0.1.0'", 'BCP'],
  [
    'an address of one cloud',
    'modules/authentication.bicep',
    '${environment().authentication.loginEndpoint}',
    'https://login.microsoftonline.com/',
    'no-hardcoded-env-urls',
  ],
]

describe.skipIf(!search.compiler)('the genuine compiler', () => {
  let folder = ''
  let compiler: Compiler
  beforeAll(() => {
    compiler = openCompiler(search.compiler?.path ?? '')
    folder = mkdtempSync(join(tmpdir(), 'template-'))
    cpSync(join(root, 'infra/azure'), folder, { recursive: true })
  })
  afterAll(() => {
    compiler.close()
    rmSync(folder, { recursive: true })
  })

  it('finds nothing to say of the template', async () => {
    const { contents, diagnostics } = await compiler.compile(join(folder, 'main.bicep'))
    expect(diagnostics).toEqual([])
    expect(contents).toContain('Microsoft.Web/sites')
  }, 60_000)

  it.each(mistakes)(
    'notices %s',
    async (_, file, from, to, code) => {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text).toContain(from)
      // A folder of its own, because the compiler keeps what it has read.
      const copy = mkdtempSync(join(tmpdir(), 'template-'))
      try {
        cpSync(folder, copy, { recursive: true })
        writeFileSync(
          join(copy, file),
          text.replace(from, () => to),
        )
        const { diagnostics } = await compiler.compile(join(copy, 'main.bicep'))
        expect(diagnostics.map((one) => one.code).join(' ')).toContain(code)
      } finally {
        rmSync(copy, { recursive: true })
      }
    },
    60_000,
  )

  it('says what it could not read, instead of waiting', async () => {
    await expect(compiler.evaluate(join(folder, 'nothing.bicepparam'))).rejects.toThrow()
  }, 60_000)

  it('fails the calls that wait when its process ends', async () => {
    const other = openCompiler(search.compiler?.path ?? '')
    const waiting = other.compile(join(folder, 'main.bicep'))
    other.close()
    await expect(waiting).rejects.toThrow('the compiler')
  })
})

describe('reading what the compiler answers', () => {
  it('puts together what arrives in pieces, and takes apart what arrives at once', () => {
    const taken: unknown[] = []
    const read = createMessageReader((message) => taken.push(message))
    const one = (id: number, result: string) => {
      const text = JSON.stringify({ id, result })
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
    }
    const bytes = Buffer.from(one(1, 'ä') + one(2, 'b'))
    for (const byte of bytes) read(Buffer.from([byte]))
    read(bytes)
    expect(taken).toEqual([
      { id: 1, result: 'ä' },
      { id: 2, result: 'b' },
      { id: 1, result: 'ä' },
      { id: 2, result: 'b' },
    ])
  })
})

describe('finding a compiler', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'find-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const package_ = () => join(folder, 'azure.bicep.commandline.linux-x64', pinnedVersion(), 'tools', 'bicep')
  const surroundings = (run: Surroundings['run'], path = folder): Surroundings => ({
    environment: { PATH: path, NUGET_PACKAGES: folder },
    platform: 'linux',
    arch: 'x64',
    run,
  })
  const nothing: Surroundings['run'] = () => ({ code: -1, output: 'not found' })
  const write = (path: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '')
  }

  it('takes the pinned version that NuGet has fetched before, without asking again', () => {
    write(package_())
    expect(findCompiler(surroundings(nothing)).compiler?.path).toBe(package_())
  })

  it('lets NuGet fetch the pinned version for this system', () => {
    const asked: string[] = []
    const found = findCompiler(
      surroundings((command, args) => {
        asked.push([command, ...args].join(' '))
        write(package_())
        return { code: 0, output: '' }
      }),
    )
    expect(found.compiler?.path).toBe(package_())
    expect(asked).toEqual([expect.stringMatching(/^dotnet restore \S+\.csproj -p:CompilerPlatform=linux-x64$/)])
    expect(existsSync(/restore (\S+)/.exec(asked[0] ?? '')?.[1] ?? folder)).toBe(false)
  })

  it('takes an installed one where NuGet cannot be asked, when it is new enough', () => {
    write(join(folder, 'bicep'))
    const version = (text: string) =>
      findCompiler(surroundings((command) => (command === 'dotnet' ? nothing('', []) : { code: 0, output: text })))
    expect(version('Bicep CLI version 0.40.2 (a)').compiler?.from).toContain('0.40.2')
    expect(version('Bicep CLI version 0.30.23 (a)')).toMatchObject({
      reasons: [expect.stringContaining('SDK'), expect.stringContaining('too old')],
    })
    expect(version('what?').reasons[1]).toContain('does not run')
  })

  it('says each place where it looked when there is none', () => {
    const refused = findCompiler(surroundings(() => ({ code: 1, output: 'x\nerror NU1301: no network\n' }), ''))
    expect(refused.compiler).toBeUndefined()
    expect(refused.reasons[0]).toContain('NU1301')
    expect(refused.reasons[1]).toContain('no bicep on the PATH')
  })
})
