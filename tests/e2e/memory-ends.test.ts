// Memory that ends, at the real app: after an onboarding that left something in every place, nothing of the person is in any
// table, queue or log, and nothing that Sales does later brings it back. Tests of the connection go at once, so these are some.

import { TableClient, TableServiceClient } from '@azure/data-tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkTo } from '../../shared/domain/link-to.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { signedMailEvents } from '../support/mail-event-samples.ts'
import {
  aRequest,
  bringToSales,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'
import { canary, telling } from '../support/telling-request.ts'

const options = { allowInsecureConnection: true }

/** Every row of every table, as it is stored. */
const everyRow = async (storage: string): Promise<string[]> => {
  const rows: string[] = []
  for await (const { name } of TableServiceClient.fromConnectionString(storage, options).listTables())
    if (name)
      for await (const row of TableClient.fromConnectionString(storage, name, options).listEntities())
        rows.push(`${name} ${JSON.stringify(row)}`)
  return rows
}

const saying = (texts: readonly string[]): string[] => texts.filter((text) => text.search(canary) >= 0)

describe('a request whose memory ended', () => {
  let env: Environment
  beforeAll(async () => {
    const { publicKey } = signedMailEvents([])
    env = await startEnvironment({ SENDGRID_EVENT_PUBLIC_KEY: publicKey })
  })
  afterAll(() => env.close())

  const bringToLead = async (body: unknown, key: string): Promise<string> => {
    const { requestId } = await submit(env, body, { 'idempotency-key': key })
    await bringToSales(env, requestId)
    return requestId
  }
  const ask = async (key: string): Promise<string> => {
    const body = telling()
    const company = { ...body.company, name: 'TEST ZqNameCanary, please ignore' }
    return bringToLead({ ...body, company }, key)
  }
  const post = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(env.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields),
    })
  const press = async (path: string, fields: Record<string, string>): Promise<void> => {
    expect((await post(path, fields)).status).toBe(303)
  }
  const mailsListed = async (): Promise<string> => (await fetch(`${env.url}/api/mails`)).text()
  /** The mail of a decision came back, and staff had it sent once more. */
  const troubled = async (prospectId: string): Promise<void> => {
    const wasSent = ({ kind, state }: { kind: string; state: string }): boolean =>
      kind === 'rejected' && state === 'Accepted'
    const { mails } = await prospectWhere(env, prospectId, 'its mail left', (each) => each.mails.some(wasSent))
    const mailId = mails.find(wasSent)?.mailId ?? ''
    const told = { mailId, prospectId, email: 'zqmailcanary@zqdomaincanary.example' }
    const { headers, body } = signedMailEvents([
      { ...told, event: 'bounce', reason: '550 ZqReasonCanary is not here' },
      { ...told, event: 'spamreport' },
    ])
    expect((await fetch(`${env.url}/api/mail/events`, { method: 'POST', headers, body })).status).toBe(204)
    const again = linkTo('MailPage', { ownerId: prospectId, mailNumber: '1' })
    await press(again, { mail: mailId, reason: 'ZqReasonCanary called' })
    await quiet(env)
  }

  it('is nowhere any more, and stays so when its lead is opened again', async () => {
    const other = aRequest('Staying GmbH')
    const { requestId: staying } = await submit(env, other)
    await bringToSales(env, staying)
    const first = await ask('memory-one')
    const second = await ask('memory-two')
    // Staff say why, and that stands on the timeline and in the audit trail.
    await press(linkTo('ChangeDecisionMail', { prospectId: second, action: 'withhold' }), { reason: 'ZqReasonCanary' })
    const seller = await salesUser(env)
    for (const id of [first, second, staying]) await seller.disqualify(id)
    await quiet(env)
    for (const id of [first, second, staying])
      await prospectWhere(env, id, 'it is rejected', ({ status }) => status === 'Rejected')
    await troubled(first)
    await runJobs(env, 'PushCustomersToChannel', 'SealTimelines')
    const before = await everyRow(env.storage)
    expect(await mailsListed()).toContain(first)
    expect(saying(before).length).toBeGreaterThan(10)
    expect(saying(before).filter((row) => row.includes('ZqReasonCanary')).length).toBeGreaterThan(1)

    const kept = await (await fetch(env.url + linkTo('ExportProspect', { prospectId: first }))).text()
    const shown = await (await fetch(env.url + linkTo('ProspectExportPage', { prospectId: first }))).text()
    for (const text of [...new Set(JSON.stringify(telling()).match(canary))])
      for (const answer of [kept, shown]) expect(answer.toLowerCase()).toContain(text.toLowerCase())

    await runJobs(env, 'EraseOutdated')
    await quiet(env)
    expect(saying([await (await fetch(env.url + linkTo('ExportProspect', { prospectId: first }))).text()])).toEqual([])
    expect(saying(await everyRow(env.storage))).toEqual([])
    expect(saying(env.lines)).toEqual([])
    expect(await mailsListed()).not.toContain(first)
    expect(await mailsListed()).toContain(staying)
    expect(await readProspect(env, first)).toMatchObject({ status: 'Rejected', company: { name: '' }, mails: [] })
    expect(await readProspect(env, staying)).toMatchObject({ company: { name: 'Staying GmbH' } })

    // Sellers are told, and what they do changes nothing.
    const notes = await seller.call('GET', `leads(${first})?$select=statecode&$expand=Lead_Annotation($select=subject)`)
    expect(JSON.stringify(notes['Lead_Annotation'])).toContain('erased the personal data of B2B prospect')
    await seller.call('PATCH', `leads(${first})`, { statecode: 0, statuscode: 1 })
    await quiet(env)
    await runJobs(env, 'CatchUpWithSales', 'KeepLists', 'VerifyAuditTrail', 'SealTimelines', 'EraseOutdated')
    await quiet(env)
    expect(await readProspect(env, first)).toMatchObject({ status: 'Rejected', company: { name: '' } })
    expect(saying(await everyRow(env.storage))).toEqual([])
    expect(env.lines.filter((line) => line.includes('audit-broken'))).toEqual([])
    const page = await (await fetch(env.url + linkTo('ProspectPage', { prospectId: first }))).text()
    expect(page).toContain('This was a test of the connection with Sales. What it said was erased.')
    const list = await (await fetch(env.url + linkTo('ProspectsPage', {}))).text()
    expect(list).toContain('Erased')
    expect(saying([page, list])).toEqual([])
  })

  it('is nowhere any more either when staff erase it for whoever asked, which is proved and asked twice', async () => {
    const prospectId = await bringToLead(telling(), 'memory-asked')
    const erasing = linkTo('EraseProspectPage', { prospectId })
    // While it is open there is nothing to press.
    expect((await fetch(env.url + erasing)).status).toBe(404)
    expect((await post(erasing, { reason: 'asked', number: 'P-1' })).status).toBe(400)
    const { number } = (await readProspect(env, prospectId)) ?? { number: '' }
    expect((await post(erasing, { reason: 'asked', number })).status).toBe(409)
    await (await salesUser(env)).disqualify(prospectId)
    await quiet(env)
    await prospectWhere(env, prospectId, 'it is rejected', ({ status }) => status === 'Rejected')
    const shown = await (await fetch(env.url + linkTo('ProspectPage', { prospectId }))).text()
    expect(shown).toContain(erasing)
    expect((await post(erasing, { reason: 'asked', number: 'P-1' })).status).toBe(400)
    expect(saying(await everyRow(env.storage)).length).toBeGreaterThan(5)
    for (let times = 0; times < 2; times += 1)
      expect((await post(erasing, { reason: 'asked by phone', number })).status).toBe(303)
    await quiet(env)
    expect(saying(await everyRow(env.storage))).toEqual([])
    const proofs = await fetch(`${env.url}/api/audit?act=erase-prospect&kind=prospect&id=${prospectId}`)
    expect(await proofs.json()).toMatchObject({
      items: [{ outcome: 'done', why: 'asked by phone', after: { number, because: 'asked' } }],
    })
    await runJobs(env, 'VerifyAuditTrail')
    expect(env.lines.filter((line) => line.includes('audit-broken'))).toEqual([])
  })
})
