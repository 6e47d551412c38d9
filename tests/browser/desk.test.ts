// The rest of headquarters by clicking, and all pages once more with scripts switched on.

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openVisitor } from '../support/browser.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { examine } from './examine.ts'
import { applyAndSynchronize, openLead, openProspect, reloadUntil, runJob } from './steps.ts'

const kim = {
  company: 'Tuincentrum De Linde',
  firstName: 'Kim',
  lastName: 'Vos',
  email: 'kim@delinde.example',
  mailLanguage: 'Nederlands',
}

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

const begin = async (javaScript: boolean) => {
  if (!browser || !env) throw new Error('The environment did not start.')
  return { env, visitor: await openVisitor(browser, { javaScript }) }
}

test('a paused bridge keeps the lead back until headquarters resumes it', async () => {
  const { env, visitor } = await begin(false)
  const { page } = visitor
  await page.goto(`${env.url}/headquarters`)
  await page.getByRole('link', { name: 'Dual-write' }).click()
  await examine(visitor, 'headquarters-dual-write')
  await page.getByLabel('Reason for the pause').fill('Sales is being updated.')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  expect(await page.locator('main').textContent()).toContain('Sales is being updated.')
  await examine(visitor, 'headquarters-dual-write-paused')

  await applyAndSynchronize(page, env, kim)
  await openProspect(page, env, kim.company)
  await reloadUntil(page, 'Waiting for Sales')
  await page.getByRole('link', { name: 'Dual-write' }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await openProspect(page, env, kim.company)
  await reloadUntil(page, 'Lead open')
  await examine(visitor, 'headquarters-prospect-after-pause')
  await visitor.close()
})

test('All prospects can be narrowed to a status', async () => {
  const { env, visitor } = await begin(false)
  const { page } = visitor
  await page.goto(`${env.url}/headquarters/prospects`)
  const filters = page.getByRole('navigation', { name: 'Status' })
  await filters.getByRole('link', { name: 'Approved' }).click()
  expect(await page.getByText('There are no prospects here.').isVisible()).toBe(true)
  await filters.getByRole('link', { name: 'Open' }).click()
  expect(await page.getByRole('row', { name: kim.company }).count()).toBe(1)
  await examine(visitor, 'headquarters-prospects-filtered')
  await visitor.close()
})

test('with scripts switched on no page runs one, and no policy is violated', async () => {
  const { env, visitor } = await begin(true)
  const { page } = visitor
  for (const path of ['/', '/sign-up', '/headquarters/prospects', '/headquarters/jobs', '/headquarters/dual-write'])
    await page.goto(env.url + path)
  expect(await runJob(page, env, '1010 (Customers)')).toContain('0 failed.')
  await openProspect(page, env, kim.company)
  await openLead(page, env, 'Kim Vos')
  await page.goto(env.inbox.url)
  expect(visitor.complaints).toEqual([])
  await visitor.close()
})
