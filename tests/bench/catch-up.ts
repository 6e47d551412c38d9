// What a run of the catch-up costs against the size of the organization: 500 prospects are ours, approved with their
// customers, and the accounts and contacts of others become more and more. The product's own client asks the stand-in.

import { randomUUID } from 'node:crypto'
import { startSales } from '../../infra/local/sales/sales.ts'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { type Send, salesChangeMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { createApplySalesChange } from '../../shared/dual-write/apply-sales-change.ts'
import { catchUpWithSales } from '../../shared/dual-write/catch-up-with-sales.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import { createDataverse } from '../../shared/sales/dataverse.ts'
import { prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { salesUser } from '../support/people.ts'
import { judged, type Line, note } from './table.ts'

const ours = 500
const others = [1_000, 10_000, 100_000, 1_000_000]
const changes = 10
const minute = 60_000
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

type Cost = {
  readonly calls: number
  readonly rows: number
  readonly ofOthers: number
  readonly storage: number
  readonly hints: number
  readonly milliseconds: number
}

/** Counts the rows of every answer, and those among them that are not ours. */
const createCounter = (isOurs: (id: string) => boolean) => {
  const counts = { calls: 0, rows: 0, ofOthers: 0 }
  const keys = ['leadid', 'opportunityid', 'accountid', 'contactid'] as const
  const send: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (!String(input).includes('/api/data/')) return answer
    counts.calls += 1
    const body = (await answer
      .clone()
      .json()
      .catch(() => undefined)) as { value?: readonly Record<string, unknown>[] } | undefined
    for (const row of body?.value ?? []) {
      const id = keys.map((key) => row[key]).find((value) => typeof value === 'string')
      if (id === undefined) continue
      counts.rows += 1
      if (!isOurs(String(id))) counts.ofOthers += 1
    }
    return answer
  }
  return { counts, send }
}

const shown = ({ calls, rows, ofOthers, storage, hints, milliseconds }: Cost): string =>
  `${calls} calls, ${rows} rows read, ${ofOthers} of others, ${storage} storage tx, ${hints} looks, ${milliseconds.toFixed(0)} ms`

/** @returns what each kind of run costs at each size, and whether it is flat */
export const catchUp = async (): Promise<Line[]> => {
  const clock = { ahead: 0 }
  const milliseconds = () => Date.now() + clock.ahead
  const now = () => new Date(milliseconds())
  const org = await startSales({ port: 0, now, rateLimit: { requests: 1_000_000, windowSeconds: 300, concurrent: 52 } })
  const env = { sales: org }
  try {
    // Nothing listens there: no event arrives, so everything is the catch-up's.
    await installLocally(org.url, 'http://127.0.0.1:9/api/sales/events', 'key-of-the-bench')
    const stores = memoryStores()
    const { headquarters, dualWrite, takeNumber, tables } = stores
    const known = new Set<string>()
    const counter = createCounter((id) => known.has(id))
    const secret = { clientId: 'integration', clientSecret: 'integration', tenantId: 'local' }
    const token = createFetchToken({ ...secret, authority: org.url, resource: org.url }, fetch, milliseconds)
    const sales = createSales(createDataverse(org.url, createTokenCache(token, milliseconds), counter.send), () =>
      now().getTime(),
    )
    let hints = 0
    const send: Send = async (messages) => {
      hints += messages.filter(({ type }) => type === 'sales-change').length
    }
    const apply = createApplySalesChange({
      headquarters,
      sales,
      send,
      takeNumber,
      tradeOf: () => ({}),
      now,
      mailAfterPush: true,
    })

    const first = await salesUser(env)
    for (let at = 0; at < ours; at += 1) {
      const id = deriveId('bench', 'catch-up', at)
      const number = `P-${at}`
      const sample: Prospect = prospect({ prospectId: id, number, sales: { leadId: id, stage: 'Waiting for Sales' } })
      const request = {
        ...sample.request,
        requestor: { ...sample.request.requestor, email: `buyer${at}@fabrikam.example` },
      }
      const one: Prospect = { ...sample, request }
      await headquarters.prospects.create(one, [])
      await sales.writeLead({ prospectId: id, number, submittedAt: one.submittedAt, noteId: randomUUID(), request })
      await first.win(await first.qualify(id))
      for (let look = 0; look < 2; look += 1) await apply(salesChangeMessage({ leadId: id }))
      const { organization, person, sales: shownSales } = (await headquarters.prospects.readAlone(id)) ?? one
      for (const own of [id, organization?.customerId, person?.customerId, shownSales.opportunity?.id])
        if (own !== undefined) known.add(own)
    }
    if (known.size !== ours * 4) throw new Error(`Of ${ours} prospects ${known.size} rows are known, not ${ours * 4}.`)

    const switchBridge = async () => 'conflict' as const
    const run = catchUpWithSales({
      headquarters,
      dualWrite,
      switchBridge,
      sales,
      send,
      now,
      log,
      roundEveryMs: 5 * minute,
    })
    const storage = () =>
      Object.values(tables).reduce((sum, { requests }) => sum + requests.reads + requests.writes + requests.ranges, 0)
    const costOf = async (times = 1): Promise<Cost> => {
      const before = { ...counter.counts, storage: storage(), hints }
      const begun = performance.now()
      for (let time = 0; time < times; time += 1) {
        const { failed } = await run()
        if (failed > 0) throw new Error('A run of the catch-up failed.')
      }
      return {
        calls: counter.counts.calls - before.calls,
        rows: counter.counts.rows - before.rows,
        ofOthers: counter.counts.ofOthers - before.ofOthers,
        storage: storage() - before.storage,
        hints: hints - before.hints,
        milliseconds: performance.now() - begun,
      }
    }
    // All are marked before anything is measured, as they are in an organization that goes on.
    for (let part = 0; part <= ours / 50; part += 1) {
      await run()
      clock.ahead += 5 * minute
    }

    const lines: Line[] = []
    const measured: { readonly first: Cost; readonly idle: Cost; readonly changed: Cost; readonly round: Cost }[] = []
    let there = 0
    for (const count of others) {
      for (const table of ['account', 'contact'] as const) org.addCrowd({ table, count: (count - there) / 2 })
      there = count
      // The round was a moment ago, and what was changed lies further back than the catch-up looks.
      clock.ahead += 10 * minute
      await run()
      await dualWrite.progress.write({ tables: {}, round: { at: now().toISOString() }, sweptAt: now().toISOString() })
      const first = await costOf()
      clock.ahead += minute
      const idle = await costOf()
      clock.ahead += minute
      // The one of the beginning is signed in no longer.
      const seller = await salesUser(env)
      const accounts = (
        await seller.rows(`accounts?$select=accountid&$filter=cb2b_customernumber ne null&$top=${changes}`)
      ).map(({ accountid }) => String(accountid))
      for (const id of accounts) await seller.call('PATCH', `accounts(${id})`, { telephone1: `+49 30 ${count}` })
      const changed = await costOf()
      for (const accountId of accounts) await apply(salesChangeMessage({ accountId }))
      clock.ahead += 10 * minute
      const round = await costOf()
      measured.push({ first, idle, changed, round })
      const title = `${ours} ours, ${count.toLocaleString('en')} accounts and contacts of others`
      lines.push(
        note(`${title}: first run`, shown(first)),
        note(`${title}: idle run`, shown(idle)),
        note(`${title}: run after ${changes} changes`, shown(changed)),
        note(`${title}: idle run with a part of the round`, shown(round)),
      )
    }
    const most = (pick: (one: (typeof measured)[number]) => number): number => Math.max(...measured.map(pick))
    const kinds = ['first', 'idle', 'changed', 'round'] as const
    return [
      judged(
        'catch-up, 500 ours: rows of others read, first / idle / after 10 changes / with a part of the round',
        kinds.map((kind) => most((one) => one[kind].ofOthers)),
        { first: [0, 0, 0, 0], stretch: [0, 0, 0, 0] },
      ),
      judged(
        'catch-up: calls of Sales, the same runs',
        kinds.map((kind) => most((one) => one[kind].calls)),
        { first: [12, 4, 4, 8], stretch: [4, 4, 4, 8] },
      ),
      judged(
        'catch-up: calls and rows with 1,000,000 of others ÷ with 1,000, the same runs',
        kinds.map((kind) => {
          const [small, large] = [measured[0]?.[kind], measured.at(-1)?.[kind]]
          return ((large?.calls ?? 0) + (large?.rows ?? 0)) / Math.max(1, (small?.calls ?? 0) + (small?.rows ?? 0))
        }),
        { first: [1, 1, 1, 1], stretch: [1, 1, 1, 1] },
        (figure) => figure.toFixed(2),
      ),
      ...lines,
    ]
  } finally {
    await org.close()
  }
}
