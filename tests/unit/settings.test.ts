// The start-up check of the app settings.

import { describe, expect, it } from 'vitest'
import { aboutSetting } from '../../functions/described-settings.ts'
import { creditBoundsOf, readSettings, type SettingName, settings } from '../../functions/settings.ts'
import { needsSecondPerson } from '../../shared/domain/credit-bounds.ts'
import { type Setting, WrongSettings } from '../../shared/platform/configuration.ts'

const secretValue = 'hunter2-hunter2-hunter2-hunter2-hunter2'
const good: Record<string, string> = {
  PUBLIC_URL: 'https://partners.example',
  STATUS_TOKEN_SECRET: secretValue,
  SALES_EVENT_KEYS: 'sixteen-letters-1',
  DATAVERSE_URL: 'https://contoso.crm.dynamics.com',
  SENDGRID_API_KEY: 'SG.key',
  MAIL_FROM: 'partners@contoso.example',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  ServiceBusConnection__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
}
const all: readonly Setting<SettingName>[] = settings
const required = all.filter((setting) => setting.default === undefined).map((setting) => setting.name)

const problemsOf = (environment: Record<string, string | undefined>, about?: typeof aboutSetting): string[] => {
  try {
    readSettings(environment, about)
    return []
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error
    return error.message.split('\n- ').slice(1)
  }
}

describe('the credit limits that one person decides', () => {
  const waits = (settings: Record<string, string>, limit: string) =>
    needsSecondPerson(creditBoundsOf(readSettings({ ...good, ...settings }).values), limit)

  it.each<[Record<string, string>, string, boolean]>([
    [{}, '50000.00 EUR', false],
    [{ SECOND_APPROVER: 'duplicates' }, '50000.00 EUR', false],
    [{ CREDIT_SECOND_APPROVER_ABOVE: '10000 EUR' }, '10000.00 EUR', false],
    [{ CREDIT_SECOND_APPROVER_ABOVE: '10000 EUR' }, '10000.01 EUR', true],
    [{ SECOND_APPROVER: 'credit', CREDIT_SECOND_APPROVER_ABOVE: '10000 EUR' }, '1.00 EUR', true],
    [{ SECOND_APPROVER: 'all' }, '1 JPY', true],
    [{ SECOND_APPROVER: 'credit' }, '0.00 EUR', false],
  ])('with %o: whether %s takes two is %s', (given, limit, expected) => {
    expect(waits(given, limit)).toBe(expected)
  })
})

