// The two reject paths, by clicking alone and with scripts switched off in the browser.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Environment } from '../support/environment.ts'
import { until } from '../support/until.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { applyAndSynchronize, openLead, openProspect, qualify, reloadUntil, runJob } from './steps.ts'

const begin = useStage()

/** What follows every rejection: the channel is told, the status page says it, and the mail comes. */
const expectRejection = async (page: Page, at: Environment, statusUrl: string, email: string): Promise<void> => {
  expect(await runJob(page, at, '1010 (Customers)')).toContain('0 failed.')
  await page.goto(statusUrl)
  await reloadUntil(page, 'Declined')
  await page.goto(at.inbox.url)
  await reloadUntil(page, email)
  await page.getByRole('link', { name: email }).click()
}

test('a lead disqualified with a reason rejects the prospect, without customers, and mails in Turkish', async () => {
  const { env, visitor, page } = await begin({ expectedStatuses: [400, 404] })
  const ece = {
    company: 'Anadolu Bahçe A.Ş.',
    firstName: 'Ece',
    lastName: 'Işık',
    email: 'ece@anadolu.example',
    mailLanguage: 'Türkçe',
  }
  const statusUrl = await applyAndSynchronize(page, env, ece)
  await openLead(page, env, 'Ece Işık')
  await page.locator('summary', { hasText: 'Disqualify' }).click()
  await page.getByRole('button', { name: 'No Longer Interested' }).waitFor()
  await examine(visitor, 'sales-disqualify')
  await page.getByRole('button', { name: 'No Longer Interested' }).click()
  await page.getByText('The lead is disqualified.').waitFor()
  await examine(visitor, 'sales-lead-disqualified')

  await openProspect(page, env, ece.company)
  await reloadUntil(page, 'Rejected')
  const sales = page.locator('section[aria-labelledby=sales]')
  expect(await sales.textContent()).toContain('No Longer Interested')
  expect(await page.locator('section[aria-labelledby=customers]').textContent()).toContain('None yet.')
  await examine(visitor, 'headquarters-prospect-disqualified')

  await expectRejection(page, env, statusUrl, ece.email)
  const mail = page.frameLocator('iframe')
  expect(await mail.locator('html').getAttribute('lang')).toBe('tr')
  expect(await mail.locator('body').textContent()).toContain(ece.company)
  await examine(visitor, 'inbox-rejected-tr')
  await page.goto(statusUrl)
  await examine(visitor, 'site-status-declined-en')

  // A link that was cut off leads to a new one, by the mail that it is sent to.
  await page.goto(statusUrl.replace(/token=./, 'token='))
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
  await page.getByRole('link', { name: 'Send my link again' }).click()
  await page.getByLabel('E-mail address').fill('ece at anadolu')
  await page.getByRole('button', { name: 'Send link' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'such as name@company.example' }).waitFor()
  await examine(visitor, 'site-status-link-refused')
  await page.getByLabel('E-mail address').fill(ece.email)
  await page.getByRole('button', { name: 'Send link' }).click()
  await page.getByRole('heading', { name: /^Check your e-.?mail$/ }).waitFor()
  await examine(visitor, 'site-status-link-sent')
  await until('the mail with the links is there', () =>
    env.inbox.messages().some(({ subject }) => subject === 'Başvurularınızın bağlantıları'),
  )
  await page.goto(env.inbox.url)
  await page.getByRole('link', { name: 'Başvurularınızın bağlantıları' }).click()
  await examine(visitor, 'inbox-link-again-tr')
  const [link = ''] = await page
    .frameLocator('iframe')
    .locator('a')
    .evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''))
  await page.goto(link)
  await page.getByText('Reddedildi', { exact: true }).first().waitFor()
})

test('an opportunity closed as lost rejects the prospect; its customers stay, without hierarchy, and it mails in Estonian', async () => {
  const { env, visitor, page } = await begin()
  const mari = {
    company: 'Põhja Aiad OÜ',
    firstName: 'Mari',
    lastName: 'Tamm',
    email: 'mari@pohja.example',
    mailLanguage: 'Eesti',
  }
  const statusUrl = await applyAndSynchronize(page, env, mari)
  await openLead(page, env, 'Mari Tamm')
  await qualify(page)
  await page.getByRole('link', { name: 'Close as Lost' }).click()
  await page.getByLabel('Out-Sold').check()
  await page.getByLabel('Description').fill('Bought elsewhere.')
  await examine(visitor, 'sales-close-as-lost')
  await page.getByRole('button', { name: 'Close as Lost' }).click()
  await page.getByText('The opportunity is closed as lost.').waitFor()
  await examine(visitor, 'sales-opportunity-lost')

  await openProspect(page, env, mari.company)
  await reloadUntil(page, 'Rejected')
  expect(await page.locator('section[aria-labelledby=sales]').textContent()).toContain('Out-Sold')
  expect(await page.locator('section[aria-labelledby=customers] tbody tr').count()).toBe(2)
  expect(await page.locator('section[aria-labelledby=hierarchy]').textContent()).toContain('None yet.')
  await examine(visitor, 'headquarters-prospect-lost')

  await expectRejection(page, env, statusUrl, mari.email)
  expect(await page.frameLocator('iframe').locator('html').getAttribute('lang')).toBe('et')
  await examine(visitor, 'inbox-rejected-et')
})
