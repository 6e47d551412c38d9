// Many catch-up errors in the hands of staff: page by page, by reason, and retried in the background.

import { expect, test } from 'vitest'
import { errorNumber, errorsOf, recordMany } from '../support/many-errors.ts'
import { until } from '../support/until.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage()

test('many errors are paged, filtered, selected and retried', async () => {
  const { env, visitor, page } = await begin()
  const unreadable = [200, 201].map((n) => {
    const { message: _, ...rest } = errorNumber(n, { code: 'unreadable-message' })
    return rest
  })
  await recordMany(errorsOf(env), [...Array.from({ length: 118 }, (_, n) => errorNumber(n)), ...unreadable])
  await page.goto(`${env.url}/headquarters/dual-write`)
  const errors = page.getByRole('region', { name: 'Catch-up errors' })
  await errors.getByText('1 to 50 of 120.').waitFor()
  await examine(visitor, 'headquarters-errors')

  await errors.getByRole('link', { name: 'Next page' }).click()
  await errors.getByText('51 to 100 of 120.').waitFor()
  await errors.getByRole('link', { name: 'Next page' }).click()
  await errors.getByText('101 to 120 of 120.').waitFor()
  expect(await errors.getByRole('link', { name: 'Next page' }).count()).toBe(0)
  await errors.getByRole('link', { name: 'Previous page' }).click()
  await errors.getByText('51 to 100 of 120.').waitFor()
  await errors.getByRole('link', { name: 'Previous page' }).click()
  await errors.getByText('1 to 50 of 120.').waitFor()

  await errors.getByLabel('Reason', { exact: true }).first().selectOption('unreadable-message')
  await errors.getByRole('button', { name: 'Show' }).click()
  await errors.getByText('1 to 2 of 2.').waitFor()
  // Neither can be sent again, so nothing is offered that would.
  expect(await errors.getByRole('checkbox').count()).toBe(0)
  expect(await errors.getByRole('button', { name: /Retry/ }).count()).toBe(0)
  await errors.getByRole('link', { name: 'Show all open errors' }).click()

  const boxes = errors.getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(3).check()
  await errors.getByRole('button', { name: 'Retry selected' }).click()
  await page.getByRole('status').getByText('being retried in the background').waitFor()
  const retries = page.getByRole('region', { name: 'Retries', exact: true })
  const told = (text: string) =>
    until(text, async () => {
      if (await retries.getByText(text).first().isVisible()) return true
      await page.goto(`${env.url}/headquarters/dual-write`)
      return false
    })
  await told('2 of 2 retried.')
  await errors.getByRole('button', { name: /^Retry all/ }).click()
  await told('118 of 118 retried. 2 not')
  await examine(visitor, 'headquarters-errors-retried')
  await errors.getByRole('link', { name: 'Retried or dismissed' }).click()
  await examine(visitor, 'headquarters-errors-settled')
}, 120_000)
