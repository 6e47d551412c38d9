// A partner’s users on the ready pages, by clicking alone and with scripts switched off: the requestor adds a colleague, makes
// the colleague Admin and leaves; the colleague, the last Admin now, cannot.

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { mailsTo } from '../support/account-visitor.ts'
import type { Environment } from '../support/environment.ts'
import { aRequest, bringToSales, prospectWhere, runJobs, salesUser, submit } from '../support/people.ts'
import { until } from '../support/until.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { reloadUntil } from './steps.ts'

const ada = 'ada@fabrikam.example'
const deniz = 'deniz@fabrikam.example'
const begin = useStage({ PARTNER_PAGES: 'true' })
let accountId = ''

/** Opens the link of the last mail in the same browser, and presses its button. */
const openLink = async (page: Page, env: Environment, email: string, seen: number): Promise<void> => {
  const mail = await until('the mail with the link', async () => {
    const mails = (await mailsTo(env, email)).filter(({ text }) => text.includes('/account/link/'))
    return mails.length > seen ? mails[0] : undefined
  })
  await page.goto(/http:\S+\/account\/link\/\S+/.exec(mail.text)?.[0] ?? '')
}

/** The three jobs, in their order. */
const threeJobs = (env: Environment): Promise<void> =>
  runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel')

test('an approved requestor signs in by the link of a mail', async () => {
  const { env, visitor, page } = await begin()
  const { requestId } = await submit(
    env,
    aRequest('Fabrikam GmbH', { requestor: { firstName: 'Ada', lastName: 'Roth', email: ada }, language: 'en' }),
  )
  await bringToSales(env, requestId)
  const seller = await salesUser(env)
  await seller.win(await seller.qualify(requestId))
  const { hierarchy } = await prospectWhere(
    env,
    requestId,
    'the prospect is approved',
    ({ status }) => status === 'Approved',
  )
  accountId = hierarchy?.organizationId ?? ''
  await runJobs(env, 'PushCustomersToChannel')
  const [approval] = await until('the approval mail', async () => {
    const mails = await mailsTo(env, ada)
    return mails.length > 0 && mails
  })
  expect(approval?.text).toContain(`${env.url}/account`)

  await page.goto(env.url)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await examine(visitor, 'account-sign-in-en')
  await page.getByLabel('E-mail address').fill(ada)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: /^Check your e/ }).waitFor()
  await examine(visitor, 'account-link-sent-en')
  await openLink(page, env, ada, 0)
  await examine(visitor, 'account-link-en')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'My account' }).waitFor()
  await examine(visitor, 'account-own-en')

  await page.getByRole('navigation', { name: 'My account' }).getByRole('link', { name: 'Organization users' }).click()
  await page.getByRole('link', { name: 'Add a user' }).click()
  await examine(visitor, 'account-add-en')
  await page.getByLabel('First name').fill('Deniz')
  await page.getByLabel('Last name').fill('Kaya')
  await page.getByLabel('E-mail address').fill(deniz)
  await page.getByLabel(/^Language of our e/).selectOption({ label: 'Türkçe' })
  await page.getByRole('button', { name: 'Add user' }).click()
  await page.getByRole('status').getByText('The user was added.').waitFor()
  const card = page.getByRole('listitem').filter({ hasText: deniz })
  expect(await card.locator('.user-states').textContent()).toContain('Pending')
  await examine(visitor, 'account-users-pending-en')

  await threeJobs(env)
  await page.reload()
  expect(await card.locator('.user-states').textContent()).toContain('Active')
  const [welcome] = await until('the mail to the new user', async () => {
    const mails = await mailsTo(env, deniz)
    return mails.length > 0 && mails
  })
  expect(welcome?.html).toContain('lang="tr"')
  const contact = await until('the contact under the account', async () => {
    const contacts = await seller.rows(
      `contacts?$select=lastname,_parentcustomerid_value&$filter=emailaddress1 eq '${deniz}'`,
    )
    return contacts[0]
  })
  expect(contact).toMatchObject({ lastname: 'Kaya', _parentcustomerid_value: accountId })

  await card.getByRole('link', { name: 'Deniz Kaya' }).click()
  await examine(visitor, 'account-user-en')
  await page.getByRole('link', { name: 'Make administrator' }).click()
  await examine(visitor, 'account-make-admin-en')
  await page.getByRole('button', { name: 'Make administrator' }).click()
  await page.getByRole('status').getByText('Your change was stored.').waitFor()
  expect(await card.textContent()).toContain('New role is being applied')
  await threeJobs(env)
  await page.reload()
  expect(await card.locator('.user-states').textContent()).toContain('Administrator')

  const own = page.getByRole('listitem').filter({ hasText: '(you)' })
  await own.getByRole('link', { name: 'Ada Roth' }).click()
  await page.getByRole('link', { name: 'Remove' }).click()
  await page.getByText('This is you').waitFor()
  await examine(visitor, 'account-remove-own-en')
  await page.getByRole('button', { name: 'Remove user' }).click()
  await page.getByRole('status').getByText('Your change was stored.').waitFor()
  await threeJobs(env)
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('the colleague, in Turkish, cannot leave as the last Admin', async () => {
  const { env, visitor, page } = await begin({ locale: 'tr-TR', expectedStatuses: [409] })
  await page.goto(`${env.url}/account`)
  await page.getByLabel('E-posta adresi').fill(deniz)
  await page.getByRole('button', { name: 'Bana bağlantı gönder' }).click()
  await page.getByRole('heading', { name: /^E.*postanıza bakın/ }).waitFor()
  await openLink(page, env, deniz, 0)
  await page.getByRole('button', { name: 'Oturum aç' }).click()
  await examine(visitor, 'account-own-tr', { language: 'tr' })
  await page.getByRole('navigation', { name: 'Hesabım' }).getByRole('link', { name: 'Kuruluş kullanıcıları' }).click()
  await examine(visitor, 'account-users-tr', { language: 'tr' })
  await page.getByRole('link', { name: 'Deniz Kaya' }).click()
  await page.getByText('en az bir etkin yöneticisi olmalıdır').waitFor()
  expect(await page.getByRole('link', { name: 'Kaldır' }).count()).toBe(0)
  await examine(visitor, 'account-last-admin-tr', { language: 'tr' })
  // A tab that was opened while somebody else administered the organization, too.
  await page.goto(page.url().replace(/\/account\/users\/[^/?]+/, '$&/remove'))
  await page.getByRole('button', { name: 'Kullanıcıyı kaldır' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('en az bir etkin yöneticisi olmalıdır')
  await examine(visitor, 'account-remove-refused-tr', { language: 'tr' })
  await page.goto(`${env.url}/account/users`)
  await reloadUntil(page, 'Yönetici')
})
