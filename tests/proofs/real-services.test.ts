// The approve story through the genuine SDKs against table storage and the broker: every request at the wire is refused
// once and its answer lost once, and every onboarding still ends the way it must.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queueSettings } from '../../functions/queues.ts'
import type { QueueName } from '../../shared/domain/queue-names.ts'
import { incomingKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { startApp } from '../support/faults/app.ts'
import { requestBody } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { createWorld } from '../support/faults/world.ts'
import { approvalMail, approvalViolations, leftovers, repeatedNumbers } from '../support/onboarding-rules.ts'
import { mailsTo, salesUser } from '../support/people.ts'
import { type RealFault, type RealPorts, startRealPorts } from '../support/real-ports.ts'
import { isWhole, shareOf } from '../support/share.ts'

const step = 16 * 60_000
const roundsAtMost = 8
/** The first, and three more. */
const triesOfSdk = 4

describe('one fault below the SDKs', () => {
  let ahead = 0
  let names: string[] = []
  let plan: { readonly index: number; readonly fault: RealFault } | undefined
  let struck: { readonly call: string; times: number } | undefined
  let real: RealPorts
  let seller: Awaited<ReturnType<typeof salesUser>>

  /** A call is one request, and all others that its SDK makes because of it. */
  const decide = (name: string, call: string): RealFault | undefined => {
    if (struck && call !== '' && struck.call === call && struck.times < triesOfSdk) {
      if (plan?.fault === 'reply lost') return undefined
      struck.times += 1
      return 'refused'
    }
    const index = names.push(name) - 1
    if (struck || plan?.index !== index) return undefined
    struck = { call, times: 1 }
    return plan.fault === 'refused' ? 'refused' : 'reply lost'
  }
  beforeAll(async () => {
    real = await startRealPorts(decide, () => Date.now() + ahead)
    seller = await salesUser(real)
  })
  afterAll(() => real.close())

  const start = () =>
    startApp(createWorld(), faultSeam(new Map()).connect(), { noReceipt: true, ports: () => real.ports })
  /** Does something that its caller does again when it fails. */
  const again = async <T>(act: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await act()
      } catch (error) {
        if (tries === 2) throw error
      }
    }
  }
  const depth = (name: QueueName) => real.serviceBus.peek(name)

  const deliver = async (app: ReturnType<typeof start>, name: QueueName): Promise<void> => {
    const receiver = real.receivers.get(name)
    const [message] = (await receiver?.receiveMessages(1, { maxWaitTimeInMs: 1000 })) ?? []
    if (!message || !receiver) return
    const ended = await app.handlers[name](message.body).then(
      () => 'done',
      () => 'failed',
    )
    // A settlement that fails leaves the message to its lock, as it does in the host.
    await (ended === 'done' ? receiver.completeMessage(message) : receiver.abandonMessage(message)).catch(
      () => undefined,
    )
  }
  /** Works off all queues; time goes on when what is left has to wait. */
  const drain = async (app: ReturnType<typeof start>): Promise<void> => {
    for (let deliveries = 0; deliveries < 60; ) {
      const busy = queueSettings.filter(({ name }) => depth(name).active > 0)
      for (const { name } of busy) await deliver(app, name)
      deliveries += busy.length
      if (busy.length > 0) continue
      if (queueSettings.every(({ name }) => depth(name).scheduled + depth(name).locked === 0)) return
      ahead += step
      deliveries += 1
      await new Promise((resolve) => setTimeout(resolve, 12))
    }
    throw new Error('Messages beget messages without end.')
  }

  const approve = async (name: string): Promise<{ requestId: string; email: string }> => {
    ahead = 0
    const app = start()
    const { requestId = '' } = await again(() => app.submit(requestBody(name), `key-${name}`))
    const jobsUntil = async (jobs: readonly Parameters<typeof app.runJob>[0][], holds: () => Promise<boolean>) => {
      for (let round = 0; round < roundsAtMost; round += 1) {
        for (const job of jobs) await app.runJob(job).catch(() => undefined)
        await drain(app)
        if (await holds()) return
      }
      throw new Error(`${name}: ${jobs.join()} came to no end.`)
    }
    const leads = () => seller.rows(`leads?$select=leadid&$filter=leadid eq ${requestId}`)
    await jobsUntil(['P-0001', 'synchronize'], async () => (await leads()).length > 0)
    const opportunityId = await seller.qualify(requestId)
    await again(() => app.hook({ leadId: requestId, payload: '' }))
    await drain(app)
    await seller.win(opportunityId)
    await again(() => app.hook({ opportunityId, payload: '' }))
    await drain(app)
    const told = async () => (await approvalMail(real.kept, requestId))?.state === 'Accepted'
    await jobsUntil(['1010', 'catch-up'], told)
    // Its own rows only: what a job could not finish must not meet the next onboarding.
    const waiting = async (): Promise<boolean> => {
      const shard = shardOf(requestId)
      const rows = await real.kept.channel.range(shard, 'pending|', 'pending}')
      // What keeps the place of a decided request is none that waits.
      const pending = rows.filter(({ value }) => !('decidedOn' in (value as object)))
      const pulled = await real.kept.headquarters.read('incoming', incomingKey(requestId))
      return pending.length > 0 || pulled !== undefined
    }
    if (await waiting()) await jobsUntil(['P-0001', 'synchronize'], async () => !(await waiting()))
    const untold = async (): Promise<boolean> =>
      (await real.kept.headquarters.range(shardOf(requestId), `push|${requestId}|`, `push|${requestId}}`)).length > 0
    if (await untold()) await jobsUntil(['1010'], async () => !(await untold()))
    return { requestId, email: `ada@${name.toLowerCase()}.example` }
  }
  const check = async (name: string, mayRepeat: () => boolean): Promise<string[]> => {
    try {
      const { requestId, email } = await approve(name)
      const mails = mailsTo(real, email).length
      return await approvalViolations(real.kept, requestId, { email, rows: seller.rows, mails }, mayRepeat())
    } catch (error) {
      return [error instanceof Error ? `${name}: ${error.message}` : String(error)]
    }
  }

  it('loses nothing and doubles nothing', async () => {
    const started = performance.now()
    await approve('Warm')
    // A slow moment makes an SDK ask twice; the shorter of two runs has none.
    const runs: string[][] = []
    for (const name of ['Clean', 'Cleaner']) {
      names = []
      expect(await check(name, () => false)).toEqual([])
      runs.push([...names])
    }
    const [calls = []] = runs.sort((a, b) => a.length - b.length)
    expect(real.conflicts.count).toBe(0)

    const failures: string[] = []
    let points = 0
    const ownSuccess = { refused: 0, surfaced: 0 }
    /** Whether the run came to this call. */
    const strike = async (index: number, call: string, fault: RealFault, tries: number): Promise<boolean> => {
      names = []
      struck = undefined
      plan = { index, fault }
      const conflicts = real.conflicts.count
      const answered = real.tableStatuses.length
      const mayRepeat = () => names.slice(0, index).includes('send mail')
      const found = await check(`Fault-${index}-${fault.replaceAll(' ', '-')}-${tries}`, mayRepeat)
      plan = undefined
      failures.push(...found.map((what) => `${index} ${call}, ${fault}: ${what}`))
      if (!struck) return false
      points += 1
      if (fault === 'reply lost' && /^(transaction|insert|update|record)/.test(call)) {
        // The service said no to its own success; the product must not have heard that. Of a row that was only to be
        // deleted nobody can tell who did it, and nobody asks.
        if (real.tableStatuses.slice(answered).some((status) => status === 409 || status === 412))
          ownSuccess.refused += 1
        ownSuccess.surfaced += real.conflicts.count - conflicts
      }
      return true
    }
    const isMine = shareOf('real services')
    const tried = [...calls.entries()].filter(([index]) => isMine(index))
    for (const [index, call] of tried) {
      const reads = /^(get|query) /.test(call)
      // To the reader of a row it is all the same whether the service read it before it could not be asked again.
      const faults: readonly RealFault[] = reads
        ? ['refused', 'reply lost']
        : ['refused', 'reply lost', 'lost for good']
      for (const fault of faults)
        for (let tries = 0; tries < 3 && !(await strike(index, call, fault, tries)); tries += 1);
    }
    failures.push(...(await leftovers(real.kept)), ...(await repeatedNumbers(real.kept)))
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(
      `real services: ${tried.length} of ${calls.length} calls, ${points} faults, ${failures.length} violations; ` +
        `${ownSuccess.refused} own successes refused below the SDK, ${ownSuccess.surfaced} surfaced; ${seconds} s`,
    )
    expect(failures).toEqual([])
    expect(points).toBeGreaterThanOrEqual(tried.length * 2)
    expect(ownSuccess.surfaced).toBe(0)
    if (isWhole) expect(ownSuccess.refused).toBeGreaterThan(0)
  })
})
