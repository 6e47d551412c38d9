// What the people of the story do, by clicking: the applicant, headquarters and the salesperson.

import type { Page } from 'playwright-core'
import type { Environment } from '../support/environment.ts'
import { until } from '../support/until.ts'

export type Applicant = {
  readonly company: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** The language of the mails, by its own name as the form lists it. */
  readonly mailLanguage: string
}

/** Fills in what the form asks for, by the fields' English labels. */
export const fillIn = async (page: Page, applicant: Applicant): Promise<void> => {
  const type = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
  await type('Company name *', applicant.company)
  await type('Website', 'https://fabrikam.example')
  await type('Registration number', 'HRB 1234')
  await type('Tax or VAT number', 'DE123456789')
  await type('Company phone', '+49 30 1234567')
  await type('Street and number *', 'Hauptstraße 1')
  await type('City *', 'Berlin')
  await type('Postal code', '10115')
  await page.getByLabel('Country or region *').selectOption({ label: 'Germany' })
  await type('First name', applicant.firstName)
  await type('Last name *', applicant.lastName)
  await type('E-mail address *', applicant.email)
  await type('Your phone', '+49 170 1234567')
  await type('Job title', 'Buyer')
  await type('Comments', 'We sell garden tools.')
  await page.locator('select[name=language]').selectOption({ label: applicant.mailLanguage })
}

/** From the home page to the confirmation. @returns the address of the request's status page */
const apply = async (page: Page, env: Environment, applicant: Applicant): Promise<string> => {
  await page.goto(env.url)
  await page.getByRole('link', { name: 'Become a business partner' }).click()
  await fillIn(page, applicant)
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByRole('heading', { name: 'Your request was submitted' }).waitFor()
  return (await page.locator('.copy code').textContent()) ?? ''
}

/** Runs a job of headquarters with its button. @returns what the page says of the run */
export const runJob = async (page: Page, env: Environment, title: string): Promise<string> => {
  await page.goto(`${env.url}/headquarters`)
  await page.getByRole('navigation', { name: 'Headquarters' }).getByRole('link', { name: 'Jobs' }).click()
  await page.getByRole('button', { name: `Run now: ${title}` }).click()
  return (await page.getByRole('status').textContent()) ?? ''
}

/** Loads the page again until it shows the text, as someone who waits for it would. */
export const reloadUntil = async (page: Page, text: string, among = 'main'): Promise<void> => {
  await until(`“${text}” on ${page.url()}`, async () => {
    if (await page.locator(among).getByText(text, { exact: true }).first().isVisible()) return true
    await page.reload()
    return false
  })
}

/** Opens the page of the applicant's prospect from the list *All prospects*. */
export const openProspect = async (page: Page, env: Environment, company: string): Promise<void> => {
  await page.goto(`${env.url}/headquarters/prospects`)
  await page.getByRole('row', { name: company }).getByRole('link').click()
}

/** Opens the applicant's lead from the view *All commerce B2B leads*. */
export const openLead = async (page: Page, env: Environment, person: string): Promise<void> => {
  await page.goto(env.sales.url)
  await page.getByRole('link', { name: 'All commerce B2B leads' }).click()
  await reloadUntil(page, person)
  await page.getByRole('link', { name: person }).click()
}

/** Qualifies the lead that is open, with the choices as they stand; ends on the new opportunity. */
export const qualify = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Qualify' }).click()
  await page.getByRole('button', { name: 'Qualify' }).click()
  await page.getByText('The lead is qualified.').waitFor()
}

/** Submits, pulls and synchronizes: the way of every request up to its lead. */
export const applyAndSynchronize = async (page: Page, env: Environment, applicant: Applicant): Promise<string> => {
  const status = await apply(page, env, applicant)
  await runJob(page, env, 'P-0001')
  await runJob(page, env, 'Synchronize orders and channel requests')
  return status
}
