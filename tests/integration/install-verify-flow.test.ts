// The test prospect of the verification meets everything that can go wrong, and every failed check says what to do. The app
// is played by the test, so that each thing can go wrong alone.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installInSales } from '../../infra/sales/plan/install.ts'
import type { Check } from '../../infra/sales/verify/check.ts'
import { verifyFlow } from '../../infra/sales/verify/verify-flow.ts'
import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { settings, startOrg, webhook } from './install-support.ts'
import { type Receiver, startReceiver } from './sales-api-support.ts'

let org: Awaited<ReturnType<typeof startOrg>>
let receiver: Receiver
beforeEach(async () => {
  ;[org, receiver] = await Promise.all([startOrg(), startReceiver()])
  await installInSales(org.call, { ...settings, transport: webhook(receiver.url) })
})
afterEach(async () => {
  await org.close()
  await receiver.close()
})

const right = {
  cb2b_prospectnumber: 'P-000001',
  'ownerid@odata.bind': `/teams(${owningTeamId})`,
  Lead_Annotation: [{ subject: 'Created by dual-write' }],
}

type App = {
  readonly takesIn?: number
  /** The lead that the bridge writes; `null` = none. */
  readonly lead?: Readonly<Record<string, unknown>> | null
  readonly list?: 'shown' | 'missing' | 'closed'
  /** What is sent to headquarters as a token. */
  readonly token?: string
  readonly status?: string
}

/** Runs the flow against an app that behaves like this. */
const run = async (
  { takesIn = 202, lead = right, list = 'shown', status = 'Declined', token }: App = {},
  around: (call: Dataverse) => Dataverse = (call) => call,
) => {
  const requestId = randomUUID()
  const send: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    if (init?.method === 'POST') {
      if (lead) {
        const body = { leadid: requestId, subject: 'TEST', lastname: 'Test', ...lead }
        await org.call({ method: 'POST', path: 'leads', body })
      }
      const answer = { requestId, statusUrl: 'https://app.example/status' }
      return Response.json(takesIn === 202 ? answer : { code: 'invalid' }, { status: takesIn })
    }
    if (pathname === '/status') return Response.json({ status })
    const sent = new Headers(init?.headers).get('authorization')
    if (list === 'closed' && sent !== 'Bearer good') return new Response('', { status: 401 })
    return Response.json({ items: list === 'missing' ? [] : [{ prospectId: requestId }] })
  }
  const flow = {
    ...(token ? { takeHeadquartersToken: async () => token } : {}),
    appUrl: 'https://app.example',
    email: 'you@contoso.example',
    waitMs: 0,
    pollMs: 1,
    send,
    now: Date.now,
    say: () => undefined,
  }
  const patient: Dataverse = async (request) => {
    // The organization has sent its events before it is asked about them.
    if (request.path.startsWith('asyncoperations')) await org.sales.webhooksIdle()
    return org.call(request)
  }
  const checks = await verifyFlow(around(patient), flow)
  return checks.map(({ name, outcome, detail }: Check) => `${outcome} ${name}: ${detail}`)
}
const notOk = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('ok '))
const leads = async () => (await org.rows())['leads']

test('when all is well every check is ok, and the lead is gone', async () => {
  const lines = await run()
  expect(notOk(lines)).toEqual([])
  expect(lines).toHaveLength(9)
  expect(await leads()).toEqual([])
})

test.each<[string, App, RegExp]>([
  ['an app that refuses the request', { takesIn: 400, lead: null }, /FAILED request taken in: the app answered 400/],
  ['a lead that does not come', { lead: null }, /FAILED lead in Sales: .*see Dual-write .*WriteToSales/],
  ['a prospect that is not on the list', { list: 'missing' }, /FAILED prospect on All prospects: .*see Jobs/],
  [
    'headquarters that is closed to who verifies',
    { list: 'closed' },
    /skipped prospect on All prospects: .*--headquarters-resource, or sign in there/,
  ],
  [
    'headquarters that refuses the role',
    { list: 'closed', token: 'bad' },
    /FAILED prospect on All prospects: .*401.*Headquarters.Reader/,
  ],
  [
    'a lead without the number',
    { lead: { ...right, cb2b_prospectnumber: null } },
    /FAILED lead in the view: .*install again/,
  ],
  [
    'a lead without its note',
    { lead: { ...right, Lead_Annotation: [] } },
    /FAILED note on the lead: 0 notes.*may the app/,
  ],
  [
    'a lead of somebody',
    { lead: { ...right, 'ownerid@odata.bind': undefined } },
    /FAILED owner of the lead: .*does a rule or a flow assign/,
  ],
  ['a decision that does not arrive', { status: 'InReview' }, /FAILED decision in the app: .*see Dual-write/],
])('%s is reported with what to do, and nothing is left in Sales', async (_what, app, expected) => {
  const lines = notOk(await run(app))
  expect(lines).toEqual([expect.stringMatching(expected)])
  expect(await leads()).toEqual([])
})

test('with a role of the application headquarters shows the prospect', async () => {
  expect(notOk(await run({ list: 'closed', token: 'good' }))).toEqual([])
})

test('events that the app does not take are reported with what to do', async () => {
  await installInSales(org.call, { ...settings, transport: webhook('http://127.0.0.1:9/events') })
  expect(notOk(await run())).toEqual([expect.stringMatching(/FAILED events arrive: .*Check --events-url/)])
})

test('a lead that may not be deleted stays, disqualified, and is named', async () => {
  const cautious =
    (call: Dataverse): Dataverse =>
    async (request) => {
      if (request.method === 'DELETE') throw new SalesRefused('0x80040227', 'permanent')
      return call(request)
    }
  expect(notOk(await run({}, cautious))).toEqual([expect.stringMatching(/skipped cleaning up: the test lead .* stays/)])
  expect(await leads()).toEqual([expect.objectContaining({ statecode: 2 })])
})
