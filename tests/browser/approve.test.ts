// The approve path, by clicking alone and with scripts switched off in the browser.

import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { fillIn, openLead, openProspect, reloadUntil, runJob } from './steps.ts'

const ada = {
  company: 'Fabrikam GmbH',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  mailLanguage: 'Nederlands',
}

const begin = useStage()

// One story: each test goes on where the one before ended, and the last asks where all its links lead.
let statusUrl = ''
const linksSeen = new Set<string>()

test('the home page leads to the form, and a form with mistakes comes back with errors beside its fields', async () => {
  const { env, visitor, page } = await begin({ linksSeen, expectedStatuses: [400] })
  await page.goto(env.url)
  await examine(visitor, 'site-home-en')
  await page.getByRole('link', { name: 'Become a business partner' }).click()
  await examine(visitor, 'site-sign-up-en')

  await fillIn(page, { ...ada, company: '', email: 'not an address' })
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByRole('alert').waitFor()
  const company = page.getByLabel('Company name *', { exact: true })
  const email = page.getByLabel('E-mail address *', { exact: true })
  expect(await company.getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator('[id="field-company.name-error"]').textContent()).toBe('Fill in this field.')
  expect(await page.locator('[id="field-requestor.email-error"]').textContent()).toContain(
    'such as name@company.example',
  )
  expect(await email.inputValue()).toBe('not an address')
  expect(await page.getByLabel('City *', { exact: true }).inputValue()).toBe('Berlin')
  expect(await page.getByLabel('Country or region *').inputValue()).toBe('DE')
  expect(await page.locator('select[name=language]').inputValue()).toBe('nl')
  await examine(visitor, 'site-sign-up-refused-en')

  await page.getByRole('alert').getByRole('link', { name: 'Company name' }).click()
  await page.keyboard.type(ada.company)
  expect(await company.inputValue()).toBe(ada.company)
  await email.fill(ada.email)
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByRole('heading', { name: 'Your request was submitted' }).waitFor()
  await examine(visitor, 'site-confirmation-en')
  await page.getByRole('link', { name: 'See the status of your request' }).click()
  expect(await page.locator('.state').textContent()).toBe('Submitted')
  statusUrl = page.url()
  await examine(visitor, 'site-status-submitted-en')
})

test('headquarters pulls the request and shows it as an open prospect', async () => {
  const { env, visitor, page } = await begin({ linksSeen })
  await page.goto(`${env.url}/headquarters`)
  await examine(visitor, 'headquarters-prospects-empty')
  await page.getByRole('navigation', { name: 'Headquarters' }).getByRole('link', { name: 'Jobs' }).click()
  await examine(visitor, 'headquarters-jobs-before')
  expect(await runJob(page, env, 'P-0001')).toBe('P-0001 ran: 1 processed, 0 failed.')
  expect(await runJob(page, env, 'Synchronize orders and channel requests')).toContain('1 processed, 0 failed.')
  await examine(visitor, 'headquarters-jobs')
  await page.getByRole('link', { name: 'All prospects' }).click()
  const row = page.getByRole('row', { name: ada.company })
  expect(await row.textContent()).toContain('Ada Roth')
  await reloadUntil(page, 'Lead open')
  await examine(visitor, 'headquarters-prospects')
  await row.getByRole('link').click()
  await examine(visitor, 'headquarters-prospect-open')
  await page.goto(statusUrl)
  await examine(visitor, 'site-status-after-synchronize-en')
})

test('Sales has the lead in the commerce view and not in My Open Leads, with requestor, organization and note', async () => {
  const { env, visitor, page } = await begin({ linksSeen })
  await openLead(page, env, 'Ada Roth')
  expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe(ada.email)
  expect(await page.getByLabel('First name', { exact: true }).inputValue()).toBe('Ada')
  expect(await page.getByLabel('Company', { exact: true }).inputValue()).toBe(ada.company)
  const note = page.locator('.timeline .entry')
  expect(await note.count()).toBe(1)
  expect(await note.textContent()).toContain('P-000001')
  await examine(visitor, 'sales-lead')
  await page.getByRole('link', { name: 'Back to leads' }).click()
  await examine(visitor, 'sales-leads-commerce')
  await page.getByRole('link', { name: 'My Open Leads' }).click()
  await page.getByRole('heading', { name: 'My Open Leads' }).waitFor()
  expect(await page.getByRole('link', { name: 'Ada Roth' }).count()).toBe(0)
  await examine(visitor, 'sales-leads-mine')
})

