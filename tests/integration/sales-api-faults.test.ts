// Faults of the stand-in: what stands between an organization and its clients, and tables that are refused alone.
import { afterEach, expect, test } from 'vitest'
import { anyOf, gatewayPage, withoutReading, withoutTracking } from '../../infra/local/sales/http/ready-faults.ts'
import { create, leadBody, type Rig, startRig, tokenAnswer } from './sales-api-support.ts'

let rig: Rig
const start = async (...parameters: Parameters<typeof startRig>) => {
  rig = await startRig(...parameters)
}
afterEach(() => rig.close())

const tracked = { Prefer: 'odata.track-changes' }

test('a gateway answers chosen requests with an HTML page and no header of the organization', async () => {
  let status = 404
  await start({
    faults: (request) => gatewayPage(status, ({ operation }) => operation === 'GET leads')(request),
  })
  for (status of [200, 403, 404, 502, 503]) {
    const page = await rig.salesperson('GET', 'leads?$select=subject')
    expect(page.status).toBe(status)
    expect(page.headers.get('content-type')).toBe('text/html')
    expect(page.text).toContain('<html>')
    expect(['odata-version', 'req_id', 'x-ms-service-request-id'].map((name) => page.headers.get(name))).toEqual([
      null,
      null,
      null,
    ])
  }
  expect((await rig.salesperson('GET', 'accounts?$select=name')).status).toBe(200)
})

test('a gateway can stand before the token endpoint too', async () => {
  let shut = false
  await start({ faults: ({ operation }) => (shut && operation === 'token' ? { status: 502, by: 'page' } : undefined) })
  shut = true
  await expect(tokenAnswer(rig.sales.url)).rejects.toThrow(SyntaxError)
})

test('a 404 may come without a body, or with JSON that is not of Dataverse', async () => {
  let by: 'nothing' | 'json' = 'nothing'
  await start({ faults: ({ operation }) => (operation === 'GET leads' ? { status: 404, by } : undefined) })
  const bare = await rig.salesperson('GET', 'leads')
  expect([bare.status, bare.text, bare.headers.get('req_id')]).toEqual([404, '', null])
  by = 'json'
  const foreign = await rig.salesperson('GET', 'leads')
  expect(foreign.body).toEqual({ statusCode: 404, message: 'The request was not forwarded.' })
})

test('one table is refused alone: its changes, or every read of it', async () => {
  await start({ faults: anyOf(withoutTracking('contacts'), withoutReading('accounts')) })
  const changes = (set: string) => rig.administrator('GET', `${set}?$select=createdon`, undefined, tracked)
  expect((await changes('leads')).status).toBe(200)
  const untracked = await changes('contacts')
  expect([untracked.status, untracked.body.error.code]).toEqual([400, '0x80072491'])
  expect((await rig.administrator('GET', 'contacts?$select=createdon')).status).toBe(200)
  for (const refused of [await changes('accounts'), await rig.administrator('GET', 'accounts?$select=name')]) {
    expect([refused.status, refused.body.error.code]).toEqual([403, '0x80040220'])
  }
})

const part = (line: string, body = '') =>
  `--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n${line} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${body}\r\n`
const batch = (parts: readonly string[]) =>
  rig.salesperson('POST', '$batch', `${parts.join('')}--b--\r\n`, {
    'content-type': 'multipart/mixed; boundary=b',
    prefer: 'odata.continue-on-error',
  })

test('one request of a batch is refused alone', async () => {
  await start({
    faults: ({ inBatch, path }) =>
      inBatch && path.startsWith('accounts') ? { status: 429, retryAfterSeconds: 3 } : undefined,
  })
  const { status, text } = await batch([part('GET leads?$select=subject'), part('GET accounts?$select=name')])
  expect(status).toBe(200)
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 429'])
  expect(text).toContain('Retry-After: 3')
})

test('the requests of a batch take their time one after the other, requests beside each other do not', async () => {
  await start({ latencyMs: 60 })
  const took = async (work: () => Promise<unknown>) => {
    const begun = performance.now()
    await work()
    return performance.now() - begun
  }
  const lead = part('POST leads', JSON.stringify(leadBody()))
  expect(await took(() => batch([lead, lead, lead, lead, lead]))).toBeGreaterThanOrEqual(295)
  const beside = await took(() => Promise.all([1, 2, 3, 4, 5].map(() => create(rig.salesperson, 'leads', leadBody()))))
  expect(beside).toBeLessThan(295)
})
