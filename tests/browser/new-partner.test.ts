// Staff make a partner that no onboarding made, by clicking and without script: what they typed survives a refusal, and an
// account that Sales has is found rather than made again. Each page keeps the rules of axe.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { runJobs, salesUser } from '../support/people.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage({ CURRENCIES: 'EUR,GBP' })

test('staff make a new partner, and one of an account that Sales has', async () => {
  const { env, visitor, page } = await begin({ javaScript: false, expectedStatuses: [400] })
  const look = (name: string): Promise<void> => examine(visitor, `headquarters-${name}`)
  await page.goto(`${env.url}/headquarters/partners`)
  await page.getByRole('link', { name: 'New business partner' }).click()
  await look('find-organization')
  await page.getByLabel('Company, e-mail or number').fill('Clicked Works')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByText('Nothing was found').waitFor()
  await look('find-organization-none')
  await page.getByRole('link', { name: 'Make a new organization' }).click()
  expect(await page.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Clicked Works')
  await page.getByLabel('City').fill('Tallinn')
  await page.getByLabel('First name').fill('Mari')
  await page.getByLabel('E-mail').last().fill('mari@clicked.example')
  await look('new-partner')
  await page.getByRole('button', { name: 'Make partner' }).click()
  await page.getByRole('alert').getByText('Last name').waitFor()
  expect(await page.getByLabel('City').inputValue()).toBe('Tallinn')
  expect(await page.getByLabel('First name').inputValue()).toBe('Mari')
  await look('new-partner-refused')
  await page.getByLabel('Last name').fill('Tamm')
  await page.getByRole('button', { name: 'Make partner' }).click()
  await page.getByRole('status').getByText('The partner was made').waitFor()
  await page.getByRole('heading', { name: 'Clicked Works' }).waitFor()

  const seller = await salesUser(env)
  const accountId = randomUUID()
  await seller.call('POST', 'accounts', { accountid: accountId, name: 'Sold Before BV', address1_city: 'Ghent' })
  for (const [lastname, jobtitle] of [
    ['Peeters', 'Owner'],
    ['Wouters', 'Buyer'],
  ])
    await seller.call('POST', 'contacts', {
      firstname: 'Jan',
      lastname,
      jobtitle,
      emailaddress1: `${lastname}@sold.example`,
      'parentcustomerid_account@odata.bind': `/accounts(${accountId})`,
    })
  await page.goto(`${env.url}/headquarters/new-partner`)
  await page.getByLabel('Company, e-mail or number').fill('before')
  await page.getByRole('button', { name: 'Find' }).click()
  await look('find-organization-found')
  await page.getByRole('link', { name: 'Take this one' }).click()
  const peeters = page.getByRole('row', { name: 'Peeters' })
  await peeters.getByRole('checkbox', { name: 'Jan Peeters' }).check()
  await peeters.getByRole('checkbox', { name: 'Admin' }).check()
  await look('new-partner-of-account')
  await page.getByRole('button', { name: 'Make partner' }).click()
  await page.getByRole('status').getByText('The partner was made').waitFor()
  await page.getByRole('row', { name: 'Jan Peeters' }).getByText('Admin').first().waitFor()
  expect(await page.getByText('Wouters').count()).toBe(0)
})

test('staff import partners from a file', async () => {
  const { env, visitor, page } = await begin({ javaScript: false, expectedStatuses: [400] })
  const look = (name: string): Promise<void> => examine(visitor, `headquarters-${name}`)
  const choose = async (lines: readonly string[]): Promise<void> => {
    const buffer = Buffer.from(`\ufeff${lines.join('\r\n')}`)
    await page.getByLabel('File (CSV').setInputFiles({ name: 'partners.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Look at the file' }).click()
  }
  await page.goto(`${env.url}/headquarters/new-partner`)
  await page.getByRole('link', { name: 'Many at once' }).click()
  await choose(['organization.name;admin.email', 'x;y'])
  await page.getByText('A column is missing').waitFor()
  await look('import')
  await choose([
    'organization.name;admin.lastName;admin.email;invite',
    'Imported Works;Berg;berg@imported.example;yes',
    '"Imported; ""Mills""";Lind;lind@imported.example;no',
    'Imported Nobody;;nobody@;',
  ])
  await page.getByText('2 will be made, 1 refused').waitFor()
  await look('import-preview')
  await page.getByRole('button', { name: 'Make 2 partners' }).click()
  await page.getByText('Under way').waitFor()
  await runJobs(env, 'SynchronizeChannelRequests')
  await page.reload()
  await page.getByText('Done', { exact: true }).waitFor()
  await look('import-result')
  await page.getByRole('row', { name: 'Mills' }).getByRole('link').click()
  await page.getByRole('heading', { name: 'Imported; "Mills"' }).waitFor()
})

test('its pages keep the rules of axe', async () => {
  const { env, page } = await begin({ javaScript: true })
  for (const path of ['new-partner', 'new-partner?search=works', 'new-partner?new=true', 'partner-imports']) {
    await page.goto(`${env.url}/headquarters/${path}`)
    expect(await violations(page), path).toEqual([])
  }
})
