// What it costs when the world repeats itself: a second submit, a replayed webhook, a mail message delivered again.

import { ServiceBusClient } from '@azure/service-bus'
import { decisionMailMessage } from '../../shared/domain/messages.ts'
import { aRequest, quiet, runJobs, submit } from '../support/people.ts'
import { type Cost, type CountedEnvironment, figuresOf, partsOf } from './counted-environment.ts'
import { judged, type Line, note } from './table.ts'

const writes = /^(POST|PATCH|DELETE) |^[A-Z]\w+$/

/** Calls that change something in Sales, and mails. */
const effectsOf = ({ parts, mails }: Cost): number =>
  Object.entries(parts)
    .filter(([name]) => writes.test(name))
    .reduce((sum, [, value]) => sum + value, mails)

const lineOf = (what: string, cost: Cost): Line[] => [
  judged(`${what}: external effects`, [effectsOf(cost)], { first: [0], stretch: [0] }),
  note('storage tx / SB ops / Dataverse / mails', `${figuresOf(cost).join(' / ')} (${partsOf(cost)})`),
]

/** @param approvedId an onboarding that is over, mail included */
export const repeatOperations = async ({ env, costOf }: CountedEnvironment, approvedId: string): Promise<Line[]> => {
  const settled = (work: () => Promise<void>) =>
    costOf(async () => {
      await work()
      await quiet(env)
    })
  const again = async (name: string, headers: Record<string, string>, before: () => Promise<void>) => {
    const first = await submit(env, aRequest(name), headers)
    await before()
    return settled(async () => {
      const second = await submit(env, aRequest(name), headers)
      if (second.requestId !== first.requestId) throw new Error('A repeated submit made a second request.')
    })
  }
  const toSales = async () => {
    await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
    await quiet(env)
  }
  const doubleClick = await again('Double Click', {}, async () => undefined)
  const withKey = await again('With Key', { 'idempotency-key': 'bench-key' }, async () => undefined)
  await toSales()
  const late = await again('Late Repeat', {}, toSales)
  const lateJobs = await settled(toSales)

  const webhook = await settled(async () => {
    const response = await fetch(`${env.url}/api/sales/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sales-event-key': env.secrets.salesEventKey },
      body: JSON.stringify({ MessageName: 'Update', PrimaryEntityName: 'lead', PrimaryEntityId: approvedId }),
    })
    if (!response.ok) throw new Error(`The event was refused (${response.status}).`)
  })

  const client = new ServiceBusClient(env.serviceBus.connectionString)
  const mail = await settled(async () => {
    const sender = client.createSender('mail')
    await sender.sendMessages({ body: decisionMailMessage(approvedId, 1), contentType: 'application/json' })
    await sender.close()
  })
  await client.close()

  return [
    ...lineOf('submit twice, before it was pulled', doubleClick),
    ...lineOf('submit twice with the same key', withKey),
    ...lineOf('submit again after the lead was written', late),
    ...lineOf('the two jobs after that late repeat, polling included', lateJobs),
    ...lineOf('webhook replayed after the approval', webhook),
    ...lineOf('mail message delivered again', mail),
  ]
}
