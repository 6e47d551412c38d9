// The rest of headquarters by clicking, and all pages once more with scripts switched on.

import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { applyAndSynchronize, openLead, openProspect, reloadUntil, runJob } from './steps.ts'

const kim = {
  company: 'Tuincentrum De Linde',
  firstName: 'Kim',
  lastName: 'Vos',
  email: 'kim@delinde.example',
  mailLanguage: 'Nederlands',
}

const begin = useStage()

test('a paused bridge keeps the lead back until headquarters resumes it', async () => {
  const { env, visitor, page } = await begin()
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
})

test('All prospects can be narrowed to a status', async () => {
  const { env, visitor, page } = await begin()
  await page.goto(`${env.url}/headquarters/prospects`)
  const filters = page.getByRole('navigation', { name: 'Status' })
  await filters.getByRole('link', { name: 'Approved' }).click()
  expect(await page.getByText('There are no prospects here.').isVisible()).toBe(true)
  await filters.getByRole('link', { name: 'Open' }).click()
  expect(await page.getByRole('row', { name: kim.company }).count()).toBe(1)
  await examine(visitor, 'headquarters-prospects-filtered')
})

test('with scripts switched on only the keys of headquarters run, and no policy is violated', async () => {
  const { env, visitor, page } = await begin({ javaScript: true })
  for (const path of [
    '/',
    '/sign-up',
    '/headquarters',
    '/headquarters/prospects',
    '/headquarters/jobs',
    '/headquarters/dual-write',
  ])
    await page.goto(env.url + path)
  expect(await runJob(page, env, '1010 (Customers)')).toContain('0 failed.')
  await openProspect(page, env, kim.company)
  await openLead(page, env, 'Kim Vos')
  await page.goto(env.inbox.url)
  expect(visitor.complaints).toEqual([])
})
