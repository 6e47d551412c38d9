// Staff compare the members of a partner, override their terms with one field unticked, and undo it, by clicking. Then the
// hierarchy gets a name of its own. Each page keeps the rules of axe.

import { expect, test } from 'vitest'
import { approve, quiet, runJobs, salesUser } from '../support/people.ts'
import { createStaffDesk } from '../support/staff-desk.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage({
  CHANNELS: JSON.stringify([
    { name: 'default', defaults: { priceGroup: 'standard', currency: 'EUR' } },
    { name: 'outlet', title: 'Outlet' },
  ]),
  PRICE_GROUPS: 'standard=Standard,preferred=Preferred',
  PAYMENT_TERMS: 'net30=30 days net',
})

test('staff override the terms of members with one field unticked, and undo it', async () => {
  const { env, visitor, page } = await begin({ javaScript: true, expectedStatuses: [409] })
  const look = async (name: string): Promise<void> => {
    await examine(visitor, `headquarters-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  const synchronize = async () => {
    await runJobs(env, 'SynchronizeChannelRequests', 'PushCustomersToChannel')
    await quiet(env)
  }
  const { accountId, contactId } = await approve(env, await salesUser(env), 'Side By Side Works')
  const { press } = createStaffDesk(env)
  for (const lastName of ['Berg', 'Kaya']) {
    const email = `${lastName.toLowerCase()}@side-by-side.example`
    expect((await press(accountId, '/add-user', { lastName, email, role: 'User', language: 'tr' })).status).toBe(303)
  }
  await synchronize()

  await page.goto(`${env.url}/headquarters/customers/${contactId}/edit`)
  await page.getByLabel('Price group').selectOption('preferred')
  await page.getByLabel('Terms of payment').selectOption('net30')
  await look('edit-terms')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').getByText('Saved.').waitFor()

  await page.goto(`${env.url}/headquarters/customer-hierarchies/${accountId}`)
  await page.getByRole('link', { name: 'Compare members' }).click()
  const berg = page.getByRole('row', { name: 'Berg' })
  await berg.getByText('≠ standard – Standard').waitFor()
  await look('compare-members')
  await page.getByRole('link', { name: 'Override' }).click()
  await look('override-members')
  await page.getByRole('checkbox', { name: 'Price group' }).uncheck()
  await page.getByRole('button', { name: 'Override' }).click()
  await page.getByRole('status').getByText('The members are changed').waitFor()
  await synchronize()
  await page.reload()
  await berg.getByText('net30 – 30 days net').waitFor()
  await berg.getByText('≠ standard – Standard').waitFor()
  await look('compare-members-overridden')

  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('status').getByText('taken back').waitFor()
  await synchronize()
  await page.reload()
  expect(await berg.getByText('net30').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)

  // A page older than the state says so, and what was otherwise.
  await page.getByRole('link', { name: 'Override' }).click()
  const current = await fetch(`${env.url}/headquarters/customers/${contactId}/edit`)
  const etag =
    /name="etag" value="([^"]*)"/
      .exec(await current.text())?.[1]
      ?.replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'") ?? ''
  const body = new URLSearchParams({ etag, priceGroup: 'standard' })
  const headers = { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' }
  await fetch(`${env.url}/headquarters/customers/${contactId}/edit`, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
  })
  await page.getByRole('button', { name: 'Override' }).click()
  await page.getByText('Changed meanwhile: Price group was preferred – Preferred').waitFor()
  await look('override-of-an-older-page')

  await page.goto(`${env.url}/headquarters/customer-hierarchies/${accountId}`)
  await page.getByRole('link', { name: 'Edit', exact: true }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Side By Side North')
  await page.getByRole('checkbox', { name: 'Called as its organization is' }).uncheck()
  await page.getByRole('checkbox', { name: 'default' }).check()
  await look('edit-hierarchy')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Side By Side North' }).waitFor()
  await look('hierarchy-with-a-name')
})
