// Headquarters decides, by clicking: approve, reject with a reason, take back, open again. Each page says first what will
// happen, and keeps the rules of axe.

import { expect, test } from 'vitest'
import { aRequest, mailsTo, runJobs, submit } from '../support/people.ts'
import { violations } from './axe.ts'
import { examine } from './examine.ts'
import { useStage } from './stage.ts'
import { openProspect, reloadUntil } from './steps.ts'

const desk = { APPROVAL_DESK: 'headquarters' }
const atOnce = useStage({ ...desk, UNDO_MINUTES: '0' })
const later = useStage({ ...desk, UNDO_MINUTES: '10' })

/** A prospect of a company, on its page; and what can be done there. */
const prospectOf = async (begin: typeof atOnce, company: string) => {
  const stage = await begin({ javaScript: true })
  const { env, visitor, page } = stage
  const request = aRequest(company, { language: 'en' })
  await submit(env, request)
  await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
  await openProspect(page, env, company)
  const look = async (name: string): Promise<void> => {
    await examine(visitor, `headquarters-decide-${name}`)
    expect(await violations(page), name).toEqual([])
  }
  const ask = (act: string) => page.getByRole('link', { name: act, exact: true }).click()
  const press = (act: string) => page.getByRole('button', { name: act, exact: true }).click()
  const told = (text: string) => page.getByRole('status').getByText(text).waitFor()
  const badges = () => page.locator('.page-head .badge').allTextContents()
  return { ...stage, email: request.requestor.email, look, ask, press, told, badges }
}

test('a request is rejected with a reason, opened again and approved', async () => {
  const { env, page, email, look, ask, press, told, badges } = await prospectOf(atOnce, 'Decided By Clicking GmbH')
  expect(await badges()).toEqual(['Open'])
  await ask('Reject')
  expect(await page.getByRole('listitem').allTextContents()).toEqual(
    expect.arrayContaining([
      'The prospect is rejected. The applicant sees it on the status page.',
      'It takes effect at once.',
    ]),
  )
  await page.locator('#code').selectOption('outside-area')
  await page.getByLabel('Note (staff only)').fill('We do not deliver there.')
  await look('reject')
  await press('Reject')
  await told('Rejected.')
  await reloadUntil(page, 'Rejected', '.page-head')
  await runJobs(env, 'PushCustomersToChannel')
  // The reason is public; the note is for staff.
  await expect
    .poll(() => mailsTo(env, email).filter(({ html }) => html.includes('do not deliver to the country')).length, {
      timeout: 20_000,
    })
    .toBe(1)
  expect(JSON.stringify(mailsTo(env, email))).not.toContain('We do not deliver there.')

  await ask('Open again')
  await look('reopen')
  await page.getByLabel('Why (staff only)').fill('They moved.')
  await press('Open again')
  await told('The prospect is open again.')
  expect(await badges()).toEqual(['Open'])

  await ask('Approve')
  expect(await page.getByText(email).first().isVisible()).toBe(true)
  await look('approve')
  await press('Approve')
  await told('Approved.')
  await reloadUntil(page, 'Approved', '.page-head')
  await page.getByRole('heading', { name: 'Customer hierarchy' }).waitFor()
  await look('approved')
})

test('a decision is taken back while it does not hold yet, and nobody is told of it', async () => {
  const { env, page, email, look, ask, press, told, badges } = await prospectOf(later, 'Second Thoughts BV')
  const before = mailsTo(env, email).length
  await ask('Approve')
  await press('Approve')
  await told('If it has to wait, Convert says until when.')
  await page.getByText('Until then it can be taken back.').waitFor()
  await look('waits')
  await ask('Take back')
  await page.getByText('The decision does not take effect, and nobody is told.').waitFor()
  await look('take-back')
  await page.getByLabel('Why (staff only)').fill('The wrong one.')
  await press('Take back')
  await told('The decision was taken back.')
  expect(await badges()).toEqual(['Open'])
  expect(await page.getByText('Until then it can be taken back.').count()).toBe(0)
  expect(mailsTo(env, email)).toHaveLength(before)
})

test('a rejection without a reason is not made', async () => {
  const { page, ask, press, badges } = await prospectOf(atOnce, 'No Reason AG')
  await ask('Reject')
  await press('Reject')
  // The browser itself asks for the reason, and sends nothing.
  expect(await page.locator('#code:invalid').count()).toBe(1)
  expect(new URL(page.url()).pathname).toMatch(/\/reject$/)
  await page.getByRole('link', { name: 'Cancel' }).click()
  expect(await badges()).toEqual(['Open'])
})