describe('the settings', () => {
  it('are what is given, and their defaults where nothing is', () => {
    const { values } = readSettings({ ...good, SITE_NAME: 'Contoso Garden' })
    expect(values).toMatchObject({
      PUBLIC_URL: good['PUBLIC_URL'],
      SITE_NAME: 'Contoso Garden',
      DEFAULT_LANGUAGE: 'en',
    })
    expect(Object.keys(values)).toEqual(all.map((setting) => setting.name))
    for (const { name, default: standard } of all)
      if (standard !== undefined && name !== 'SITE_NAME') expect(values).toHaveProperty(name, standard)
  })

  it('that are vault references nobody resolved are refused, because their text is no secret', () => {
    const reference = '@Microsoft.KeyVault(SecretUri=https://vault.vault.azure.net/secrets/status-token-secret/)'
    expect(problemsOf({ ...good, STATUS_TOKEN_SECRET: reference })).toEqual([
      'STATUS_TOKEN_SECRET is a vault reference that was not resolved.',
    ])
  })

  it('name the desk of the approvals: Sales unless headquarters is said, and nothing else', () => {
    expect(readSettings(good).values.APPROVAL_DESK).toBe('sales')
    expect(readSettings({ ...good, APPROVAL_DESK: 'headquarters' }).values.APPROVAL_DESK).toBe('headquarters')
    for (const wrong of ['Sales', 'both', ' headquarters'])
      expect(problemsOf({ ...good, APPROVAL_DESK: wrong })).toEqual([
        'APPROVAL_DESK has a wrong form. See docs/reference/settings.md.',
      ])
  })

  it('need none of Sales where headquarters decides, and are held to their form where one is given', () => {
    const { DATAVERSE_URL: _, SALES_EVENT_KEYS: __, ...without } = good
    expect(problemsOf(without)).toHaveLength(2)
    const { values } = readSettings({ ...without, APPROVAL_DESK: 'headquarters' })
    expect([values.DATAVERSE_URL, values.SALES_EVENT_KEYS]).toEqual(['', ''])
    expect(problemsOf({ ...without, APPROVAL_DESK: 'headquarters', DATAVERSE_URL: 'contoso' })).toHaveLength(1)
  })

  it('that are missing are all named at once', () => {
    const problems = problemsOf({})
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      ...required,
      'AzureWebJobsStorage',
      'ServiceBusConnection',
    ])
  })

  it('that are missing, wrong and contradictory are all named at once, with no value', () => {
    const { PUBLIC_URL: _, ...rest } = good
    const problems = problemsOf({
      ...rest,
      MAIL_FROM: 'WRONG',
      DATAVERSE_CLIENT_SECRET: secretValue,
      ServiceBusConnection: 'Endpoint=sb://WRONG/',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'MAIL_FROM',
      'ServiceBusConnection',
      'DATAVERSE_CLIENT_SECRET',
    ])
    expect(problems.join()).not.toMatch(new RegExp(`WRONG|${secretValue}`))
  })

  it.each(required)('lack %s also when it is empty', (name) => {
    const problems = problemsOf({ ...good, [name]: '' })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} is missing\\. `))
  })

  it('that are wrong are all named at once, with what they are for and never with a value', () => {
    const marked = 'WRONG VALUE'
    const formed = all.filter((setting) => setting.form).map((setting) => setting.name)
    const environment = Object.fromEntries(
      formed.map((name) => [name, name === 'STATUS_TOKEN_SECRET' ? 'WRONG' : marked]),
    )
    const problems = problemsOf({ ...good, ...environment }, aboutSetting)
    expect(problems.join('\n')).not.toContain('WRONG')
    expect(problems).toEqual(formed.map((name) => `${name} has a wrong form. ${aboutSetting(name)}`))
  })

  it('that are wrong are named by the app itself with the page that says what they are for', () => {
    expect(problemsOf({ ...good, MAIL_FROM: 'WRONG', DATAVERSE_URL: undefined })).toEqual([
      'DATAVERSE_URL is missing. See docs/reference/settings.md.',
      'MAIL_FROM has a wrong form. See docs/reference/settings.md.',
    ])
  })

  it.each([
    ['PUBLIC_URL', 'partners.example'],
    ['PUBLIC_URL', 'ftp://partners.example'],
    ['PUBLIC_URL', 'http://partners.example'],
    ['PUBLIC_URL', 'http://localhost.partners.example'],
    ['DATAVERSE_URL', 'http://contoso.crm.dynamics.com'],
    ['SENDGRID_URL', 'http://api.sendgrid.com'],
    ['SENDGRID_URL', 'https://key:secret@api.sendgrid.com'],
    ['DATAVERSE_URL', 'https://contoso.crm.dynamics.com@evil.example'],
    ['PUBLIC_URL', 'http://localhost:7071@evil.example'],
    ['SITE_SIGN_IN_URL', 'https://shop.example\\@evil.example'],
    ['STATUS_TOKEN_SECRET', 'x'.repeat(31)],
    ['SITE_SIGN_IN_URL', 'javascript:alert(1)'],
    ['SITE_SIGN_IN_URL', 'data:text/html,x'],
    ['SITE_SIGN_IN_URL', '/account'],
    ['DEFAULT_LANGUAGE', 'de'],
    ['CHANNELS', 'a,,b'],
    ['CHANNELS', ''],
    ['CHANNELS', '[{"name":"eu","origins":["https://shop.example/"]}]'],
    ['CHANNELS', '[{"name":"eu","defaults":{"priceGroup":"A"}}]'],
    ['PRICE_GROUPS', 'A,A'],
    ['CURRENCIES', 'EUR,XXL'],
    ['ONBOARDING_ATTRIBUTES', '1st'],
    ['ONBOARDING_ATTRIBUTES', 'a,__proto__'],
    ['ONBOARDING_ATTRIBUTES', Array.from({ length: 21 }, (_, at) => `a${at}`).join()],
    ['ONBOARDING_ATTRIBUTES', 'x'.repeat(41)],
    ['PULL_CHANNEL_REQUESTS_SCHEDULE', '* * * *'],
    ['MAIL_AFTER_PUSH', 'yes'],
    ['HEADQUARTERS_ACCESS', 'open'],
    ['HEADQUARTERS_BLOCKED', 'ada'],
    ['HEADQUARTERS_SIGN_IN_STRENGTH', 'strong'],
    ['HEADQUARTERS_SIGN_IN_STRENGTH', 'c100'],
    ['SALES_EVENT_KEYS', 'short'],
    ['SALES_EVENT_KEYS', 'sixteen-letters-1,short'],
    ['SALES_EVENT_KEYS', 'sixteen-letters-1,sixteen-letters-2,sixteen-letters-3'],
    ['MAIL_FROM', 'partners'],
    ['MAIL_REPLY_TO', 'a b@c'],
    ['SENDGRID_API_KEY', 'a key'],
  ])('refuse %s=%s', (name, value) => {
    expect(problemsOf({ ...good, [name]: value }).map((problem) => problem.split(/[ [:]/)[0])).toEqual([name])
  })

  it.each([
    ['PUBLIC_URL', 'http://localhost:7071'],
    ['PUBLIC_URL', 'http://127.0.0.1:7071'],
    ['DATAVERSE_URL', 'http://127.0.0.1:5555/'],
    ['SITE_SIGN_IN_URL', ''],
    ['SITE_SIGN_IN_URL', 'https://shop.example/account?to=partners'],
    ['CHANNELS', 'web,benelux'],
    ['CHANNELS', '[{"name":"eu","defaults":{"currency":"EUR"}}]'],
    ['PRICE_GROUPS', 'A=First,B'],
    ['CURRENCIES', 'EUR,JPY'],
    ['ONBOARDING_ATTRIBUTES', 'industry,Number_of-shops2'],
    ['ONBOARDING_ATTRIBUTES', Array.from({ length: 20 }, (_, at) => `a${at}`).join()],
    ['PULL_CHANNEL_REQUESTS_SCHEDULE', '*/30 * * * * *'],
    ['SALES_EVENT_KEYS', 'sixteen-letters-1,sixteen-letters-2'],
    ['MAIL_REPLY_TO', ''],
    ['HEADQUARTERS_ACCESS', 'app-service'],
  ])('take %s=%s', (name, value) => {
    expect(readSettings({ ...good, [name]: value }).values).toHaveProperty(name, value)
  })

  it('open headquarters to nobody unless told to', () => {
    expect(readSettings(good).values.HEADQUARTERS_ACCESS).toBe('closed')
  })

  it('want tenant and client id with a client secret', () => {
    const withSecret = { ...good, DATAVERSE_CLIENT_SECRET: secretValue }
    for (const more of [{}, { DATAVERSE_TENANT_ID: 't' }, { DATAVERSE_CLIENT_ID: 'c' }]) {
      const problems = problemsOf({ ...withSecret, ...more })
      expect(problems).toEqual(['DATAVERSE_CLIENT_SECRET needs DATAVERSE_TENANT_ID and DATAVERSE_CLIENT_ID as well.'])
    }
    expect(problemsOf({ ...withSecret, DATAVERSE_TENANT_ID: 't', DATAVERSE_CLIENT_ID: 'c' })).toEqual([])
    expect(problemsOf({ ...good, DATAVERSE_TENANT_ID: 't' })).toEqual([
      'DATAVERSE_TENANT_ID is for a client secret; give DATAVERSE_CLIENT_SECRET as well, or neither.',
    ])
  })
})

describe('a connection', () => {
  it('is a connection string, or a resource that the managed identity may use', () => {
    expect(readSettings(good)).toMatchObject({
      storage: { connectionString: 'UseDevelopmentStorage=true' },
      serviceBus: { resource: 'contoso.servicebus.windows.net' },
    })
    const { AzureWebJobsStorage: _, ...rest } = good
    const identity = {
      AzureWebJobsStorage__tableServiceUri: 'https://x.table.core.windows.net',
      AzureWebJobsStorage__clientId: 'id',
    }
    expect(readSettings({ ...rest, ...identity }).storage).toEqual({
      resource: 'https://x.table.core.windows.net',
      clientId: 'id',
    })
  })

  it('is refused when both are given, because nobody can know which one was meant', () => {
    const both = {
      AzureWebJobsStorage__tableServiceUri: 'https://x.table.core.windows.net/',
      ServiceBusConnection: 'Endpoint=sb://x/',
    }
    expect(problemsOf({ ...good, ...both })).toEqual([
      'AzureWebJobsStorage and AzureWebJobsStorage__tableServiceUri contradict each other; give one of them.',
      'ServiceBusConnection and ServiceBusConnection__fullyQualifiedNamespace contradict each other; give one of them.',
    ])
  })

  it('has an address that can be one', () => {
    const { AzureWebJobsStorage: _, ...rest } = good
    const wrong = {
      AzureWebJobsStorage__tableServiceUri: 'http://x.table.core.windows.net',
      ServiceBusConnection__fullyQualifiedNamespace: 'Endpoint=sb://contoso.servicebus.windows.net/',
    }
    expect(problemsOf({ ...rest, ...wrong })).toEqual([
      'AzureWebJobsStorage__tableServiceUri is no address of a storage account.',
      'ServiceBusConnection__fullyQualifiedNamespace is no address of a Service Bus namespace.',
    ])
  })
})

describe('the table of settings', () => {
  it('names each setting once and explains it; no secret has a default that is worth anything', () => {
    expect(new Set(all.map((setting) => setting.name)).size).toBe(all.length)
    for (const setting of all) {
      expect(aboutSetting(setting.name)).toMatch(/\.$/)
      if (setting.secret) expect(setting.default ?? '').toBe('')
      if (setting.default !== undefined && setting.form) expect(setting.default).toMatch(setting.form)
    }
  })
})
