// The drill: a backup is taken in the middle of stories, everything is lost, and work goes on from the backup.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp } from '../../infra/backup/backup.ts'
import { folderStore } from '../../infra/backup/backup-store.ts'
import { restore } from '../../infra/backup/restore.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { contents, tablesOf } from '../support/some-rows.ts'

describe('after everything was lost', () => {
  let env: Environment
  let folder = ''
  beforeAll(async () => {
    env = await startEnvironment()
    folder = mkdtempSync(join(tmpdir(), 'drill-'))
  })
  afterAll(async () => {
    await env.close()
    rmSync(folder, { recursive: true })
  })

  it('what was there at the backup goes on to its end, and nobody is mailed twice for it', async () => {
    const tables = tablesOf(env.storage)
    const store = folderStore(folder)
    const say = () => undefined
    const seller = await salesUser(env)
    const statusOf = async (url: string) => (await fetch(url)).status

    // One is a partner already, one is worked at in Sales, one has only just been handed in.
    const done = aRequest('Fabrikam GmbH')
    const { requestId: doneId } = await submit(env, done)
    await bringToSales(env, doneId)
    await seller.win(await seller.qualify(doneId))
    await prospectWhere(env, doneId, 'approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, doneId, 'the mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    const worked = aRequest('Northwind BV')
    const { requestId: workedId } = await submit(env, worked)
    await bringToSales(env, workedId)
    const told = aRequest('Litware NV')
    const { requestId: toldId } = await submit(env, told)
    await bringToSales(env, toldId)
    const fresh = aRequest('Tailspin Toys')
    const { requestId: freshId } = await submit(env, fresh)
    await quiet(env)
    const backup = await backUp(tables, store, () => new Date(), say)

    // After the backup: another request, and a decision of a seller.
    const late = aRequest('Woodgrove Ltd')
    const lateSubmitted = await submit(env, late)
    await bringToSales(env, lateSubmitted.requestId)
    const opportunity = await seller.qualify(workedId)
    await seller.win(opportunity)
    await seller.disqualify(toldId)
    await prospectWhere(env, toldId, 'its rejection is mailed', ({ mails }) => mails[0]?.state === 'Accepted')
    await quiet(env)

    for (const name of await tables.names())
      for (const row of await contents(tables, name)) await tables.remove(name, [row])
    expect(await statusOf(lateSubmitted.statusUrl)).toBe(404)
    await restore(tables, store, { replace: true, say })
    expect(backup.tables.map(({ name }) => name)).toContain('Headquarters')

    // Sales is ahead of what was restored; the comparison finds what it decided meanwhile.
    await runJobs(env, 'CatchUpWithSales', 'PullChannelRequests', 'SynchronizeChannelRequests', 'CatchUpWithSales')
    await quiet(env)
    const approved = await prospectWhere(
      env,
      workedId,
      'the decision of the seller arrives',
      ({ status }) => status === 'Approved',
    )
    expect(approved.customers).toHaveLength(2)
    await prospectWhere(
      env,
      freshId,
      'the request handed in before goes on',
      ({ sales }) => sales.lead.writtenAt !== undefined,
    )
    await runJobs(env, 'PushCustomersToChannel')
    await prospectWhere(env, workedId, 'its mail is accepted', ({ mails }) => mails[0]?.state === 'Accepted')
    await quiet(env)
    expect(mailsTo(env, done.requestor.email)).toHaveLength(1)
    expect(mailsTo(env, worked.requestor.email)).toHaveLength(1)

    // The mail of a decision after the backup is the one that goes out again; docs/operate.md says so.
    await prospectWhere(env, toldId, 'its rejection is mailed again', ({ mails }) => mails[0]?.state === 'Accepted')
    expect(mailsTo(env, told.requestor.email)).toHaveLength(2)

    // What came after the backup is not there: its link leads nowhere. Sales still has the lead.
    expect(await statusOf(lateSubmitted.statusUrl)).toBe(404)
    const leads = await seller.rows(`leads?$select=companyname&$filter=leadid eq ${lateSubmitted.requestId}`)
    expect(leads).toHaveLength(1)
  }, 120_000)
})
