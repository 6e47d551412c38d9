// The form in a real browser, whatever comes between: nothing that was typed is lost, and nothing is submitted twice.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { type OnboardingPath, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { pendingCount } from '../integration/http-support.ts'
import { narrow } from '../support/browser.ts'
import { useStage } from './stage.ts'

const begin = useStage({ LIMIT_PER_ADDRESS: '1' })

const typed: Partial<Record<OnboardingPath, string>> = {
  'company.name': 'Müller & Söhne',
  'company.website': 'www.fabrikam.example',
  'company.registrationNumber': 'HRB 1234',
  'company.taxId': 'DE123456789',
  'company.phone': '+49 30 1234567',
  'company.address.line1': 'Hauptstraße 1',
  'company.address.line2': 'Hof 2',
  'company.address.city': 'Berlin',
  'company.address.postalCode': '10115',
  'company.address.country': 'DE',
  'requestor.firstName': 'Ada',
  'requestor.lastName': 'Roth',
  'requestor.phone': '+49 170 1234567',
  'requestor.jobTitle': 'Buyer',
  comments: 'Garden tools.\nAnd more.',
}
const paths = onboardingFields.map(({ path }) => path).filter((path) => typed[path] !== undefined)
const control = (page: Page, path: OnboardingPath) => page.locator(`[name="${controlName(path)}"]`)

const fillIn = async (page: Page, email: string): Promise<void> => {
  for (const path of paths)
    if (path === 'company.address.country') await control(page, path).selectOption(typed[path] ?? '')
    else await control(page, path).fill(typed[path] ?? '')
  await control(page, 'requestor.email').fill(email)
}

const expectTyped = async (page: Page, email: string): Promise<void> => {
  const shown = await Promise.all(paths.map(async (path) => [path, await control(page, path).inputValue()]))
  expect(Object.fromEntries(shown)).toEqual(typed)
  expect(await control(page, 'requestor.email').inputValue()).toBe(email)
}

const submit = (page: Page) => page.locator('main .button').click()
const confirmed = (page: Page) => page.locator('.copy').waitFor()

test('a mistake, a reload, a language and the Enter key keep what was typed', async () => {
  const { env, visitor, page } = await begin({ expectedStatuses: [400], locale: 'en-GB' })
  await page.goto(`${env.url}/sign-up`)
  await fillIn(page, 'ada.fabrikam.example')
  await submit(page)
  await page.getByRole('alert').waitFor()
  await expectTyped(page, 'ada.fabrikam.example')
  await page.reload()
  await expectTyped(page, 'ada.fabrikam.example')
  await page.getByRole('button', { name: 'Nederlands', exact: true }).click()
  await page.locator('html[lang=nl]').waitFor()
  await expectTyped(page, 'ada.fabrikam.example')
  await page.locator('.side-button').click()
  await expectTyped(page, 'ada.fabrikam.example')
  await control(page, 'requestor.email').fill('ada@enter.example')
  await control(page, 'requestor.email').press('Enter')
  await confirmed(page)
  expect(await page.locator('html').getAttribute('lang')).toBe('nl')
  expect(visitor.complaints).toEqual([])
})

test('Back to a form that was refused asks for it again, and Back to one that was not keeps it', async () => {
  const { env, page } = await begin({ expectedStatuses: [400] })
  await page.goto(`${env.url}/sign-up`)
  await fillIn(page, 'ada.fabrikam.example')
  await page.locator('.brand').click()
  await page.goBack()
  await expectTyped(page, 'ada.fabrikam.example')
  await submit(page)
  await page.getByRole('alert').waitFor()
  await page.locator('.brand').click()
  // A refused form may stay in no cache; the browser offers to send it again, and that shows it again.
  await page.goBack().catch((error: Error) => expect(error.message).toContain('ERR_CACHE_MISS'))
  await page.waitForURL(/chrome-error/)
  await page.reload()
  await expectTyped(page, 'ada.fabrikam.example')
})

test('a limit keeps what was typed and says what to do', async () => {
  const { env, page } = await begin({ expectedStatuses: [429] })
  for (const comments of ['First.', 'Second, in other words.']) {
    await page.goto(`${env.url}/sign-up`)
    await fillIn(page, 'ada@limited.example')
    await control(page, 'comments').fill(comments)
    await submit(page)
    await page.locator('.copy, [role=alert]').first().waitFor()
  }
  expect(await page.getByRole('alert').textContent()).toContain('Everything you typed is still here')
  expect(await control(page, 'comments').inputValue()).toBe('Second, in other words.')
})

test('a form of long ago is shown again, and is taken then', async () => {
  const { env, page } = await begin({ expectedStatuses: [400] })
  await page.goto(`${env.url}/sign-up`)
  await fillIn(page, 'ada@old.example')
  await page.locator('[name=renderedAt]').evaluate((input) => input.setAttribute('value', '1700000000000.ab.c2ln'))
  await submit(page)
  await page.getByRole('alert').waitFor()
  await expectTyped(page, 'ada@old.example')
  await submit(page)
  await confirmed(page)
})

test('a form that another site sends is shown here with what was typed', async () => {
  const { env, page } = await begin({ expectedStatuses: [403] })
  const fields = paths.map(
    (path) => `<textarea name="${controlName(path)}">${typed[path]?.replace('&', '&amp;')}</textarea>`,
  )
  const form = `<form method="post" action="${env.url}/sign-up?language=en">${fields.join('')}<textarea name="requestor.email">ada@own.example</textarea><button>Send</button></form>`
  await page.setContent(form)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('alert').waitFor()
  await expectTyped(page, 'ada@own.example')
  await submit(page)
  await confirmed(page)
})

test('an impatient double click on a slow line is one request', async () => {
  const { env, page } = await begin()
  const before = await pendingCount(env)
  await page.setViewportSize(narrow)
  await page.goto(`${env.url}/sign-up`)
  await fillIn(page, 'ada@twice.example')
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 800,
    downloadThroughput: 20_000,
    uploadThroughput: 5000,
  })
  await page.locator('main .button').dblclick({ noWaitAfter: true })
  await confirmed(page)
  expect(await pendingCount(env)).toBe(before + 1)
})

test('a line that breaks while it is sent leaves the form to be sent again', async () => {
  const { env, page } = await begin()
  await page.goto(`${env.url}/sign-up`)
  await fillIn(page, 'ada@train.example')
  await page.context().setOffline(true)
  await submit(page)
  await page.waitForURL(/chrome-error/)
  await page.context().setOffline(false)
  await page.reload()
  await confirmed(page)
})
