// The settings of a start on a laptop: what the environment gives wins, what looks like a setting and is none is named,
// and a torn file of secrets is named with what to do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, type SettingName, settings } from '../../functions/settings.ts'
import { timerRows } from '../../functions/timers.ts'
import { localSecrets, localSettings } from '../../infra/local/start/local-settings.ts'
import { insteadOfShop, shopSite } from '../../infra/local/start/local-shop.ts'
import { unknownSettings } from '../../infra/local/start/unknown-settings.ts'

const names = settings.map(({ name }) => name)
const secrets = { statusToken: 's'.repeat(32), salesEventKey: 'k'.repeat(16) }
const nowhere = 'http://127.0.0.1:9'
const neighbours = {
  storage: 'UseDevelopmentStorage=true',
  serviceBus: 'Endpoint=sb://127.0.0.1;SharedAccessKeyName=a;SharedAccessKey=AAAA;UseDevelopmentEmulator=true;',
  salesUrl: nowhere,
  inboxUrl: nowhere,
  publicUrl: nowhere,
}

describe('every setting', () => {
  it.each(names)('%s is taken from the environment of npm start', (name) => {
    const given = localSettings(neighbours, secrets, false, { [name]: 'tried out' })
    expect(given[name]).toBe('tried out')
    const others = (from: Record<string, string>) => Object.entries(from).filter(([each]) => each !== name)
    expect(others(given)).toEqual(others(localSettings(neighbours, secrets, false)))
  })

  it('is right with the example shop, whose channel, key and secret belong together', () => {
    const shop = shopSite(3000, secrets)
    const given = readSettings(localSettings({ ...neighbours, shop }, secrets, false))
    expect(given.values.SITE_KEYS).toContain(shop.siteKey)
    expect(shopSite(3000, { ...secrets, statusToken: 't'.repeat(32) }).siteKey).not.toBe(shop.siteKey)
  })

  it.each(['CHANNELS', 'SITE_KEYS', 'SITE_EVENT_SECRETS'])('%s names other sites than the example shop', (name) => {
    expect([insteadOfShop({ [name]: '' }), insteadOfShop({ PATH: '/bin' })]).toEqual([name, undefined])
  })

  it.each(timerRows.map(({ job, schedule }) => [job, schedule]))('%s has a schedule', (_, schedule) => {
    expect(localSettings(neighbours, secrets, false)[schedule]).toMatch(/^\S+( \S+){5}$/)
  })

  it('is right without any of them', () => {
    expect(() => readSettings(localSettings(neighbours, secrets, false, { PATH: '/bin', HOME: '/root' }))).not.toThrow()
  })
})

describe('a variable that is no setting', () => {
  const known = [...names, 'SALES_PORT', 'LOCAL_STATE']
  it.each([
    ['SITE_NAM', 'SITE_NAM is no setting and is ignored; did you mean SITE_NAME?'],
    ['site_name', 'site_name is no setting and is ignored; did you mean SITE_NAME?'],
    ['CHANNEL', 'CHANNEL is no setting and is ignored; did you mean CHANNELS?'],
    ['LIMIT_PER_ADRESS', 'LIMIT_PER_ADRESS is no setting and is ignored; did you mean LIMIT_PER_ADDRESS?'],
    ['DATAVERSE_REGION', 'DATAVERSE_REGION is no setting and is ignored; see docs/reference/settings.md.'],
  ])('%s is named when it looks like one', (name, sentence) => {
    expect(unknownSettings({ [name]: 'x' }, known)).toEqual([sentence])
  })

  it.each([...names, 'SALES_PORT', 'PATH', 'HOME', 'MAIL', 'npm_lifecycle_event', 'NODE_ENV', 'LANG', '_', 'SHLVL'])(
    '%s is not named',
    (name) => expect(unknownSettings({ [name]: 'x' }, known)).toEqual([]),
  )
})

describe('an address among the settings', () => {
  const addresses: SettingName[] = [
    'PUBLIC_URL',
    'SITE_SIGN_IN_URL',
    'DATAVERSE_URL',
    'DATAVERSE_AUTHORITY',
    'SENDGRID_URL',
  ]
  const good = localSettings(neighbours, secrets, false)
  const wrong = [
    'https://user:password@partners.example',
    'https://user@partners.example/path',
    'https://partners.example\\@evil.example',
    'http://127.0.0.1:80@evil.example/',
    'http://localhost:1@evil.example',
    'http://127.0.0.1.evil.example',
    'http://partners.example',
    'https://?x',
    'ftp://partners.example',
  ]
  for (const name of addresses) {
    it.each(wrong)(`${name} is refused as %s`, (value) => {
      expect(() => readSettings({ ...good, [name]: value })).toThrow(`${name} has a wrong form.`)
    })
    it(`${name} may be secure or of this machine`, () => {
      for (const value of [
        'https://partners.example',
        'https://partners.example:8443/',
        'http://localhost:7071',
        nowhere,
      ])
        expect(() => readSettings({ ...good, [name]: value })).not.toThrow()
    })
  }
})

describe('the secrets of a state folder', () => {
  it.each(['', '{"statusTok', '[]', 'null', '{"statusToken":"only"}'])(
    'are named with what to do when they read %s',
    (text) => {
      const folder = mkdtempSync(join(tmpdir(), 'b2b-secrets-'))
      try {
        const file = join(folder, 'secrets.json')
        writeFileSync(file, text)
        expect(() => localSecrets(folder)).toThrow(`${file} is damaged. Put back a copy of it, or remove it`)
        rmSync(file)
        expect(localSecrets(folder)).toEqual(localSecrets(folder))
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})
