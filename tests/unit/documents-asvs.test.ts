// The table of OWASP ASVS says something of every requirement, once, and names only what is there; what it claims of all
// sources alike is looked for in them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isForUsers } from '../../functions/partner-caller.ts'
import type { Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import hostSettings from '../../host.json' with { type: 'json' }
import { exists, filesBelow, type Page, pageAt, pageOf, root, scripts } from './documents-text.ts'

/** How many requirements of level 1 or 2 each section has; they are the first of their section (5.0.0). */
const counts = `
  1.1 2, 1.2 9, 1.3 11, 1.4 3, 1.5 2, 2.1 3, 2.2 3, 2.3 4, 2.4 1, 3.2 2, 3.3 4, 3.4 6, 3.5 5, 3.7 2, 4.1 3, 4.2 1, 4.3 2,
  4.4 4, 5.1 1, 5.2 3, 5.3 2, 5.4 3, 6.1 3, 6.2 12, 6.3 4, 6.4 4, 6.5 5, 6.6 3, 6.8 4, 7.1 3, 7.2 4, 7.3 2, 7.4 5, 7.5 2,
  7.6 2, 8.1 2, 8.2 3, 8.3 1, 8.4 1, 9.1 3, 9.2 4, 10.1 2, 10.2 2, 10.3 4, 10.4 11, 10.5 5, 10.6 2, 10.7 3, 11.1 2, 11.2 3,
  11.3 3, 11.4 4, 11.5 1, 11.6 1, 12.1 3, 12.2 2, 12.3 4, 13.1 1, 13.2 5, 13.3 2, 13.4 5, 14.1 2, 14.2 4, 14.3 3, 15.1 3,
  15.2 3, 15.3 7, 16.1 1, 16.2 5, 16.3 4, 16.4 3, 16.5 3, 17.1 1, 17.2 4, 17.3 2`
const required = [...counts.matchAll(/(\d+\.\d+) (\d+)/g)].flatMap(([, section = '', count]) =>
  Array.from({ length: Number(count) }, (_, at) => `${section}.${at + 1}`),
)

const table = pageAt('docs/decisions/asvs.md')
const rowsOf = (page: Page): string[][] =>
  page.prose
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.slice(2, -2).split(/ ?\| /))
const numbersOf = (page: Page): string[] => rowsOf(page).flatMap(([numbers = '']) => numbers.split(', '))

/** Files that the page names, wherever they are. */
const missingFiles = (page: Page): string[] =>
  page.spans.filter((span) => /^[\w.-]+(\/[\w.-]+)*\.(ts|sh|ps1|bicep|json|md|css|yml)$/.test(span) && !exists(span))

/** Rows that name neither a test, nor a command, nor a reason why none shows it. */
const untested = (page: Page): string[] =>
  rowsOf(page)
    .filter(([, , by = '', tests = '']) => {
      const commands = [...tests.matchAll(/`npm run ([\w:]+)`/g)].map(([, name = '']) => name)
      const isShown = /`tests\/[^`]+\.test\.ts`/.test(tests) || commands.some((name) => name in scripts)
      return by !== '' && !isShown && !/\*\*|\*Platform\*|\]\(|no user can|this app only|as \d|same check/.test(by)
    })
    .map(([number = '']) => number)

describe('the table of ASVS', () => {
  it('knows the requirements of levels 1 and 2', () => {
    expect(required).toHaveLength(70 + 183)
  })

  it('has each of them once', () => {
    expect(numbersOf(table).toSorted()).toEqual(required.toSorted())
  })

  it('names files that are there', () => {
    expect(table.spans.length).toBeGreaterThan(100)
    expect(missingFiles(table)).toEqual([])
  })

  it('says what shows each, or why nothing does', () => {
    expect(untested(table)).toEqual([])
  })

  it('would be caught with what it must not have', () => {
    const planted = pageOf(
      'docs/planted.md',
      '| 1.1.1 | x | met | |\n| 1.1.2 | x | `moon.json` | `tests/unit/moon.test.ts` |',
    )
    expect([numbersOf(planted), missingFiles(planted), untested(planted)]).toEqual([
      ['1.1.1', '1.1.2'],
      ['moon.json', 'tests/unit/moon.test.ts'],
      ['1.1.1'],
    ])
  })
})

describe('what runs in a deployment', () => {
  const deployed = ['functions', 'shared'].flatMap(filesBelow).filter((path) => path.endsWith('.ts'))
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const having = (pattern: RegExp): string[] => deployed.filter((path) => pattern.test(read(path)))

  it.each([
    ['evaluates text as code', /\beval\(|\bnew Function\(|from 'node:vm'/],
    ['starts a process', /node:child_process|node:worker_threads/],
    ['opens a file', /from 'node:fs/],
    [
      'trusts a certificate that nobody else does',
      /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/,
    ],
    // But for the one with the keys of headquarters, which has an address of its own.
    ['runs a script in a page', /<script(?! src="\$\{page\.script\}")|javascript:(?!`)|\son\w+="/i],
    ['draws a secret from numbers that can be guessed', /Math\.random\(\)/],
  ])('nothing %s', (_, pattern) => {
    expect(having(pattern)).toEqual([])
  })

  it('sets cookies in one place alone', () => {
    expect(having(/set-cookie|\bcookies:/i)).toEqual(['shared/platform/cookies.ts'])
  })

  it('lets other origins read in one place alone, which the addresses of a request and of users use, and never with credentials', () => {
    expect(having(/access-control-allow/i)).toEqual(['shared/platform/cross-origin.ts'])
    expect(having(/allow-credentials/i)).toEqual([])
    const open = Object.entries<Route>(routes).filter(([, { crossOrigin }]) => crossOrigin)
    const others = open.filter(([, route]) => !isForUsers(route)).map(([name]) => name)
    expect(others).toEqual(['SubmitOnboardingRequest', 'GetOnboardingRequest', 'AnswerOnboardingRequest'])
  })

  it('has nothing but the host’s own headers on refusals of the host', () => {
    expect(Object.keys(hostSettings.extensions.http.customHeaders).join()).not.toMatch(/access-control|set-cookie/i)
  })

  const inventory = pageAt('SECURITY.md').prose.split('## Cryptography')[1]?.split('\n## ')[0] ?? ''

  it('computes with secrets and digests only where the inventory says so', () => {
    const using = having(
      /\b(createHash|createHmac|hash|verify|sign|createCipheriv|scrypt|pbkdf2)\b[^;\n]*from 'node:crypto'/,
    )
    expect(using.length).toBeGreaterThan(5)
    expect(using.filter((path) => !inventory.includes(`\`${path}\``))).toEqual([])
  })

  it('uses no algorithm that the inventory does not name', () => {
    const named = deployed.flatMap((path) =>
      [...read(path).matchAll(/(?:createHash|createHmac|hash|verify|sign)\(\s*'(\w+)'/g)].map(([, name = '']) => name),
    )
    expect([...new Set(named)].toSorted()).toEqual(['sha1', 'sha256'])
    expect(inventory).toContain('SHA-1')
    expect(having(/'sha1'/)).toEqual(['shared/platform/ids.ts'])
  })
})
