// People who tell the app what must not be repeated, on every way on which something can become of it, and somebody who
// keeps all that the app says to anybody.

import { ServiceBusClient } from '@azure/service-bus'
import { formStamp } from '../../shared/channel/form-stamp.ts'
import { honeypotName } from '../../shared/channel/sign-up-form.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { listedErrors } from './kept-errors.ts'
import { startTap, type Tap } from './listening-tap.ts'
import { postRequest, quiet, runJobs, salesUser, submit } from './people.ts'
import { tableToRead } from './tables.ts'
import { telling } from './telling-request.ts'
import { until } from './until.ts'
import { startWatchedEnvironment, type Watching } from './watched-environment.ts'
import type { PassingCall } from './watching-proxy.ts'

export type Stage = Awaited<ReturnType<typeof openStage>>

/** Opens the stage: the whole environment, listened in on everywhere. */
export const openStage = async () => {
  const calls: { readonly neighbour: string; readonly call: PassingCall }[] = []
  const answers: string[] = []
  let disturb: NonNullable<Watching['watch']> = () => undefined
  let refuseSends = false
  /** What passed between the app and the broker before strangers put anything there. */
  let queueTraffic = ''
  let tap: Tap | undefined
  const env = await startWatchedEnvironment({
    watch: (neighbour, call) => {
      calls.push({ neighbour, call })
      return disturb(neighbour, call)
    },
    queueFaults: ({ kind }) =>
      refuseSends && kind === 'send' ? { kind: 'refuse', condition: 'amqp:internal-error' } : undefined,
    queuesThrough: async (port) => {
      tap = await startTap(port)
      return tap
    },
  })

  const toLead = async (body: unknown): Promise<string> => {
    const { requestId, statusUrl } = await submit(env, body)
    answers.push(statusUrl, await (await fetch(statusUrl)).text())
    await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
    await quiet(env)
    return requestId
  }
  const refused = async (body: unknown, headers: Record<string, string> = {}): Promise<void> => {
    const response = await postRequest(env, body, headers)
    if (response.status < 400) throw new Error(`What should be refused was answered with ${response.status}.`)
    answers.push(await response.text())
  }
  const form = async (fields: Record<string, string>): Promise<Response> =>
    fetch(`${env.url}/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        renderedAt: formStamp(env.secrets.statusToken, Date.now() - 60_000, 'c4'),
        ...fields,
      }),
      redirect: 'manual',
    })
  const errors = () => listedErrors(createCatchUpErrorStore(tableToRead(env.storage, 'DualWrite')))
  /** An answer of a neighbour that repeats everything it was sent, as many services do. */
  const repeating = ({ body }: PassingCall) =>
    JSON.stringify({
      error: { code: '0x80040203', message: body.toString() },
      errors: [{ message: body.toString(), field: null, help: null }],
    })

  const approveAndReject = async (): Promise<string> => {
    const seller = await salesUser(env)
    const approved = await toLead(telling())
    await seller.win(await seller.qualify(approved))
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel', 'CatchUpWithSales')
    await quiet(env)
    await seller.disqualify(await toLead(telling()))
    await quiet(env)
    const lost = await toLead(telling())
    await seller.lose(await seller.qualify(lost))
    await quiet(env)
    await until('three mails', () => env.inbox.messages().length === 3)
    const staff = ['/headquarters/prospects', '/headquarters/dual-write', '/headquarters/jobs']
    for (const path of [...staff, `/headquarters/prospects/${approved}`]) await fetch(env.url + path)
    return approved
  }

  const refusals = async (): Promise<void> => {
    const good = telling()
    await refused('{"company": "ZqCutCanary')
    await refused({ ...good, 'zq member canary': 'ZqValueCanary' })
    await refused({ ...good, attributes: { 'zq.canary': ['ZqValueCanary'] } })
    await refused({ ...good, channel: 'ZqChannelCanary', language: 'ZqLanguage Canary' })
    await refused(telling({ requestor: { firstName: '<b>ZqFirstCanary', lastName: 7, email: 'zqmailcanary at home' } }))
    await refused({ ...good, comments: 'ZqLongCanary '.repeat(500) })
    await refused(`{"comments":"${'ZqHugeCanary'.repeat(5000)}"}`)
    await refused(good, { 'content-type': 'text/zqtypecanary' })
    await refused(good, { 'idempotency-key': 'zq canary' })
    await submit(env, good, { 'idempotency-key': 'the-same-key' })
    await refused(telling(), { 'idempotency-key': 'the-same-key' })
    await form({ 'company.name': 'ZqNameCanary <', 'requestor.email': 'zqmailcanary' })
    const kept = await form({ 'company.name': 'ZqNameCanary', [honeypotName]: 'ZqHoneyCanary' })
    answers.push(kept.headers.get('location') ?? '')
    await fetch(`${env.url}/api/onboarding-requests/zqidcanary?token=x`)
    await fetch(`${env.url}/api/sales/events`, { method: 'POST', body: '{"ZqEventCanary":1}' })
    const events = { method: 'POST', headers: { 'x-sales-event-key': env.secrets.salesEventKey } }
    await fetch(`${env.url}/api/sales/events`, { ...events, body: '{"PrimaryEntityName":"ZqEventCanary"' })
    await fetch(`${env.url}/api/mail/events`, { method: 'POST', body: '[{"email":"zqmailcanary@x.example"}]' })
  }

  const failures = async (): Promise<void> => {
    const seller = await salesUser(env)
    // Sales refuses a lead and repeats it; then Sales is out of order.
    disturb = (neighbour, call) =>
      neighbour === 'sales' && call.method === 'POST' && call.url.endsWith('/leads')
        ? { kind: 400, body: repeating(call) }
        : undefined
    await toLead(telling())
    disturb = (neighbour, call) => (neighbour === 'sales' ? { kind: 503, body: repeating(call) } : undefined)
    await toLead(telling())
    // The mail service refuses, breaks down, and hangs up.
    for (const kind of [400, 500, 'lose'] as const) {
      disturb = (neighbour, call) => (neighbour === 'inbox' ? { kind, body: repeating(call) } : undefined)
      await seller.disqualify(await toLead(telling()))
      await quiet(env)
    }
    // Storage is out of order, for reading and for writing.
    disturb = (neighbour, call) => (neighbour === 'table' ? { kind: 400, body: repeating(call) } : undefined)
    await refused(telling())
    disturb = () => undefined
    // The broker refuses what it is sent.
    refuseSends = true
    await submit(env, telling())
    await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
    refuseSends = false
    await runJobs(env, 'SynchronizeChannelRequests', 'CatchUpWithSales')
    await quiet(env)
  }

  const put = async (...bodies: unknown[]): Promise<void> => {
    const client = new ServiceBusClient(env.serviceBus.connectionString)
    await client.createSender('sales-changes').sendMessages(bodies.map((body) => ({ body })))
    await client.close()
  }
  const recordedUnder = (code: string) =>
    // What cannot be recorded at once is held back for a while.
    until(`${code} is recorded`, async () => (await errors()).some((value) => value.code === code), 60_000)

  /** Messages that nobody can read, and one whose work always fails. */
  const poison = async (leadId: string): Promise<void> => {
    disturb = (neighbour, call) => (neighbour === 'table' ? { kind: 400, body: repeating(call) } : undefined)
    await put({ type: 'sales-change', data: { leadId }, attempt: 0, correlationId: leadId })
    await until('it is dead-lettered', () => env.serviceBus.peek('sales-changes').deadLettered > 0)
    disturb = () => undefined
    await recordedUnder('dead-letter')
    queueTraffic = tap?.heard() ?? ''
    await put('ZqPoisonCanary', {
      type: 'sales-change',
      data: { nested: { name: 'ZqPoisonCanary' } },
      correlationId: 'c',
    })
    await recordedUnder('unreadable-message')
    await quiet(env)
  }

  return { env, calls, answers, queueTraffic: () => queueTraffic, errors, approveAndReject, refusals, failures, poison }
}
