// The B2B site in every language, and the pages that are seen when something is amiss.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { launchBrowser, openVisitor } from '../support/browser.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { examine } from './examine.ts'

let browser: Browser | undefined
let env: Environment | undefined

beforeAll(async () => {
  browser = await launchBrowser()
  env = await startEnvironment()
})

afterAll(async () => {
  await browser?.close()
  await env?.close()
})

const begin = async (locale: string, expectedStatuses: readonly number[] = []) => {
  if (!browser || !env) throw new Error('The environment did not start.')
  return { env, visitor: await openVisitor(browser, { locale, expectedStatuses }) }
}

describe.each(languages)('the site in $tag', ({ tag: language, name }) => {
  test('speaks the language of the browser from the home page to the status page', async () => {
    const { env, visitor } = await begin(language === 'zh-Hans' ? 'zh-CN' : language, [400])
    const { page } = visitor
    await page.goto(env.url)
    await examine(visitor, `site-home-${language}`, { language })
    await page.locator('main .button').click()
    await examine(visitor, `site-sign-up-${language}`, { language })
    expect(await page.locator('select[name=language]').inputValue()).toBe(language)

    await page.locator('main .button').click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('[aria-invalid=true]').count()).toBe(7)
    await examine(visitor, `site-sign-up-refused-${language}`, { language })

    const type = (field: string, value: string) => page.locator(`[name="${field}"]`).fill(value)
    await type('company.name', `Company ${language}`)
    await type('company.address.line1', 'Main Street 1')
    await type('company.address.city', 'Springfield')
    await page.locator('[name="company.address.country"]').selectOption('NL')
    await type('requestor.firstName', 'Kim')
    await type('requestor.lastName', 'Vos')
    await type('requestor.email', `kim@${language.toLowerCase()}.example`)
    await page.locator('main .button').click()
    await page.locator('.copy').waitFor()
    await examine(visitor, `site-confirmation-${language}`, { language })
    await page.locator('main .button').click()
    await page.locator('.state').waitFor()
    await examine(visitor, `site-status-submitted-${language}`, { language })
    await visitor.close()
  })

  test('can be chosen on a page in another language', async () => {
    const { env, visitor } = await begin('en-US')
    await visitor.page.goto(`${env.url}/sign-up?language=${language === 'en' ? 'nl' : 'en'}`)
    await visitor.page.locator('nav.languages').getByRole('link', { name, exact: true }).click()
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe(language)
    expect(visitor.complaints).toEqual([])
    await visitor.close()
  })
})

test('an address where nothing is gives a page that says so, on the site, in headquarters, in Sales and in the inbox', async () => {
  const { env, visitor } = await begin('en-US', [404])
  const nobody = '00000000-0000-4000-8000-000000000000'
  const places = {
    site: `${env.url}/requests/${nobody}?token=wrong`,
    headquarters: `${env.url}/headquarters/prospects/${nobody}`,
    sales: `${env.sales.url}/leads/${nobody}`,
    inbox: `${env.inbox.url}/messages/${nobody}`,
  }
  for (const [name, url] of Object.entries(places)) {
    const answer = await visitor.page.goto(url)
    expect(answer?.status(), name).toBe(404)
    await examine(visitor, `${name}-not-found`)
  }
  await visitor.close()
})

test('the empty inbox and the other lists of Sales are whole pages too', async () => {
  const { env, visitor } = await begin('en-US')
  const { page } = visitor
  await page.goto(env.inbox.url)
  await examine(visitor, 'inbox-empty')
  await page.goto(env.sales.url)
  await page.getByRole('link', { name: 'New lead' }).click()
  await examine(visitor, 'sales-new-lead')
  for (const area of ['Opportunities', 'Accounts', 'Contacts']) {
    await page.getByRole('navigation', { name: 'Site map' }).getByRole('link', { name: area }).click()
    await examine(visitor, `sales-${area.toLowerCase()}`)
  }
  await visitor.close()
})
