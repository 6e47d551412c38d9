// What staff do stands in the audit trail, through the real host, and the command that checks it.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from '../../functions/route.ts'
import { routes } from '../../functions/routes.ts'
import { verifyCommand } from '../../infra/audit/verify-command.ts'
import { connectTables } from '../../infra/backup/connect.ts'
import { createAuditReader } from '../../shared/headquarters/store/audit-reader.ts'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, runJobs, submit } from '../support/people.ts'
import { isForStaff, principal, staffId } from '../support/route-calls.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment({ HEADQUARTERS_ACCESS: 'app-service', WEBSITE_AUTH_ENABLED: 'true' })
})
afterAll(() => env.close())

const tables = () =>
  connectTables({
    address: undefined,
    environment: { AzureWebJobsStorage: env.storage },
    stateFolder: '/nowhere',
    writes: false,
  })
const table = async () => createAzureTable((await tables()).open('Headquarters'), randomUUID)

const post = (path: string, role: string, body = '') =>
  fetch(env.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...principal([`Headquarters.${role}`], [{ typ: 'name', val: 'Ada Roth' }]),
      'content-type': 'application/x-www-form-urlencoded',
      origin: env.url,
    },
    body,
  })

const verify = async () => {
  const said: string[] = []
  const code = await verifyCommand([], {
    env: { AzureWebJobsStorage: env.storage },
    say: (line) => said.push(line),
    newId: randomUUID,
    root: '/nowhere',
  })
  return { code, text: said.join('\n') }
}

it('every POST of staff says what it does', () => {
  const without = Object.entries<Route>(routes).filter(
    ([, route]) => isForStaff(route) && route.methods.includes('POST') && !route.acts,
  )
  expect(without.map(([name]) => name)).toEqual([])
})

describe('what staff do', () => {
  it('stands there with who, what, on what, why, before and after', async () => {
    expect((await post('/headquarters/dual-write/pause', 'Admin', 'reason=Stocktaking')).status).toBe(303)
    expect((await post('/headquarters/dual-write/resume', 'Admin')).status).toBe(303)
    expect((await post('/headquarters/jobs/P-0001/run', 'Admin')).status).toBe(303)
    expect((await post(`/headquarters/prospects/${staffId}/repair/look`, 'Approver')).status).toBe(404)
    const { items } = await createAuditReader(await table()).acts({}, 10)
    const who = { kind: 'staff', id: staffId, name: 'Ada Roth' }
    expect(items).toMatchObject([
      { who, act: 'look-at-prospect', on: { kind: 'prospect', id: staffId }, outcome: 'refused' },
      { who, act: 'run-job', on: { kind: 'job', id: 'P-0001' }, outcome: 'done', after: { failed: '0' } },
      { who, act: 'resume-bridge', outcome: 'done', before: { state: 'paused', reason: 'Stocktaking' } },
      { who, act: 'pause-bridge', outcome: 'done', why: 'Stocktaking', after: { state: 'paused' } },
    ])
    expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining('8 lines, all of them') })
  })

  it('that is not theirs to do, or that there is not, has no line and no effect', async () => {
    const before = (await createAuditReader(await table()).acts({}, 50)).items.length
    for (const path of [
      'dual-write/pause',
      'dual-write/resume',
      'jobs/P-0001/run',
      `dual-write/errors/${staffId}/dismiss`,
    ])
      expect((await post(`/headquarters/${path}`, 'Approver', 'reason=x')).status).toBe(403)
    for (const path of ['dual-write/no-such-action', 'jobs/no-such-job/run'])
      expect((await post(`/headquarters/${path}`, 'Admin')).status).toBe(404)
    expect((await createAuditReader(await table()).acts({}, 50)).items).toHaveLength(before)
  })

  it('is missed when it is taken away', async () => {
    await (await table()).write('audit', [{ op: 'delete', key: 'line|000000000003' }])
    expect(await verify()).toMatchObject({ code: 1, text: expect.stringContaining('Line 3: there is no such line') })
  })
})

describe('what jobs do', () => {
  const admin = principal(['Headquarters.Admin'])
  const ask = (query: string) => fetch(`${env.url}/api/audit?${query}`, { headers: admin })
  const told = async (query: string) =>
    ((await (await ask(query)).json()) as { items: { change: string; actor: string; prospectId: string }[] }).items

  it('is in the page, the file and the answer for programs alike, by who and what', async () => {
    const { requestId } = await submit(env, aRequest('Told GmbH'))
    await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
    const [made] = await told('of=changes&who=synchronize')
    expect(made).toMatchObject({
      change: 'prospect-created',
      actor: 'synchronize',
      who: 'Job Synchronize orders and channel requests',
      why: expect.stringContaining('Pulled by job P-0001 at'),
      prospectId: requestId,
    })
    expect(await told(`of=changes&id=${requestId}&change=prospect-created`)).toEqual([made])
    expect(await told('of=changes&who=sales')).toEqual([])
    const page = async (more: string) =>
      (await fetch(`${env.url}/headquarters/audit?of=changes&who=synchronize${more}`, { headers: admin })).text()
    expect(await page('')).toContain('<option value="synchronize" selected>')
    expect(await page('&format=csv')).toContain(`prospect-created,prospect,${requestId}`)
    expect(await page('&format=csv')).toMatch(/,synchronize\r\n/)
  })

  it.each(['of=all', 'of=changes&change=mail', 'of=changes&id=x', 'of=changes&cursor=1'])(
    '%s is refused',
    async (query) => {
      expect((await ask(query)).status).toBe(400)
    },
  )
})
