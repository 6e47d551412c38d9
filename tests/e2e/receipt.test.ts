// What reaches an applicant right after submitting: one mail with the link to the status, and the button that confirms.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceOf } from '../../shared/domain/reference.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { signedMailEvents } from '../support/mail-event-samples.ts'
import { aRequest, mailsTo, prospectWhere, quiet, readProspect, runJobs, salesUser, submit } from '../support/people.ts'

const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests'] as const

const linksOf = (text: string): string[] => text.match(/https?:\/\/\S+/g) ?? []

/** Submits, lets the jobs run, and reads the mail. */
const received = async (env: Environment, name: string) => {
  const request = aRequest(name, { language: 'en' })
  const submitted = await submit(env, request)
  await runJobs(env, ...jobs)
  await quiet(env)
  const mails = mailsTo(env, request.requestor.email)
  const [confirm = '', status = ''] = linksOf(mails[0]?.text ?? '')
  return { ...submitted, mails, confirm, status }
}

const press = (url: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin },
  })

describe('the mail that a request was received', () => {
  let env: Environment
  beforeAll(async () => {
    const { publicKey } = signedMailEvents([])
    env = await startEnvironment({ MAIL_RECEIVED: 'true', SENDGRID_EVENT_PUBLIC_KEY: publicKey })
  })
  afterAll(() => env.close())

  it('comes once, with the reference, the link to the status and one that confirms the address', async () => {
    const { requestId, mails, status } = await received(env, 'Receipt GmbH')
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toBe(`We received your request: ${referenceOf(requestId)}`)
    expect((await fetch(status)).status).toBe(200)
    await runJobs(env, ...jobs)
    await quiet(env)
    expect(env.inbox.messages().filter(({ subject }) => subject === mails[0]?.subject)).toHaveLength(1)
    const prospect = await readProspect(env, requestId)
    expect(prospect?.mails).toMatchObject([{ kind: 'received', state: 'Accepted' }])
    expect(prospect?.sales.lead.writtenAt).toBeDefined()
  })

  it('is confirmed by the button alone, and staff see both', async () => {
    const { requestId, statusUrl, confirm } = await received(env, 'Confirmed GmbH')
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(confirm, { method })).status).toBe(200)
    await runJobs(env, ...jobs)
    expect((await readProspect(env, requestId))?.confirmation).toEqual({})
    const page = async () => (await fetch(`${env.url}/headquarters/prospects/${requestId}`)).text()
    expect(await page()).toContain('The e-mail address is not confirmed.')

    const answer = await press(confirm)
    expect(answer.status).toBe(303)
    const after = await fetch(new URL(answer.headers.get('location') ?? '', confirm))
    expect(await after.text()).toContain('mail address is confirmed')
    expect((await press(confirm)).status).toBe(303)
    expect(await (await fetch(statusUrl)).json()).toMatchObject({ confirmedAt: expect.any(String) })
    await runJobs(env, ...jobs, ...jobs)
    const confirmed = await readProspect(env, requestId)
    expect(confirmed?.confirmation?.confirmedAt).toBeDefined()
    expect(confirmed?.timeline.filter(({ what }) => what === 'E-mail address confirmed')).toHaveLength(1)
    expect(await page()).toContain('The e-mail address was confirmed')
  })

  it('is sent once more to whoever lost it, and only to the address of the request', async () => {
    const { requestId, confirm, status } = await received(env, 'Lost Link GmbH')
    const email = 'ada@lost-link-gmbh.example'
    const ask = async (typed: string) => {
      const answer = await fetch(`${env.url}/status-link?language=nl`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ 'requestor.email': typed }),
      })
      return [answer.status, answer.headers.get('location'), await answer.text()]
    }
    const before = env.inbox.messages().length
    const unknown = await ask('nobody@lost-link-gmbh.example')
    expect(await ask(` ${email.toUpperCase()} `)).toEqual(unknown)
    expect(await ask(email)).toEqual(unknown)
    expect(unknown).toEqual([303, '/status-link?language=nl&sent=true', ''])
    expect(await (await fetch(env.url + unknown[1])).text()).toContain('Kijk in uw mailbox')
    await quiet(env)
    expect(env.inbox.messages()).toHaveLength(before + 1)
    const [mail] = mailsTo(env, email)
    expect(mail?.subject).toBe('The links to your requests')
    expect(linksOf(mail?.text ?? '')).toEqual([status, confirm])
    expect((await readProspect(env, requestId))?.mails.map(({ kind }) => kind)).toEqual(['received', 'link-again'])
  })

  it('is sent to whoever lost the link after a decision too', async () => {
    const { requestId, status } = await received(env, 'Late Link GmbH')
    const email = 'ada@late-link-gmbh.example'
    await (await salesUser(env)).disqualify(requestId)
    await prospectWhere(env, requestId, 'the mail is accepted', ({ mails }) =>
      mails.some(({ kind, state }) => kind === 'rejected' && state === 'Accepted'),
    )
    await fetch(`${env.url}/status-link?language=nl`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ 'requestor.email': email }),
    })
    await quiet(env)
    const links = mailsTo(env, email).find(({ subject }) => subject === 'The links to your requests')
    expect(linksOf(links?.text ?? '')).toEqual([status])
  })

  it('shows on the lists of staff when it did not arrive, without opening the prospect', async () => {
    const { requestId } = await received(env, 'Typing Error GmbH')
    const list = async (query = '') => (await fetch(`${env.url}/headquarters/prospects${query}`)).text()
    expect(await list()).not.toMatch(/Mail not delivered <span class="badge/)
    const [mail] = (await readProspect(env, requestId))?.mails ?? []
    const told = { event: 'bounce', mailId: mail?.mailId, prospectId: requestId, reason: '550 no such mailbox' }
    const { headers, body } = signedMailEvents([told])
    expect((await fetch(`${env.url}/api/mail/events`, { method: 'POST', headers, body })).status).toBe(204)
    expect(await list('?status=Approved')).toMatch(/Mail not delivered <span class="badge[^"]*">1</)
    expect(await list('?undelivered=true')).toContain('Typing Error GmbH')
    const asked = await fetch(`${env.url}/api/prospects?undelivered=true`)
    expect(await asked.json()).toMatchObject({ items: [{ prospectId: requestId, flags: ['mail-not-delivered'] }] })
  })

  it('is not confirmed by who has only the link to the status, nor by another site', async () => {
    const { requestId, confirm, status } = await received(env, 'Guessed Address GmbH')
    const token = new URL(status).searchParams.get('token') ?? ''
    const forged = new URL(confirm)
    for (const guess of ['', token]) {
      forged.searchParams.set('confirm', guess)
      expect((await press(forged.href)).status).toBe(404)
    }
    const other = await fetch(confirm, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
    expect(other.status).toBe(403)
    await runJobs(env, ...jobs)
    expect((await readProspect(env, requestId))?.confirmation).toEqual({})
  })
})

describe('where the address has to be confirmed', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ MAIL_RECEIVED: 'true', CONFIRM_ADDRESS: 'require' })
  })
  afterAll(() => env.close())

  it('the lead waits for it', async () => {
    const { requestId, confirm, mails } = await received(env, 'Patient GmbH')
    expect(mails[0]?.text).toContain('7 days')
    expect((await readProspect(env, requestId))?.sales).toMatchObject({ stage: 'Waiting for Sales' })
    await fetch(`${env.url}/api/prospects/${requestId}/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    await quiet(env)
    expect((await readProspect(env, requestId))?.sales.lead.writtenAt).toBeUndefined()
    await press(confirm)
    await runJobs(env, ...jobs)
    await prospectWhere(env, requestId, 'the lead is written', ({ sales }) => sales.lead.writtenAt !== undefined)
  })
})
