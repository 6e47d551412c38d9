// The pages name nothing that is not there, and leave out nothing that must be told.

import { describe, expect, it } from 'vitest'
import { queueSettings } from '../../functions/queues.ts'
import { pathOf } from '../../functions/route.ts'
import headquartersRoles from '../../infra/azure/headquarters-roles.json' with { type: 'json' }
import { integrationApplicationId } from '../../infra/local/sales/seed.ts'
import { failureCodes } from '../../shared/domain/failures.ts'
import { everyRoute } from '../support/route-calls.ts'
import {
  dependencies,
  devDependencies,
  exists,
  filesBelow,
  findIn,
  isExported,
  isInSources,
  type Page,
  pageAt,
  pageOf,
  pages,
  scripts,
} from './documents-text.ts'

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, one = '']) => one)
const eachPage = pages.map((page) => [page.path, page] as const)
const everything = pages.map(({ text }) => text).join('\n')

/** `shared/{a,b}/c` is `shared/a/c` and `shared/b/c`. */
const expanded = (path: string): string[] => {
  const [all, before = '', choices = '', after = ''] = /^(.*?)\{(.*?)\}(.*)$/.exec(path) ?? []
  return all === undefined ? [path] : choices.split(',').flatMap((choice) => expanded(before + choice + after))
}

/** What is made here, and so is in no fresh clone. */
const made = /^(tests\/output|dist|\.local)(\/|$)/
const pathPattern = /(?<![\w./@-])((?:functions|shared|infra|tests|docs|\.github|\.ci|dist|\.local)\/[\w./{},-]*)/g
const missingPaths = ({ text }: Page): string[] =>
  found(text.replace(/\]\([^)]*\)/g, ']'), pathPattern)
    .map((path) => path.replace(/[.,/]+$/, ''))
    .flatMap(expanded)
    .filter((path) => !made.test(path) && !exists(path))

/** Words that stand for a value or a name, and are none themselves. */
const placeholders = ['APP_HOST', 'CLIENT_ID', 'SAS_KEY_VALUE', 'createX']
/** What the code of sites is written with, of which this project has none. */
const ofOthers = ['PostAsJsonAsync', 'JsonContent', 'openapi-fetch']
/** Without the code of sites, which has names of its own and is run as it stands by a test. */
const withoutCodeOfSites = (text: string): string => text.replace(/^```\w+ [\w.-]+\n[\s\S]*?^```$/gm, '')
const unknownVariables = ({ text }: Page): string[] =>
  found(withoutCodeOfSites(text), /(?<![\w-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w-])/g).filter(
    (name) => !placeholders.includes(name) && !isInSources(name),
  )

const unknownCommands = ({ text }: Page): string[] =>
  found(text, /npm run ([\w:]+)/g).filter((name) => !(name in scripts))

/** Addresses of others: the host's own, and what the platform adds. */
const notOurs = /^\/(admin|\.auth)(\/|$)/
const routes = everyRoute.map(({ method, route }) => ({
  method,
  pattern: new RegExp(
    `^${pathOf(route)
      .replaceAll('.', '\\.')
      .replace(/\{\w+\}/g, '[^/]+')}$`,
  ),
}))
const isRoute = (path: string, method?: string): boolean =>
  routes.some((route) => route.pattern.test(path) && (method === undefined || route.method === method))
