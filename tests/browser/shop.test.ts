// The example shop in a browser: signing up by its link, its own sign-in, users looked after by its server and by a script on
// its own origin, and what a page of another origin gets.

import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '../support/environment.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'
import { mailsTo, runJobs } from '../support/people.ts'
import { aShop, type RunningShop } from '../support/shop-stage.ts'
import { passwordLinks } from '../support/shop-visitor.ts'
import { until } from '../support/until.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { fillIn, openLead, qualify, reloadUntil } from './steps.ts'

const begun = await aShop()
const { origin } = begun.site
const begin = useStage({ ...begun.settings, PARTNER_PAGES: 'true' })
const ada = 'ada@clicked-shop.example'
const deniz = 'deniz@clicked-shop.example'
const password = 'correct horse battery'
let shop: RunningShop | undefined
/** A page of an origin that no channel names. */
const stranger = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>x</title>'))
let strangersUrl = ''
beforeAll(async () => {
  strangersUrl = `http://127.0.0.1:${await listenLocally(stranger)}`
})
afterAll(async () => {
  await shop?.close()
  await closeLocally(stranger)
})

const threeJobs = async (env: Environment): Promise<void> => {
  for (const job of ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'])
    await runJobs(env, job)
}

/** Chooses a password by the link of a mail, and signs in with it. */
const signIn = async (
  page: Page,
  env: Environment,
  email: string,
  words: Record<'forgot' | 'send' | 'set' | 'in', string>,
) => {
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('link', { name: words.forgot }).click()
  await page.locator('#field-email').fill(email)
  await page.getByRole('button', { name: words.send }).click()
  await page.goto(await until('the mail with the link', () => passwordLinks(env, email).at(-1)))
  await page.locator('#field-password').fill(password)
  await page.getByRole('button', { name: words.set }).click()
  await page.locator('#field-email').fill(email)
  await page.locator('#field-password').fill(password)
  await page.getByRole('button', { name: words.in }).click()
}
const english = { forgot: 'First time here', send: 'Send me a link', set: 'Set password', in: 'Sign in' }
const turkish = { forgot: 'İlk kez', send: 'Bana bağlantı gönder', set: 'Parolayı belirle', in: 'Oturum aç' }

test('a company signs up by the link of the shop, is approved, and looks after its users there', async () => {
  const { env, visitor, page } = await begin({ javaScript: true, expectedStatuses: [400, 404] })
  const look = async (name: string): Promise<void> => {
    await examine(visitor, name)
    expect(await violations(page), name).toEqual([])
  }
  shop = await begun.start(env)
  await page.goto(origin)
  await look('shop-home')
  await page.getByRole('link', { name: 'Ask with our own form' }).click()
  await look('shop-own-form')
  await page.goBack()
  await page.getByRole('link', { name: 'Become a business partner' }).click()
  const applicant = {
    company: 'Clicked Shop GmbH',
    firstName: 'Ada',
    lastName: 'Roth',
    email: ada,
    mailLanguage: 'English',
  }
  await fillIn(page, applicant)
  await page.getByLabel('Your trade *').selectOption({ label: 'Bicycles' })
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Submit request' }).click()
  await page.getByRole('link', { name: /Back to/ }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  expect(new URL(page.url()).origin).toBe(origin)

  await threeJobs(env)
  await openLead(page, env, 'Ada Roth')
  await qualify(page)
  await page.getByRole('link', { name: 'Close as Won' }).click()
  await page.getByRole('button', { name: 'Close as Won' }).click()
  await until('the approval mail, once the site knows', async () => {
    await runJobs(env, 'PushCustomersToChannel')
    return mailsTo(env, ada).some(({ html }) => html.includes(`${origin}/sign-in`))
  })

  await page.goto(`${origin}/sign-in`)
  await look('shop-sign-in')
  await page.getByRole('link', { name: english.forgot }).click()
  await look('shop-password-ask')
  await page.locator('#field-email').fill(ada)
  await page.getByRole('button', { name: english.send }).click()
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor()
  await look('shop-password-sent')
  const first = await until('the mail with the link', () => passwordLinks(env, ada).at(-1))
  await page.goto(first)
  await look('shop-password-choose')
  // A browser that does not keep to what the field asks for.
  await page.locator('#field-password').evaluate((field) => field.removeAttribute('minlength'))
  await page.locator('#field-password').fill('short')
  await page.getByRole('button', { name: english.set }).click()
  await page.getByText('This password is too short.').waitFor()
  await look('shop-password-too-short')
  await signIn(page, env, ada, english)
  await page.getByRole('heading', { name: 'My account' }).waitFor()
  await page.goto(first)
  await page.getByRole('alert').waitFor()
  await look('shop-password-gone')
  await page.goto(`${origin}/account`)
  await look('shop-account')
  await page.getByRole('link', { name: 'Organization users' }).click()
  await page.getByRole('link', { name: 'Add a user' }).click()
  await look('shop-add-user')
  await page.getByLabel('First name').fill('Deniz')
  await page.getByLabel('Last name').fill('Kaya')
  await page.getByLabel('E-mail address').fill(deniz)
  await page.getByLabel('Language of our e-mails').selectOption({ label: 'Türkçe' })
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('status').getByText('Stored.').waitFor()
  const card = page.getByRole('listitem').filter({ hasText: deniz })
  expect(await card.textContent()).toContain('Under way: adding')
  await look('shop-users')
  await threeJobs(env)
  await page.reload()
  expect(await card.textContent()).toContain('Active')

  await card.getByRole('link', { name: 'Change' }).click()
  await look('shop-user')
  await page.getByRole('button', { name: 'Make administrator' }).click()
  await page.getByRole('status').getByText('Stored.').waitFor()
  await threeJobs(env)
  await page.reload()
  await page.getByRole('listitem').filter({ hasText: '(you)' }).getByRole('link', { name: 'Change' }).click()
  await page.locator('summary').click()
  await page.getByRole('button', { name: 'Yes, remove' }).click()
  await threeJobs(env)
  await until('the session ends with the change that the shop is told of', async () => {
    await page.goto(`${origin}/account`)
    return page.url().startsWith(`${origin}/sign-in`)
  })
})

test('the colleague, in Turkish, cannot leave as the last Admin, and has the browser call the app itself', async () => {
  const { env, visitor, page } = await begin({ locale: 'tr-TR', javaScript: true, expectedStatuses: [409] })
  await signIn(page, env, deniz, turkish)
  await page.getByRole('heading', { name: 'Hesabım' }).waitFor()
  await page.getByRole('link', { name: 'Kuruluş kullanıcıları' }).click()
  await page.getByRole('listitem').filter({ hasText: deniz }).getByRole('link', { name: 'Değiştir' }).click()
  await page.locator('summary').click()
  await page.getByRole('button', { name: 'Evet, kaldır' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('en az bir etkin yöneticisi')
  await examine(visitor, 'shop-last-admin-tr', { language: 'tr' })

  await page.getByRole('link', { name: 'Kullanıcılara dön' }).click()
  await page.getByRole('link', { name: 'Aynısı tarayıcıda' }).click()
  await page.getByRole('listitem').filter({ hasText: deniz }).waitFor()
  await page.getByLabel('Ad', { exact: true }).fill('Mia')
  await page.getByLabel('Soyadı').fill('Maas')
  await page.getByLabel('E-posta adresi').fill('mia@clicked-shop.example')
  await page.getByRole('button', { name: 'Kullanıcıyı ekle' }).click()
  await page.getByRole('status').getByText('Kaydedildi.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'mia@clicked-shop.example' }).waitFor()
  expect(await violations(page)).toEqual([])
  await threeJobs(env)
  await reloadUntil(page, 'Kullanıcı · Etkin')

  const given = await page.evaluate(async () => (await fetch('/account/statement', { method: 'POST' })).json())
  await page.goto(strangersUrl)
  const seen = await page.evaluate(
    async ({ api, statement }) =>
      fetch(`${api}/api/organization/users`, { headers: { authorization: `Bearer ${statement}` } }).then(
        () => 'read',
        () => 'refused',
      ),
    given as { api: string; statement: string },
  )
  expect(seen).toBe('refused')
})
