// Staff change who buys for a partner, by clicking: a contact that a seller made is added, a person of another partner is
// linked, the partner is handed over. Each page keeps the rules of axe.

import { expect, test } from 'vitest'
import { approve, salesUser } from '../support/people.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage()

test('staff add a contact, link a person of another partner, and hand the partner over', async () => {
  const { env, visitor, page } = await begin({ javaScript: true, expectedStatuses: [409] })
  const look = async (name: string): Promise<void> => {
    await examine(visitor, `headquarters-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  const seller = await salesUser(env)
  const [partner, other] = [await approve(env, seller, 'Clicked Works'), await approve(env, seller, 'Other Works')]
  const contact = (firstname: string, lastname: string) =>
    seller.call('POST', 'contacts', {
      firstname,
      lastname,
      emailaddress1: `${firstname.toLowerCase()}@clicked-works.example`,
      jobtitle: 'Buyer',
      'parentcustomerid_account@odata.bind': `/accounts(${partner.accountId})`,
    })
  await contact('Kai', 'Berg')
  await contact('Wilhelmina', 'van der Oudermeulen-Brandsma')

  await page.goto(`${env.url}/headquarters/partners`)
  await page.getByRole('row', { name: 'Clicked Works' }).getByRole('link').first().click()
  await look('hierarchy-of-one')
  await page.getByRole('link', { name: 'Contacts without access' }).click()
  await look('contacts-without-access')
  await page.getByRole('row', { name: 'Kai Berg' }).getByRole('link', { name: 'Add as user' }).click()
  await look('add-a-contact')
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('status').waitFor()

  await page.getByLabel('Link a person of another partner').fill(other.email)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('heading', { name: 'Link this person' }).waitFor()
  await look('link-a-person')
  await page.getByRole('button', { name: 'Link this person' }).click()
  await page.getByRole('status').waitFor()
  // Once more: the person is a user of this partner by now.
  await page.getByLabel('Link a person of another partner').fill(other.email)
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('button', { name: 'Link this person' }).click()
  await page.getByRole('status').getByText('Nothing was done').waitFor()
  await look('link-a-person-again')

  await page.goto(`${env.url}/headquarters/customer-hierarchies/${partner.accountId}`)
  await page.getByRole('link', { name: 'Hand over' }).first().click()
  await look('hand-over')
  await page.getByLabel('Who becomes Admin').selectOption({ label: 'Kai Berg · kai@clicked-works.example' })
  await page.getByRole('button', { name: 'Hand over' }).click()
  await page.getByRole('status').getByText('The partner was handed over.').waitFor()
  await page.getByRole('row', { name: 'Kai Berg Admin Active' }).waitFor()
  await look('hierarchy-handed-over')

  await page.getByRole('link', { name: 'Contacts without access' }).click()
  expect(await page.getByRole('row').count()).toBe(2)
})
