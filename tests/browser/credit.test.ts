// Acceptance 4, by clicking: staff set a credit, a seller sets another one in Sales, and one that is too high for one person
// waits. Each page keeps the rules of axe.

import { expect, test } from 'vitest'
import { approve, quiet, salesUser } from '../support/people.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage({ CREDIT_SECOND_APPROVER_ABOVE: '10000 EUR' })

test('staff and a seller set the credit of a partner, and a high one waits for somebody else', async () => {
  const { env, visitor, page } = await begin({ javaScript: true, expectedStatuses: [400] })
  const look = async (name: string): Promise<void> => {
    await examine(visitor, `headquarters-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  const seller = await salesUser(env)
  const { accountId } = await approve(env, seller, 'Clicked Credit')
  const customer = `${env.url}/headquarters/customers/${accountId}`
  const set = async (limit: string): Promise<void> => {
    await page.getByRole('link', { name: 'Change credit' }).click()
    await page.getByLabel('Credit limit', { exact: true }).fill(limit)
    await page.getByLabel('Currency').selectOption('EUR')
  }
  const save = () => page.getByRole('button', { name: 'Save' }).click()
  const inSales = async (limit: string): Promise<void> => {
    await page.goto(`${env.sales.url}/accounts/${accountId}`)
    await page.getByLabel('Credit limit').fill(limit)
    await page.getByRole('button', { name: 'Save credit' }).click()
    await quiet(env)
  }

  await page.goto(customer)
  await set('0.001')
  await save()
  await page.getByRole('alert').waitFor()
  await look('credit-refused')
  await page.getByLabel('Credit limit', { exact: true }).fill('5000')
  await look('credit-form')
  await save()
  await page.getByRole('status').getByText('Saved.').waitFor()
  await page.getByText('EUR 5,000.00').first().waitFor()
  await look('credit-of-organization')
  await quiet(env)

  await inSales('7000')
  await page.goto(customer)
  await page.getByText('EUR 7,000.00').first().waitFor()

  await set('50000')
  await save()
  await page.getByText('You proposed this, so somebody else has to decide.').waitFor()
  await look('credit-proposed-here')
  await page.goto(`${env.url}/headquarters/customer-hierarchies/${accountId}`)
  await page.getByRole('heading', { name: 'Credit', exact: true }).waitFor()
  await look('credit-of-partner')

  const other = await approve(env, seller, 'Clicked Waiting')
  await page.goto(`${env.sales.url}/accounts/${other.accountId}`)
  await page.getByLabel('Credit limit').fill('50000')
  await page.getByLabel('Currency').selectOption({ label: 'EUR' })
  await page.getByRole('button', { name: 'Save credit' }).click()
  await quiet(env)
  await page.goto(`${env.url}/headquarters/customers/${other.accountId}`)
  await page.getByText('Proposed by Dynamics 365 Sales').waitFor()
  await look('credit-proposed-in-sales')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('status').getByText('Confirmed.').waitFor()
  await page.getByText('EUR 50,000.00').first().waitFor()
})
