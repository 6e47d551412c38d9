// Creates that gather while Sales is busy leave together, each with a result of its own.

import { describe, expect, it } from 'vitest'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { createGatheringDataverse } from '../../shared/sales/gather-creates.ts'

type Under = { readonly request: DataverseRequest; readonly end: (answer: unknown) => Promise<void> }

/** A service of which every call waits until it is ended; at most two under way, batches from three on, of at most four. */
const service = () => {
  const under: Under[] = []
  const call: Dataverse = (request) =>
    new Promise((resolve, reject) => {
      const end = async (answer: unknown) => {
        if (answer instanceof Error) reject(answer)
        else resolve(answer)
        await settled()
      }
      under.push({ request, end })
    })
  const gathering = { set: 'leads', atOnce: () => 2, fromMany: 3, most: 4 }
  return { gathered: createGatheringDataverse(call, () => 'id', gathering), under }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
const lead = (n: number): DataverseRequest => ({ method: 'POST', path: 'leads', body: { leadid: `l${n}` } })
const part = (status: string) => `--b\r\n\r\nHTTP/1.1 ${status}\r\n\r\n\r\n`
const answerOf = (...statuses: string[]) => `${statuses.map(part).join('')}--b--`
/** What becomes of a call: the answer, or the code it failed with. */
const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: Error & { code: string }) => error.code)

describe('creates', () => {
  it('go alone while Sales has room', async () => {
    const { gathered, under } = service()
    const calls = [1, 2, 3].map((n) => outcome(gathered(lead(n))))
    expect(under.map(({ request }) => request)).toEqual([lead(1), lead(2)])
    await under[0]?.end('one')
    expect(under.map(({ request }) => request)).toEqual([lead(1), lead(2), lead(3)])
    await under[1]?.end(undefined)
    await under[2]?.end(new SalesUnavailable('http-503'))
    expect(await Promise.all(calls)).toEqual(['one', undefined, 'http-503'])
  })

  it('that wait leave together, as many as one batch may have, and the others after them', async () => {
    const { gathered, under } = service()
    const calls = Array.from({ length: 8 }, (_, n) => outcome(gathered(lead(n))))
    await under[0]?.end(undefined)
    expect(under).toHaveLength(3)
    expect(under[2]?.request.path).toBe('$batch')
    expect(String(under[2]?.request.body).match(/leadid":"l\d/g)).toEqual([2, 3, 4, 5].map((n) => `leadid":"l${n}`))
    await under[1]?.end(undefined)
    expect(under[3]?.request).toEqual(lead(6))
    await under[2]?.end(answerOf('204 x', '412 x', '204 x', '503 x'))
    expect(under[4]?.request).toEqual(lead(7))
    for (const { end } of under) await end(undefined)
    expect(await Promise.all(calls)).toEqual([
      undefined,
      undefined,
      undefined,
      'http-412',
      undefined,
      'http-503',
      undefined,
      undefined,
    ])
  })

  it('that wait are shared out, so that no call is left with single ones while another has all', async () => {
    const under: Under[] = []
    const call: Dataverse = (request) =>
      new Promise((resolve) => {
        under.push({ request, end: async (answer) => resolve(answer) })
      })
    const gathered = createGatheringDataverse(call, () => 'id', {
      set: 'leads',
      atOnce: () => 2,
      fromMany: 3,
      most: 50,
    })
    const calls = Array.from({ length: 12 }, (_, n) => outcome(gathered(lead(n))))
    await under[0]?.end(undefined)
    await settled()
    await under[1]?.end(undefined)
    await settled()
    // Eleven are left after the first answer, ten after the second.
    const sizes = under.slice(2).map(({ request }) => String(request.body).match(/leadid":"l\d/g)?.length)
    expect(sizes).toEqual([6, 4])
    await under[2]?.end(answerOf(...Array<string>(6).fill('204 x')))
    await under[3]?.end(answerOf(...Array<string>(4).fill('204 x')))
    expect(new Set(await Promise.all(calls))).toEqual(new Set([undefined]))
  })

  it('go one by one when a batch is refused as a whole', async () => {
    const { gathered, under } = service()
    const calls = Array.from({ length: 5 }, (_, n) => outcome(gathered(lead(n))))
    await under[0]?.end(undefined)
    await under[1]?.end(undefined)
    await under[2]?.end(new SalesRefused('0x1', 'permanent'))
    expect(under[3]?.request).toEqual(lead(2))
    await under[3]?.end(undefined)
    await under[4]?.end(new SalesRefused('0x2', 'permanent'))
    await under[5]?.end(undefined)
    expect(await Promise.all(calls)).toEqual([undefined, undefined, undefined, '0x2', undefined])
  })

  it('all wait when a batch does not come through', async () => {
    const { gathered, under } = service()
    const calls = Array.from({ length: 5 }, (_, n) => outcome(gathered(lead(n))))
    await under[0]?.end(undefined)
    await under[1]?.end(undefined)
    await under[2]?.end(new SalesUnavailable('unreachable'))
    expect(under).toHaveLength(3)
    expect(await Promise.all(calls)).toEqual([undefined, undefined, 'unreachable', 'unreachable', 'unreachable'])
  })
})

describe('what is no plain create of the table goes straight through', () => {
  it.each<DataverseRequest>([
    { method: 'GET', path: 'leads' },
    { method: 'POST', path: 'accounts', body: {} },
    { method: 'POST', path: 'leads', body: {}, headers: { 'if-none-match': '*' } },
  ])('%j', async (request) => {
    const { gathered, under } = service()
    void gathered(lead(1))
    void gathered(lead(2))
    void gathered(request)
    expect(under[2]?.request).toBe(request)
  })
})
