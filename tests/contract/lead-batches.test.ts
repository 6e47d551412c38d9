// Leads that wait are written in batches: fewer calls, and a result for each lead as if it had been written alone.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { type Sales as LocalSales, type SalesOptions, startSales } from '../../infra/local/sales/sales.ts'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { createConnection } from '../../infra/sales/organization/connection.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import { readBatchAnswer } from '../../shared/sales/create-batch.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { createGatheringDataverse, leadGathering } from '../../shared/sales/gather-creates.ts'
import type { LeadToWrite } from '../../shared/sales/sales.ts'
import { aRequest } from '../support/people.ts'

let org: LocalSales | undefined
afterEach(async () => {
  await org?.close()
  org = undefined
})

const start = async (options: Partial<SalesOptions> = {}, around: (call: Dataverse) => Dataverse = (call) => call) => {
  org = await startSales({ port: 0, ...options })
  // Nothing listens there; no event leaves for a lead that is only created.
  await installLocally(org.url, 'http://127.0.0.1:9/api/sales/events', 'key-of-the-test')
  const env = {
    DATAVERSE_AUTHORITY: org.url,
    DATAVERSE_TENANT_ID: 'contoso',
  }
  const signIn = (url: string, name: string) =>
    createConnection(url, { ...env, DATAVERSE_CLIENT_ID: name, DATAVERSE_CLIENT_SECRET: name }, fetch, Date.now).call
  const call = signIn(org.url, 'integration')
  await call({ method: 'GET', path: 'WhoAmI' })
  const { stats } = org
  const before = stats().requests
  return {
    call,
    seller: signIn(org.url, 'salesperson'),
    sales: createSales(
      createGatheringDataverse(
        around(call),
        randomUUID,
        leadGathering(() => 4),
      ),
    ),
    requests: () => stats().requests - before,
  }
}

const leads = (count: number, company = 'Fabrikam GmbH'): LeadToWrite[] => {
  const intake = acceptOnboardingRequest(aRequest(company), { channels: ['default'], defaultLanguage: 'en' })
  if (intake.outcome === 'refused') throw new Error('The request of the test is refused.')
  const { request } = intake
  const submittedAt = '2026-11-21T08:00:00.000Z'
  return Array.from({ length: count }, (_, at) => ({
    prospectId: randomUUID(),
    noteId: randomUUID(),
    number: `P-${at}`,
    submittedAt,
    request,
  }))
}
const settle = (sales: { writeLead: (lead: LeadToWrite) => Promise<unknown> }, all: readonly LeadToWrite[]) =>
  Promise.all(all.map((lead) => sales.writeLead(lead).catch((error: unknown) => error)))
const count = async (call: Dataverse, set: string): Promise<number> =>
  ((await call({ method: 'GET', path: `${set}?$select=createdon` })) as { value: unknown[] }).value.length

/** Batches are answered after the leads that left alone, however slow the machine is: how many calls it takes is then certain. */
const batchesLast = (alone: number) => {
  const answered = Promise.withResolvers<void>()
  let singles = 0
  return (inner: Dataverse): Dataverse =>
    async (request) => {
      const answer = await inner(request)
      if (request.path === '$batch') await answered.promise
      else if (request.path === 'leads') singles += 1
      if (singles === alone) answered.resolve()
      return answer
    }
}

test('a hundred leads that wait are written with their notes in a few calls', async () => {
  const { call, sales, requests } = await start({}, batchesLast(4))
  const results = await settle(sales, leads(100))
  expect(new Set(results)).toEqual(new Set(['created']))
  // Four that left at once, and one batch for each call that Sales may get at once.
  expect(requests()).toBeLessThanOrEqual(8)
  expect([await count(call, 'leads'), await count(call, 'annotations')]).toEqual([100, 100])
})

test('leads that exist are reported one by one and keep what a salesperson wrote', async () => {
  const { call, seller, sales } = await start()
  const old = leads(10)
  await settle(sales, old)
  const [edited] = old
  await seller({ method: 'PATCH', path: `leads(${edited?.prospectId})`, body: { subject: 'Edited' } })
  const results = await settle(sales, [...old, ...leads(10)])
  expect(results).toEqual([...Array(10).fill('exists'), ...Array(10).fill('created')])
  expect(await call({ method: 'GET', path: `leads(${edited?.prospectId})?$select=subject` })).toMatchObject({
    subject: 'Edited',
  })
})

