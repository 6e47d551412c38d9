// The B2B site in every language, and the pages that are seen when something is amiss.

import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage()

describe.each(languages)('the site in $tag', ({ tag: language, name }) => {
  test('speaks the language of the browser from the home page to the status page', async () => {
    const { env, visitor } = await begin({
      locale: language === 'zh-Hans' ? 'zh-CN' : language,
      expectedStatuses: [400],
    })
    const { page } = visitor
    await page.goto(env.url)
    await examine(visitor, `site-home-${language}`, { language })
    await page.locator('main .button').click()
    await examine(visitor, `site-sign-up-${language}`, { language })
    expect(await page.locator('select[name=language]').inputValue()).toBe(language)

    await page.locator('main .button').click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('[aria-invalid=true]').count()).toBe(5)
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
  })

  test('can be chosen on a page in another language', async () => {
    const { env, visitor } = await begin()
    await visitor.page.goto(`${env.url}/sign-up?language=${language === 'en' ? 'nl' : 'en'}`)
    await visitor.page.locator('nav.languages').getByRole('button', { name, exact: true }).click()
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe(language)
    expect(visitor.complaints).toEqual([])
  })
})

test('an address where nothing is gives a page that says so, on the site, in headquarters, in Sales and in the inbox', async () => {
  const { env, visitor } = await begin({ expectedStatuses: [404] })
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
})

test('the empty inbox and the other lists of Sales are whole pages too', async () => {
  const { env, visitor } = await begin()
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
})
