// The build finds out by itself what stands in which file, and says loudly what cannot be.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { survey } from '../../infra/local/build/survey.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** The least app that has one of everything that is loaded on first use. */
const app: Readonly<Record<string, string>> = {
  'functions/index.ts': `
    import { fail } from '../shared/fail.ts'
    export const start = () => [fail(), import('./workers.ts'), import('./home.ts'), import('./other.ts')]
    export const tables = () => [import('../shared/platform/open-table.ts'), import('./stores.ts'), import('./queue-client.ts'), import('./refusals.ts'), import('./site-services.ts')]
    export const packages = () => [import('@azure/service-bus'), import('@azure/msal-node')]`,
  'functions/workers.ts': `
    import { Unavailable } from '../shared/fail.ts'
    import { shared } from '../shared/common.ts'
    export const work = () => [Unavailable, shared, import('@sendgrid/mail')]`,
  'functions/home.ts': `
    import { shared } from '../shared/common.ts'
    export const render = () => shared`,
  'functions/other.ts': `export const render = () => 'other'`,
  'functions/stores.ts': `
    import { Unavailable } from '../shared/fail.ts'
    export const stores = () => Unavailable`,
  'functions/queue-client.ts': `export const send = () => 'send'`,
  'functions/site-services.ts': `export const sites = () => 'sites'`,
  'functions/refusals.ts': `export const refuse = () => 'refuse'`,
  'shared/fail.ts': `
    export class Unavailable extends Error {}
    export const fail = () => new Unavailable()`,
  'shared/common.ts': `export const shared = 'both need it'`,
  'shared/platform/open-table.ts': `export const open = () => 'open'`,
}

const surveyOf = (change: Readonly<Record<string, string>> = {}) => {
  const root = mkdtempSync(join(tmpdir(), 'survey-'))
  folders.push(root)
  for (const [path, text] of Object.entries({ ...app, ...change })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return survey(root)
}

describe('the survey', () => {
  it('gives every module that is loaded on first use to one file, whatever it is called and exports', async () => {
    const { targets, packages } = await surveyOf()
    expect(Object.fromEntries(targets)).toEqual({
      workers: ['functions/workers.ts'],
      pages: ['functions/home.ts', 'functions/other.ts'],
      sites: ['functions/site-services.ts'],
      tables: ['shared/platform/open-table.ts'],
      common: ['functions/queue-client.ts', 'functions/refusals.ts', 'functions/stores.ts'],
    })
    expect([...packages].map(([name, { file, entry }]) => [name, file, entry.includes(`'${name}'`)])).toEqual([
      ['@azure/service-bus', 'service-bus', true],
      ['@azure/msal-node', 'identity', true],
      ['@sendgrid/mail', 'send-grid', true],
    ])
  })

  it('keeps in the main file what the start needs, and in the common one what several others do', async () => {
    const { held } = await surveyOf()
    expect(Object.fromEntries(held.main)).toEqual({ 'shared/fail.ts': ['Unavailable'] })
    expect(Object.fromEntries(held.common)).toEqual({ 'shared/common.ts': ['shared'] })
  })
})

describe('no module stands in two files', () => {
  const marks = 'export const marked = new WeakSet()'

  it('though the main file needs it for nothing but what others take from there', async () => {
    const { held } = await surveyOf({
      'shared/marks.ts': marks,
      'shared/fail.ts': `import { marked } from './marks.ts'\n${app['shared/fail.ts']}\nexport const isMarked = (one: object) => marked.has(one)`,
      'functions/home.ts': `import { isMarked } from '../shared/fail.ts'\nexport const render = isMarked`,
      'functions/other.ts': `import { marked } from '../shared/marks.ts'\nexport const render = () => marked`,
    })
    expect(held.main.get('shared/marks.ts')).toEqual(['marked'])
  })

  it('though the common file needs it for nothing but what others take from there', async () => {
    const { held } = await surveyOf({
      'shared/marks.ts': marks,
      'shared/common.ts': `import { marked } from './marks.ts'\n${app['shared/common.ts']}\nexport const mark = (one: object) => marked.add(one)`,
      'functions/stores.ts': `import { shared } from '../shared/common.ts'\nexport const stores = () => shared`,
      'functions/home.ts': `import { mark } from '../shared/common.ts'\nexport const render = mark`,
      'functions/other.ts': `import { marked } from '../shared/marks.ts'\nexport const render = () => marked`,
    })
    expect(held.common.get('shared/marks.ts')).toEqual(['marked'])
  })
})

describe('the build stops', () => {
  const index = app['functions/index.ts'] ?? ''

  it('at a module that is not there', async () => {
    const missing = `${index}\nexport const gone = () => import('./gone.ts')`
    await expect(surveyOf({ 'functions/index.ts': missing })).rejects.toThrow('Could not resolve "./gone.ts"')
  })

  it('at a module that is loaded with the app and on first use as well', async () => {
    const eager = `import { render } from './home.ts'\n${index}\nexport const now = render()`
    await expect(surveyOf({ 'functions/index.ts': eager })).rejects.toThrow('functions/home.ts: loaded with the app')
  })

  it('at a package that has no file', async () => {
    const unknown = `${index}\nexport const more = () => import('some-package')`
    await expect(surveyOf({ 'functions/index.ts': unknown })).rejects.toThrow('Say in which file some-package stands')
  })

  it('at a file for something that nothing loads any more', async () => {
    const without = index.replace("import('@azure/msal-node')", '')
    await expect(surveyOf({ 'functions/index.ts': without })).rejects.toThrow('Nothing loads @azure/msal-node')
  })

  it('at an import of a whole module that stands in the main file', async () => {
    const whole =
      "import * as failures from '../shared/fail.ts'\nexport const work = () => [failures, import('@sendgrid/mail')]"
    await expect(surveyOf({ 'functions/workers.ts': whole })).rejects.toThrow('shared/fail.ts is imported as a whole')
  })
})