test('qualify makes customers, Close as Won approves the prospect', async () => {
  const { env, visitor, page } = await begin({ linksSeen })
  await openLead(page, env, 'Ada Roth')
  await page.getByRole('link', { name: 'Qualify' }).click()
  await examine(visitor, 'sales-qualify')
  await page.getByRole('button', { name: 'Qualify' }).click()
  await page.getByText('The lead is qualified.').waitFor()
  await examine(visitor, 'sales-opportunity-open')
  const opportunity = page.url()

  await openProspect(page, env, ada.company)
  await reloadUntil(page, 'Opportunity open')
  await reloadUntil(page, 'Organization')
  await examine(visitor, 'headquarters-prospect-qualified')

  await page.goto(opportunity)
  await page.getByRole('link', { name: 'Close as Won' }).click()
  await page.getByLabel('Actual revenue').fill('12500')
  await examine(visitor, 'sales-close-as-won')
  await page.getByRole('button', { name: 'Close as Won' }).click()
  await page.getByText('The opportunity is closed as won.').waitFor()
  await examine(visitor, 'sales-opportunity-won')

  await openProspect(page, env, ada.company)
  await reloadUntil(page, 'Approved')
  await reloadUntil(page, 'Admin')
  await examine(visitor, 'headquarters-prospect-approved')
  await page.locator('section[aria-labelledby=hierarchy] p a').click()
  const users = page.getByRole('region', { name: 'Users' })
  expect(await users.getByRole('row', { name: 'Ada Roth' }).textContent()).toContain('Admin')
  await examine(visitor, 'headquarters-hierarchy')
  await users.getByRole('link', { name: 'Ada Roth' }).click()
  await examine(visitor, 'headquarters-person')
  await page.locator('dd a[href^="/headquarters/customers/"]').click()
  await examine(visitor, 'headquarters-organization')
})

test('a clerk changes the organization, and the account in Sales follows', async () => {
  const { env, visitor, page } = await begin({ linksSeen, expectedStatuses: [400, 409] })
  await openProspect(page, env, ada.company)
  await page.getByRole('region', { name: 'Customers' }).getByRole('link', { name: /^C-/ }).first().click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await examine(visitor, 'headquarters-edit-organization')
  await page.getByLabel('E-mail').fill('nobody')
  await page.getByLabel('Phone').fill('+49 30 7654321')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Enter an e-mail address such as name@company.example.', { exact: true }).waitFor()
  expect(await page.getByLabel('Phone').inputValue()).toBe('+49 30 7654321')
  await examine(visitor, 'headquarters-edit-organization-refused')
  await page.getByLabel('E-mail').fill('info@fabrikam.example')

  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByLabel('City').fill('Bonn')
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByText('Saved.').waitFor()
  await other.close()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Somebody else changed this customer meanwhile.').waitFor()
  await examine(visitor, 'headquarters-edit-organization-meanwhile')
  await page.getByLabel('City').fill('Bonn')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await examine(visitor, 'headquarters-organization-saved')
  await page.locator('dd a[href^="/headquarters/prospects/"]').click()
  await reloadUntil(page, 'Customer C-000001 (Organization) written to Sales')
  await examine(visitor, 'headquarters-prospect-customer-changed')
})

test('job 1010 tells the channel, and the approval mail comes in the chosen language', async () => {
  const { env, visitor, page } = await begin({ linksSeen })
  expect(await runJob(page, env, '1010 (Customers)')).toContain('0 failed.')
  await page.goto(statusUrl)
  await reloadUntil(page, 'Approved')
  await examine(visitor, 'site-status-approved-en')

  await page.goto(env.inbox.url)
  await reloadUntil(page, ada.email)
  await examine(visitor, 'inbox-list')
  await page.getByRole('link', { name: 'Uw aanvraag is goedgekeurd: Fabrikam GmbH' }).click()
  const mail = page.frameLocator('iframe')
  await mail.getByRole('heading', { name: 'Uw aanvraag is goedgekeurd' }).waitFor()
  await examine(visitor, 'inbox-approved-nl')
  const [opened] = await Promise.all([page.waitForEvent('popup'), mail.getByRole('link', { name: 'Inloggen' }).click()])
  await opened.locator('input[name=email]').waitFor()
  expect(new URL(opened.url()).pathname).toBe('/account')
  await opened.close()
  for (const view of ['Plain text', 'Details']) {
    await page.getByRole('link', { name: view }).click()
    await examine(visitor, `inbox-approved-nl-${view.toLowerCase().replace(' ', '-')}`)
  }
  const mails: unknown = await (await fetch(`${env.inbox.url}/api/messages`)).json()
  expect(mails).toHaveLength(1)
})

test('every link of the pages seen on the way leads to a page', async () => {
  const broken: string[] = []
  for (const link of linksSeen) {
    const answer = await fetch(link)
    await answer.arrayBuffer()
    // A command seen while the record was open, and refused with a page since it is closed, is no broken link.
    if (!answer.ok && answer.status !== 409) broken.push(`${answer.status} ${link}`)
  }
  expect(linksSeen.size).toBeGreaterThan(20)
  expect(broken).toEqual([])
})