test('a lead that is refused does not stop the others of its batch', async () => {
  const { call, sales } = await start()
  const all = leads(20)
  const broken = all.map((lead, at) => (at === 12 ? { ...lead, number: 'x'.repeat(600) } : lead))
  const results = await settle(sales, broken)
  expect(results.filter((result) => result === 'created')).toHaveLength(19)
  expect(results[12]).toMatchObject({ name: 'SalesRefused', code: '0x80044331' })
  expect(await count(call, 'leads')).toBe(19)
})

test('when the answer to a batch is lost, writing again finds every lead and doubles none', async () => {
  let lose = true
  const { call, sales } = await start({}, (inner) => async (request) => {
    const answer = await inner(request)
    if (lose && request.path === '$batch') throw new SalesUnavailable('answer-cut-off')
    return answer
  })
  const all = leads(30)
  const first = await settle(sales, all)
  expect(first.filter((result) => result instanceof SalesUnavailable)).toHaveLength(26)
  lose = false
  expect(new Set(await settle(sales, all))).toEqual(new Set(['exists']))
  expect([await count(call, 'leads'), await count(call, 'annotations')]).toEqual([30, 30])
})

test('a batch that comes too soon leaves every lead of it waiting as long as the service asks', async () => {
  const requests = 200
  const { call, sales } = await start({ rateLimit: { requests, windowSeconds: 300, concurrent: 52 } })
  for (let used = 1; used < requests; used += 1) await call({ method: 'GET', path: 'WhoAmI' })
  const results = await settle(sales, leads(30))
  const late = results.filter((result) => result instanceof SalesUnavailable)
  expect(late).toHaveLength(30)
  expect(late.every((error) => error.code === '0x80072322' && (error.retryAfterSeconds ?? 0) > 0)).toBe(true)
})

test('a batch that is refused as a whole is written one by one', async () => {
  const { sales } = await start({}, (inner) => async (request) => {
    if (request.path === '$batch') throw new SalesRefused('http-405', 'permanent')
    return inner(request)
  })
  expect(new Set(await settle(sales, leads(20)))).toEqual(new Set(['created']))
})

test('no more than four calls are under way at once, and a lead alone leaves without a batch', async () => {
  let now = 0
  let most = 0
  const paths: string[] = []
  const { sales } = await start({}, (inner) => async (request) => {
    now += 1
    most = Math.max(most, now)
    paths.push(request.path)
    return inner(request).finally(() => {
      now -= 1
    })
  })
  await settle(sales, leads(1))
  expect(paths).toEqual(['leads'])
  await settle(sales, leads(300))
  expect(most).toBe(4)
})

test('names in every script arrive as they were written', async () => {
  const { call, sales } = await start()
  const name = 'Fabrikam Žluťoučký 工具 Инструменты 🧰 "quoted" --batch end'
  const all = leads(10, name)
  await settle(sales, all)
  for (const { prospectId, request } of all) {
    const lead = await call({ method: 'GET', path: `leads(${prospectId})?$select=companyname` })
    expect(lead).toMatchObject({ companyname: request.company.name })
  }
})

test('an answer that breaks off leaves the parts that did not come unknown', () => {
  const created = 'Content-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'
  const cut = `--batchresponse_1\r\n${created}\r\n--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 412 Precon`
  const [first, second, third] = readBatchAnswer(cut, 3)
  expect(first).toBeUndefined()
  expect([second, third]).toEqual([expect.any(SalesUnavailable), expect.any(SalesUnavailable)])
})

test('a thousand waiting leads are written in a few calls, and the limits of the service refuse none', async () => {
  const { sales, requests } = await start({ latencyMs: 20 })
  expect(new Set(await settle(sales, leads(1000)))).toEqual(new Set(['created']))
  expect(requests()).toBeLessThanOrEqual(30)
})