const unknownRoutes = ({ text }: Page): string[] => [
  ...[...text.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[\w./{}-]*)/g)]
    .filter(([, method, path = '']) => !notOurs.test(path) && !isRoute(path, method))
    .map(([all]) => all),
  ...found(text, /(?:https:\/\/(?:<app>|APP_HOST)|http:\/\/127\.0\.0\.1:7071|`)(\/[\w./-]+)/g).filter(
    (path) => !notOurs.test(path) && !isRoute(path.replace(/(?<=.)\/$/, '')),
  ),
]

/** Names in code style that no source has; what is no single name is a command, a path, a value or an address. */
const unknownNames = ({ spans }: Page): string[] =>
  spans
    .map((span) => span.replace(/^\./, ''))
    .filter((span) => /^[\w$-]+(?:\.[\w$-]+)*$/.test(span) && /[a-z]{2}/i.test(span))
    .filter(
      (span) =>
        ![...placeholders, ...ofOthers].includes(span) &&
        !isInSources(span) &&
        !exists(span) &&
        !span.split('.').every(isInSources),
    )

const checks = { missingPaths, unknownVariables, unknownCommands, unknownRoutes, unknownNames }

describe.each(eachPage)('%s', (_, page) => {
  it.each(Object.entries(checks))('has no %s', (_, check) => {
    expect(check(page)).toEqual([])
  })
})

describe('a page that names what is not there', () => {
  const planted = pageOf(
    'docs/planted.md',
    [
      'Run `npm run everything`, see `shared/domain/nothing.ts` and infra/{azure,moon}/main.bicep, set `LIMIT_PER_MOON`.',
      'Send `PUT /api/prospects` to https://<app>/api/moons, or call `moonRising` with `moon-rising`.',
    ].join('\n'),
  )

  it.each([
    ['missingPaths', ['shared/domain/nothing.ts', 'infra/moon/main.bicep']],
    ['unknownVariables', ['LIMIT_PER_MOON']],
    ['unknownCommands', ['everything']],
    ['unknownRoutes', ['PUT /api/prospects', '/api/moons']],
    ['unknownNames', ['LIMIT_PER_MOON', 'moonRising', 'moon-rising']],
  ] as const)('is caught by %s', (name, caught) => {
    expect(checks[name](planted)).toEqual(caught)
  })
})

describe('the glossary', () => {
  const rows = pageAt('docs/glossary.md')
    .prose.split('\n')
    .filter((line) => /^\| (?!word|-)/.test(line))
  const carriers = rows.flatMap((row) => found(row.split(' | ').at(-1) ?? '', /`([^`]+)`/g))

  it('gives types and functions that are exported, or files', () => {
    expect(carriers.length).toBeGreaterThan(50)
    // Names of tables, and of a header.
    const others = ['Channel', 'Headquarters', 'Idempotency-Key']
    expect(carriers.filter((name) => !others.includes(name) && !isExported(name) && !exists(name))).toEqual([])
  })

  it('explains each word once, in order', () => {
    const words = rows.map((row) => row.split('|')[1]?.trim() ?? '')
    expect(words.length).toBe(new Set(words).size)
  })
})

describe('what must be told', () => {
  const missingIn = (text: string, names: readonly string[]): string[] =>
    names.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`npm run ${name}\``))

  it('every command is in CONTRIBUTING', () => {
    const own = Object.keys(scripts).map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : name))
    expect(missingIn(pageAt('CONTRIBUTING.md').text.replace(' -- <folder>`', '`'), own)).toEqual([])
  })

  it('every dependency is in the README', () => {
    const all = Object.keys({ ...dependencies, ...devDependencies })
    expect(missingIn(pageAt('README.md').text, all)).toEqual([])
  })

  it('every failure, role, query and reason of an alert is told to operators', () => {
    const operate = pageAt('docs/operate.md').text
    const names = [...failureCodes, ...headquartersRoles.map(({ value }) => value)]
    const reasons = findIn('infra/azure/modules/alerts.bicep', /events: \[([^\]]+)\]/g).flatMap((list) =>
      found(list, /'([^']+)'/g),
    )
    expect(reasons.length).toBeGreaterThan(5)
    const queries = filesBelow('infra/azure/queries')
    expect(queries.length).toBeGreaterThan(3)
    expect(missingIn(operate, [...names, ...reasons, ...queries])).toEqual([])
  })

  it('every queue and every type of message is told to engineers', () => {
    const types = findIn('shared/domain/messages.ts', /^ {2}'?([a-z-]+)'?: \{ queue: /gm)
    expect(types.length).toBeGreaterThan(5)
    const queues = queueSettings.map(({ name }) => name)
    expect(missingIn(pageAt('docs/how-it-works.md').text, [...queues, ...types])).toEqual([])
  })

  it('every parameter that the deployment takes from its environment is told, unless the deployment sets it itself', () => {
    const set = ['AZURE_PRINCIPAL_TYPE']
    const names = findIn('infra/azure/main.parameters.json', /\$\{(\w+)/g).filter((name) => !set.includes(name))
    expect(names.filter((name) => !everything.includes(name))).toEqual([])
  })

  it('the Sales stand-in is signed in to as it wants', () => {
    expect(pageAt('docs/connect-sales.md').text).toContain(`--application-id ${integrationApplicationId} `)
  })
})
