// A state folder that an earlier version of the app wrote: the app of today shows all of it in the same words, and goes on
// with everything that was under way. The steps build on each other.

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProspectSummary } from '../../shared/domain/prospect.ts'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { linesOfPage } from '../support/page-lines.ts'
import { mailsTo, prospectWhere, quiet, readProspect, runJobs, salesUser } from '../support/people.ts'
import { until } from '../support/until.ts'

const fixture = resolve(import.meta.dirname, '..', 'fixtures', 'state-v1')
const state = mkdtempSync(join(tmpdir(), 'b2b-earlier-state-'))

// The applicant's link, as the earlier app gave it out.
const pending = {
  id: 'd9ca2863-9652-53d5-880f-221d20ff8c30',
  token: 'ajy_bxoTUh_XmoA8oQHAzzQ9CttdDI_PkOQ9pOwEEh8',
}
const pulled = 'cb906f68-b540-5bbd-b7b2-ae3b62dfd09a'

let env: Environment
beforeAll(() => cpSync(join(fixture, 'state'), state, { recursive: true }))
afterAll(async () => {
  await env.close()
  rmSync(state, { recursive: true, force: true })
})

const get = async (path: string): Promise<string> => {
  const response = await fetch(env.url + path)
  if (!response.ok) throw new Error(`${path} answers ${response.status}.`)
  return response.text()
}
const json = async <T>(path: string): Promise<T> => JSON.parse(await get(path)) as T
const post = async (path: string, form: Record<string, string> = {}): Promise<number> =>
  (
    await fetch(`${env.url}/headquarters/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    })
  ).status

const statusOf = (id: string, token: string) => `/api/onboarding-requests/${id}?token=${token}`
const summaries = async () => (await json<{ items: ProspectSummary[] }>('/api/prospects?pageSize=200')).items
const everyProspect = async () =>
  Promise.all((await summaries()).map(({ prospectId }) => json<ProspectView>(`/api/prospects/${prospectId}`)))
const idOf = (all: readonly ProspectView[], company: string): string => {
  const found = all.find(({ company: { name } }) => name === company)
  if (!found) throw new Error(`There is no prospect ${company}.`)
  return found.prospectId
}

/** One block for each address: the address, and below it what is found there. */
const written = async (paths: readonly string[], read: (text: string) => string): Promise<string> =>
  (await Promise.all(paths.map(async (path) => `# ${path}\n${read(await get(path))}\n`))).join('\n')

describe('what an earlier version of the app stored', { timeout: 60_000 }, () => {
  let before: ProspectView[]
  const prospect = (company: string) => idOf(before, company)
  const view = async (company: string) => json<ProspectView>(`/api/prospects/${prospect(company)}`)

  it('is shown in the same words', async () => {
    // Nothing is worked off yet, so that what is shown is what was stored.
    const asleep = ['WriteToSales', 'ApplySalesChange', 'SendMail'].map((name) => [
      `AzureWebJobs.${name}.Disabled`,
      'true',
    ])
    env = await startEnvironment(Object.fromEntries(asleep), false, { folder: state })
    await until('the message that was scheduled is due', () => env.serviceBus.peek('sales-writes').active === 1)

    before = await everyProspect()
    const ids = before.map(({ prospectId }) => prospectId)
    const customers = before.flatMap((one) => one.customers.map(({ customerId }) => customerId))
    const hierarchies = before.flatMap(({ hierarchy }) => (hierarchy ? [hierarchy.hierarchyId] : []))
    const each = (path: string, of: readonly string[]) => [...new Set(of)].sort().map((id) => `${path}/${id}`)
    const lists = ['Open', 'Approved', 'Rejected'].map((status) => `prospects?status=${status}`)

    const answers = [
      '/api/prospects?pageSize=50',
      ...lists.map((list) => `/api/${list}`),
      ...each('/api/prospects', ids),
      ...each('/api/customers', customers),
      ...each('/api/customer-hierarchies', hierarchies),
      statusOf(pending.id, pending.token),
    ]
    const pretty = (text: string) => JSON.stringify(JSON.parse(text), undefined, 2)
    await expect(await written(answers, pretty)).toMatchFileSnapshot(join(fixture, 'answers.txt'))

    const pages = [
      '/headquarters/prospects',
      ...lists.map((list) => `/headquarters/${list}`),
      ...each('/headquarters/prospects', ids),
      ...each('/headquarters/customers', customers),
      ...each('/headquarters/customer-hierarchies', hierarchies),
      '/headquarters/jobs',
      '/headquarters/dual-write',
    ]
    await expect(
      await written(pages, (text) =>
        linesOfPage(text)
          .join('\n')
          .replace(/^\d+ \w+ ago$/gm, 'some time ago'),
      ),
    ).toMatchFileSnapshot(join(fixture, 'pages.txt'))
    await env.close()
  })

  it('goes on waiting while the bridge is paused, and new requests join in', async () => {
    env = await startEnvironment({}, false, { folder: state })
    await quiet(env)
    await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
    await quiet(env)
    expect(await json(statusOf(pending.id, pending.token))).toMatchObject({ status: 'InReview' })
    const numbers = before.map(({ number }) => number).sort()
    const added = [await readProspect(env, pulled), await readProspect(env, pending.id)]
    expect(added.map((one) => one?.company.name)).toEqual(['Pulled Only Ltd', 'Pending In Channel Ltd'])
    const next = (by: number) => `P-${String(Number(numbers.at(-1)?.slice(2)) + by).padStart(6, '0')}`
    expect(added.map((one) => one?.number).sort()).toEqual([next(1), next(2)])
    expect(await summaries()).toHaveLength(before.length + 2)
    expect((await view('Waiting For Sales Ltd')).sales.stage).toBe('Waiting for Sales')
    const page = linesOfPage(await get('/headquarters/dual-write')).join('\n')
    expect(page).toContain('Maintenance of Sales')
    // Four that were kept before, the scheduled one, and the two new leads.
    expect(page).toContain('Changes kept\n7\n')
  })

  it('is let go with a resume: leads are written, a decision arrives, both customers reach Sales', async () => {
    const seller = await salesUser(env)
    expect(await post('dual-write/resume')).toBe(303)
    const leads = ['Parked Write Ltd', 'Waiting For Sales Ltd'].map(prospect)
    for (const id of [...leads, pulled, pending.id]) {
      await prospectWhere(env, id, 'the lead is written', ({ sales }) => sales.lead.writtenAt !== undefined)
      expect(await seller.call('GET', `leads(${id})`)).toMatchObject({ statecode: 0 })
    }
    await prospectWhere(
      env,
      prospect('Parked Decision Ltd'),
      'the rejection is mailed',
      ({ status, mails }) => status === 'Rejected' && mails[0]?.state === 'Accepted',
    )
    await quiet(env)
    expect(mailsTo(env, 'joy@parked.example')).toHaveLength(1)
    const { customers: partner } = await view('Approved Partner AG')
    expect(await seller.call('GET', `accounts(${partner[0]?.customerId})`)).toMatchObject({
      telephone1: '+49 228 1000',
      emailaddress1: 'office@partner.example',
      websiteurl: 'https://partner.example',
      address1_city: 'Bonn',
    })
    const { customers: made } = await view('Made From Request OÜ')
    expect(await seller.call('GET', `contacts(${made[1]?.customerId})`)).toMatchObject({
      emailaddress1: 'mari.tamm@made-from-request.example',
      jobtitle: 'Owner',
    })
  })

  it('reaches the channel: the approval that waited for it is mailed, a former address is given up', async () => {
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(
      env,
      prospect('Not Pushed Yet Inc'),
      'the approval is mailed',
      ({ mails }) => mails[0]?.state === 'Accepted',
    )
    expect(mailsTo(env, 'pia@not-pushed.example').map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Not Pushed Yet Inc'),
    ])
    await quiet(env)
    const person = (await view('Made From Request OÜ')).customers[1]?.customerId
    const customer = await json<Record<string, unknown>>(`/api/customers/${person}`)
    expect(customer).toMatchObject({ email: 'mari.tamm@made-from-request.example' })
    expect(customer).not.toHaveProperty('unwritten')
    expect(customer).not.toHaveProperty('formerEmails')
  })

  it('is approved where it waited in any stage, with a mail each', async () => {
    const seller = await salesUser(env)
    const opportunityOf = async (company: string) => (await view(company)).sales.opportunity?.id ?? ''
    await seller.win(await seller.qualify(prospect('Lead Open GmbH')))
    await seller.win(await opportunityOf('Opportunity Open BV'))
    await seller.win(await opportunityOf('Reopened Suites'))
    await seller.win(await seller.qualify(pending.id))
    const companies = ['Lead Open GmbH', 'Opportunity Open BV', 'Reopened Suites']
    const ids = [...companies.map(prospect), pending.id]
    for (const id of ids)
      await prospectWhere(env, id, 'it is approved', ({ status, hierarchy }) => status === 'Approved' && !!hierarchy)
    await runJobs(env, 'PushCustomersToChannel')
    for (const id of ids)
      await prospectWhere(env, id, 'it is mailed', ({ mails }) => mails.at(-1)?.state === 'Accepted')
    const again = await view('Reopened Suites')
    expect(again.decision).toMatchObject({ number: 2, status: 'Approved' })
    expect(again.mails.map(({ kind, state }) => [kind, state])).toEqual([
      ['rejected', 'Accepted'],
      ['approved', 'Accepted'],
    ])
    const numbers = (await everyProspect()).flatMap(({ hierarchy }) => hierarchy?.number ?? [])
    // Two share one: the second person who joined the same organization.
    expect(new Set(numbers).size).toBe(numbers.length - 1)
    expect(await json(statusOf(pending.id, pending.token))).toMatchObject({ status: 'Approved' })
    for (const address of ['eva@opportunity-open.example', 'pam@pending.example', 'ada@lead-open-gmbh.example'])
      expect(mailsTo(env, address)).toHaveLength(1)
    expect(mailsTo(env, 'rob@reopened-suites.example')).toHaveLength(2)
  })

  it('can be tried again where it was given up, and renews its one error where it fails again', async () => {
    const errors = async () =>
      (await get('/headquarters/dual-write')).split('<tr>').filter((row) => row.includes('/dismiss"'))
    const idIn = (row: string | undefined) => /errors\/([0-9a-f-]{36})\/dismiss/.exec(row ?? '')?.[1]
    const open = await errors()
    expect(open).toHaveLength(3)
    // What was no message has nothing that could be sent again.
    expect(open.filter((row) => row.includes('/retry"'))).toHaveLength(2)
    const about = (text: string) => idIn(open.find((row) => row.includes(text)))
    const refused = prospect('Error Open GmbH')
    expect(await post(`dual-write/errors/${about(refused)}/retry`)).toBe(303)
    await prospectWhere(env, refused, 'the lead is written', ({ sales }) => sales.lead.writtenAt !== undefined)
    expect(await post(`dual-write/errors/${about('unreadable-message')}/retry`)).toBe(303)
    const unknown = about('prospect-unknown')
    expect(await post(`dual-write/errors/${unknown}/retry`)).toBe(303)
    await quiet(env)
    const left = await errors()
    expect(left.map(idIn).sort()).toEqual([about('unreadable-message'), unknown].sort())
  })

  it('is looked at again by the catch-up: what is flagged stays flagged, what was put aside stays aside', async () => {
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    for (const { prospectId, flags } of before.filter((one) => one.flags.length > 0))
      expect((await readProspect(env, prospectId))?.flags).toEqual(flags)
    expect((await view('Error Dismissed GmbH')).sales.stage).toBe('Waiting for Sales')
    expect(env.lines.filter((line) => /catch-up-failed|work-failed/.test(line))).toEqual([])
  })

  it('keeps every line of every timeline, and every prospect in its lists', async () => {
    const after = await everyProspect()
    expect(after).toHaveLength(before.length + 2)
    // What became of a mail goes on after it was told.
    const kept = ({ timeline }: ProspectView) =>
      (timeline as unknown as readonly { what: string }[]).filter(
        ({ what }) => !/^(Approval|Rejection) mail /.test(what),
      )
    for (const one of before) {
      const later = after.find(({ prospectId }) => prospectId === one.prospectId)
      expect(later && kept(later).slice(-kept(one).length)).toEqual(kept(one))
    }
    for (const status of ['Open', 'Approved', 'Rejected'] as const) {
      const { items } = await json<{ items: ProspectSummary[] }>(`/api/prospects?status=${status}&pageSize=200`)
      const expected = after.filter((one) => one.status === status).map(({ prospectId }) => prospectId)
      expect(items.map(({ prospectId }) => prospectId).sort()).toEqual(expected.sort())
    }
  })
})
