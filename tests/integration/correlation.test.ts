// One id finds the whole story of an onboarding in the log: every function that worked on it, in order.

import { ServiceBusClient } from '@azure/service-bus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { until } from '../support/until.ts'

type Line = Readonly<Record<string, unknown>>

/** The structured lines of the log. */
const structured = (lines: readonly string[]): Line[] =>
  lines.flatMap((line) => {
    const at = line.indexOf('{"event":')
    return at < 0 ? [] : [JSON.parse(line.slice(at)) as Line]
  })

describe('the log of one onboarding', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  it('is found by one id, from the submission to the mail', { timeout: 60_000 }, async () => {
    const { requestId } = await submit(env, aRequest('Fabrikam GmbH'))
    const { requestId: other } = await submit(env, aRequest('Northwind BV'))
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    const opportunity = await seller.qualify(requestId)
    await prospectWhere(env, requestId, 'the customers arrive', ({ customers }) => customers.length === 2)
    await seller.win(opportunity)
    await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    await quiet(env)
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, requestId, 'the mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    await quiet(env)

    const story = structured(env.lines).filter(({ correlationId }) => correlationId === requestId)
    const steps = story.map((line) => `${line['function']} ${line['event']}${line['type'] ? ` ${line['type']}` : ''}`)
    expect([...new Set(steps)]).toEqual([
      'SubmitOnboardingRequest request-submitted',
      'PullChannelRequests request-pulled',
      'SynchronizeChannelRequests prospect-created',
      'WriteToSales work-done write-lead',
      'ReceiveSalesEvent sales-event-received',
      'ApplySalesChange work-done sales-change',
      'PushCustomersToChannel channel-told',
      'SendMail mail-accepted',
      'SendMail work-done decision-mail',
    ])
    const others = structured(env.lines).filter(({ correlationId }) => correlationId === other)
    expect(others.map(({ event }) => event)).toContain('prospect-created')
  })

  it('has work that was asked for by an opportunity alone', async () => {
    const { requestId } = await submit(env, aRequest('Contoso AG'))
    await bringToSales(env, requestId)
    const opportunity = await (await salesUser(env)).qualify(requestId)
    await quiet(env)
    const client = new ServiceBusClient(env.serviceBus.connectionString)
    await client.createSender('sales-changes').sendMessages({
      body: { type: 'sales-change', data: { opportunityId: opportunity }, attempt: 0, correlationId: opportunity },
    })
    await client.close()
    const hasIt = ({ opportunityId }: Line) => opportunityId === opportunity
    await until('the work is done', () => structured(env.lines).some(hasIt))
    expect(structured(env.lines).find(hasIt)).toMatchObject({
      event: 'work-done',
      correlationId: requestId,
      function: 'ApplySalesChange',
    })
  })

  it('has what no webhook told of and the comparison found', async () => {
    const deaf = await startEnvironment({ SALES_EVENT_KEYS: 'not-the-key-that-Sales-has' })
    try {
      const { requestId } = await submit(deaf, aRequest('Litware SA'))
      await bringToSales(deaf, requestId)
      await (await salesUser(deaf)).qualify(requestId)
      await runJobs(deaf, 'CatchUpWithSales')
      await prospectWhere(deaf, requestId, 'the customers arrive', ({ customers }) => customers.length === 2)
      await quiet(deaf)
      // The customers may be there in time to be marked by the same run.
      const found = structured(deaf.lines).filter(
        (line) => line['function'] === 'CatchUpWithSales' && line['event'] !== 'shown-in-sales',
      )
      expect(found).toMatchObject([
        { event: 'events-lost', found: 1 },
        { event: 'change-found', correlationId: requestId },
        { event: 'job-run', job: 'catch-up', processed: 1 },
      ])
    } finally {
      await deaf.close()
    }
  })
})
