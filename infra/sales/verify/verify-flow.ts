// Sends one onboarding request, marked as a test, the whole way: through the app into Sales, where it is disqualified,
// and back to the app. Then removes the lead.

import { setTimeout as delay } from 'node:timers/promises'
import { testCompany } from '../../../shared/domain/test-request.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../../shared/sales/failures.ts'
import { explain } from '../organization/advice.ts'
import { type Check, failed, ok, runCheck, skipped } from './check.ts'
import { readEventJobs } from './verify-events.ts'
import { checkLead, readLead } from './verify-lead.ts'

export type FlowSettings = {
  readonly appUrl: string
  /** Where the rejection e-mail of the test goes. */
  readonly email: string
  readonly waitMs: number
  readonly pollMs: number
  readonly send: typeof fetch
  /** Gives a token for headquarters, which needs a role there; absent = none is sent. */
  readonly takeHeadquartersToken?: () => Promise<string>
  /** The organization's time in milliseconds. */
  readonly now: () => number
  readonly say: (line: string) => void
}

/** Asks again until there is an answer or the time is up. */
const waitFor = async <T>(settings: FlowSettings, ask: () => Promise<T | undefined>): Promise<T | undefined> => {
  const end = settings.now() + settings.waitMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined || settings.now() >= end) return answer
    await delay(settings.pollMs)
  }
}

const testRequest = (email: string, at: string) => ({
  company: {
    name: testCompany(at),
    address: { line1: 'Test of the Sales connection', city: 'Test', country: 'US' },
  },
  requestor: { firstName: 'TEST', lastName: 'Please ignore', email },
  comments: 'Made by npm run sales:verify to test the connection. It is disqualified and removed by itself.',
})

type Accepted = { readonly requestId: string; readonly statusUrl: string }

const submit = async ({ appUrl, email, send, now }: FlowSettings): Promise<Accepted> => {
  const answer = await send(new URL('/api/onboarding-requests', appUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(testRequest(email, new Date(now()).toISOString())),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw new Error(`the app does not answer at ${appUrl}`, { cause: error })
  })
  if (answer.status !== 202)
    throw new Error(`the app answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
  return (await answer.json()) as Accepted
}

const onTheList = 'prospect on All prospects'

/** Headquarters is closed to who has no role there; then a token helps, or somebody who has a role must look. */
const checkProspect = async ({ appUrl, send, takeHeadquartersToken }: FlowSettings, id: string): Promise<Check> => {
  const answer = await send(new URL('/api/prospects?pageSize=200', appUrl), {
    redirect: 'manual',
    ...(takeHeadquartersToken ? { headers: { authorization: `Bearer ${await takeHeadquartersToken()}` } } : {}),
    signal: AbortSignal.timeout(30_000),
  })
  if (answer.status !== 200 && takeHeadquartersToken)
    return failed(
      onTheList,
      `headquarters refused the token (${answer.status}); give the application a role there (Headquarters.Reader)`,
    )
  if (answer.status !== 200)
    return skipped(
      onTheList,
      'headquarters asks who you are; add --headquarters-resource, or sign in there and look at it',
    )
  const { items } = (await answer.json()) as { items: readonly { prospectId: string }[] }
  if (items.some(({ prospectId }) => prospectId === id)) return ok(onTheList, 'it is there')
  return failed(onTheList, 'it is missing; see Jobs in headquarters, and whether Synchronize runs without an error')
}

const checkWayBack = async (call: Dataverse, id: string, statusUrl: string, settings: FlowSettings, since: Date) => {
  await call({
    method: 'PATCH',
    path: `leads(${id})`,
    body: { statecode: 2, statuscode: 7 },
    headers: { 'if-match': '*' },
  })
  settings.say('Disqualified the lead; waiting for the app to hear of it…')
  const declined = await waitFor(settings, async () => {
    const answer = await settings.send(statusUrl, { signal: AbortSignal.timeout(30_000) })
    const { status } = (await answer.json()) as { status?: string }
    return status === 'Declined' ? true : undefined
  })
  const back = declined
    ? ok('decision in the app', 'the request is declined')
    : failed('decision in the app', 'it did not arrive; see Dual-write in headquarters and the log of ApplySalesChange')
  const events = await runCheck('events arrive', async () => {
    const jobs = await waitFor(settings, async () => {
      const { failed: broken, waiting, message } = await readEventJobs(call, since)
      return waiting === 0 || broken > 0 ? { broken, message } : undefined
    })
    if (!jobs) return failed('events arrive', 'they are still waiting to be sent; see System Jobs in the organization')
    if (jobs.broken === 0) return ok('events arrive', 'none failed')
    return failed('events arrive', `${jobs.message} Check --events-url and SALES_EVENT_KEYS, then install again.`)
  })
  return [back, ...events]
}

const removeLead = async (call: Dataverse, id: string): Promise<Check> => {
  try {
    await call({ method: 'DELETE', path: `leads(${id})` })
    return ok(
      'cleaning up',
      'the test lead is deleted; headquarters erases what the test prospect says and keeps its number',
    )
  } catch (error) {
    if (error instanceof SalesRefused && error.kind === 'missing') return ok('cleaning up', 'no test lead is left')
    if (error instanceof SalesRefused || error instanceof SalesUnavailable)
      return skipped('cleaning up', `the test lead ${id} stays, disqualified: ${explain(error)}`)
    throw error
  }
}

/** The whole way and back, as checks. */
export const verifyFlow = async (call: Dataverse, settings: FlowSettings): Promise<readonly Check[]> => {
  const since = new Date(settings.now() - 5000)
  const done: Check[] = []
  const begun = await runCheck('request taken in', async () => {
    const { requestId, statusUrl } = await submit(settings)
    done.push(ok('request taken in', requestId))
    settings.say(`The app took in the test request ${requestId}; waiting for its lead…`)
    const lead = await waitFor(settings, () => readLead(call, requestId))
    if (!lead)
      return failed(
        'lead in Sales',
        `it did not come within ${settings.waitMs / 1000} s; see Dual-write in headquarters and the log of WriteToSales`,
      )
    done.push(ok('lead in Sales', 'written by the bridge'))
    done.push(...(await runCheck(onTheList, () => checkProspect(settings, requestId))))
    const seen = await checkLead(call, requestId, lead)
    const back = await runCheck('decision in the app', () => checkWayBack(call, requestId, statusUrl, settings, since))
    return [...seen, ...back, await removeLead(call, requestId)]
  })
  return [...done, ...begun]
}
