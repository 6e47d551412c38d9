// Staff change the Estonian approval mail, look at it, have it sent to themselves, and switch the rejection off, by clicking.
// Then an Estonian applicant gets what they wrote, a Dutch one what is built in.

import { expect, test } from 'vitest'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'

const begin = useStage({ STAFF_MAIL: 'kim@contoso.example' })

// Runs in the page.
const colourOf = (element: unknown): string => {
  const page = globalThis as unknown as { getComputedStyle: (of: unknown) => { color: string } }
  return page.getComputedStyle(element).color
}

test('staff write a mail, look at it and send it, and others stay as they are', async () => {
  const { env, visitor, page } = await begin({ javaScript: true, expectedStatuses: [400, 409] })
  const look = async (name: string): Promise<void> => {
    await examine(visitor, `headquarters-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  await page.goto(`${env.url}/headquarters`)
  await page.getByRole('navigation', { name: 'Headquarters' }).getByRole('link', { name: 'E-mail templates' }).click()
  await look('mail-templates-none')
  await page.getByLabel('Name').fill('Welcome')
  await page.getByLabel('Type').selectOption({ label: 'Approval mail' })
  await page.getByRole('button', { name: 'New template' }).click()
  await page.getByRole('status').getByText('The template was made.').waitFor()
  await page.getByRole('link', { name: 'Estonian' }).click()
  await look('mail-template')

  // What cannot be taken is named with its line, and what was typed stays.
  const body = page.getByLabel('Text', { exact: true })
  await body.fill('<p>Tere, %firstname%!</p>\n<p onclick="alert(1)">%password%</p>')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('line 2: There is no placeholder %password%.').waitFor()
  expect(await body.inputValue()).toContain('%password%')
  await look('mail-template-refused')

  await page.getByLabel('Subject').fill('Tere tulemast: %company%')
  await body.fill(
    '<h1>Tere tulemast!</h1>\n<p>Tere, %firstname% %lastname%!</p>\n<p><a href="%signinurl%">Logi sisse</a></p>',
  )
  await page.getByRole('button', { name: 'Preview' }).click()
  const frame = page.frameLocator('iframe.mail-preview')
  await frame.getByRole('heading', { name: 'Tere tulemast!' }).waitFor()
  await frame.getByText('Tere, Ada Roth!').waitFor()
  // It looks as the mail does, and nothing in it can act.
  const button = frame.getByRole('link', { name: 'Logi sisse' })
  expect(await button.evaluate(colourOf)).toBe('rgb(255, 255, 255)')
  expect(await page.locator('iframe.mail-preview').getAttribute('sandbox')).toBe('')
  await look('mail-template-preview')

  await page.getByRole('button', { name: 'Send test to me' }).click()
  await page.getByRole('status').getByText('on its way to kim@contoso.example').waitFor()
  const [sent] = mailsTo(env, 'kim@contoso.example')
  expect(sent?.subject).toBe('Tere tulemast: Fabrikam GmbH')
  expect(sent?.text).toContain('Tere, Ada Roth!')

  // Another tab that is older than the state says so.
  const older = await page.context().newPage()
  await older.goto(page.url().replace(/\/test$/, '?language=et'))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').getByText('Saved.').waitFor()
  await page.getByText('Version 1 is sent in this language').waitFor()
  await older.getByLabel('Subject').fill('Tere')
  await older.getByRole('button', { name: 'Save' }).click()
  await older.getByRole('status').getByText('Somebody else changed this template meanwhile').waitFor()
  await older.getByText('Tere tulemast: %company%').first().waitFor()
  await older.close()
  await look('mail-template-saved')

  await page.getByRole('link', { name: 'All templates' }).click()
  await page.getByRole('link', { name: /^default/ }).click()
  await page.getByLabel('Template of Approval mail').selectOption({ label: 'Welcome' })
  await page.getByLabel('Send Rejection mail').uncheck()
  await look('mail-profile')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('status').getByText('Saved.').waitFor()
  await page.getByRole('link', { name: 'All templates' }).click()
  await look('mail-templates')

  const seller = await salesUser(env)
  const lead = async (name: string, language: string) => {
    const email = `ada@${language}-${name.length}.example`
    const requestor = { firstName: 'Ada', lastName: 'Tamm', email }
    const { requestId } = await submit(env, aRequest(name, { language, requestor }))
    await bringToSales(env, requestId)
    return { email, requestId }
  }
  const approved = async (name: string, language: string) => {
    const { email, requestId } = await lead(name, language)
    await seller.win(await seller.qualify(requestId))
    await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const told = (await readProspect(env, requestId))?.mails.find(({ kind }) => kind === 'approved')
    return { told, mail: mailsTo(env, email)[0] }
  }
  const ofEstonia = await approved('Tartu Aiad', 'et')
  expect(ofEstonia.mail?.subject).toBe('Tere tulemast: Tartu Aiad')
  expect(ofEstonia.mail?.text).toContain('Tere, Ada Tamm!')
  expect(ofEstonia.told).toMatchObject({ language: 'et', state: 'Accepted', template: { version: 1 } })
  const ofHolland = await approved('Delft Tuinen', 'nl')
  expect(ofHolland.mail?.subject).toContain('goedgekeurd: Delft Tuinen')
  expect(ofHolland.told?.template).toBeUndefined()

  // What is switched off is seen, and can be sent all the same.
  const { email, requestId } = await lead('Gent Groen', 'nl')
  await seller.disqualify(requestId)
  await quiet(env)
  const rejection = async () => (await readProspect(env, requestId))?.mails.find(({ kind }) => kind === 'rejected')
  expect((await rejection())?.state).toBe('Skipped')
  const before = mailsTo(env, email).length
  await page.goto(`${env.url}/headquarters/prospects/${requestId}`)
  await page.getByLabel('Why it is sent').fill('They called')
  await page.getByRole('button', { name: 'Send it after all' }).click()
  await quiet(env)
  expect((await rejection())?.state).toBe('Accepted')
  expect(mailsTo(env, email)).toHaveLength(before + 1)
})
