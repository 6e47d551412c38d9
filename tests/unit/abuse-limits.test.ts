import { describe, expect, it } from 'vitest'
import { createAbuseLimits, type Limits } from '../../shared/channel/abuse-limits.ts'
import { formStamp, wasFilledInTooFast } from '../../shared/channel/form-stamp.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-20T08:00:00.000Z')
const none: Limits = { address: 0, network: 0, total: 0 }

const rig = (limits: Partial<Limits>, table = memoryTable()) => {
  let at = start
  const limiter = createAbuseLimits(createLimitBuckets(table), { ...none, ...limits }, 'secret', () => new Date(at))
  const admitted = async (count: number, submitter = { email: 'ada@fabrikam.example', network: '203.0.113.7' }) => {
    let admittedSoFar = 0
    for (let tried = 0; tried < count; tried += 1) if (await limiter.admit(submitter)) admittedSoFar += 1
    return admittedSoFar
  }
  const pass = (ms: number) => {
    at += ms
  }
  return { limiter, admitted, table, pass }
}

describe('the limits of submissions', () => {
  it('take in as many as the limit says within an hour, and no more', async () => {
    expect(await rig({ address: 10 }).admitted(30)).toBe(10)
  })

  it('fill up again evenly', async () => {
    const { admitted, pass } = rig({ address: 10 })
    await admitted(30)
    pass(30 * 60_000)
    expect(await admitted(30)).toBe(5)
    pass(24 * 3_600_000)
    expect(await admitted(30)).toBe(10)
  })

  it('count addresses apart, whatever their case', async () => {
    const { admitted } = rig({ address: 3 })
    expect(await admitted(9, { email: 'ADA@fabrikam.example', network: '' })).toBe(3)
    expect(await admitted(9)).toBe(0)
    expect(await admitted(9, { email: 'ben@fabrikam.example', network: '' })).toBe(3)
  })

  it('count a network of the newer protocol by the half that one customer holds', async () => {
    const { admitted } = rig({ network: 4 })
    expect(await admitted(3, { email: 'a@b.example', network: '2001:db8:1:2:aaaa::1' })).toBe(3)
    expect(await admitted(3, { email: 'a@b.example', network: '2001:db8:1:2:bbbb::2' })).toBe(1)
    expect(await admitted(3, { email: 'a@b.example', network: '2001:db8:1:3::1' })).toBe(3)
  })

  it('do not count for an address what another limit kept out', async () => {
    const { admitted, pass } = rig({ address: 2, total: 3 })
    expect(await admitted(2, { email: 'ben@fabrikam.example', network: '' })).toBe(2)
    expect(await admitted(4)).toBe(1)
    pass(20 * 60_000)
    expect(await admitted(1)).toBe(1)
  })

  it('forget the oldest of very many, so that strangers cannot fill the memory', async () => {
    const { admitted } = rig({ address: 1 })
    expect(await admitted(2)).toBe(1)
    for (let other = 0; other < 10_000; other += 1) await admitted(1, { email: `${other}@b.example`, network: '' })
    expect(await admitted(1)).toBe(1)
  })

  it('do not count what was stored already', async () => {
    const { limiter } = rig({ address: 1 })
    const submitter = { email: 'ada@fabrikam.example' }
    for (let time = 0; time < 5; time += 1) {
      expect(await limiter.admit(submitter)).toBe(true)
      limiter.takeBack(submitter)
    }
  })

  it('hold for many at the same time', async () => {
    const { limiter } = rig({ address: 10 })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => limiter.admit({ email: 'ada@fabrikam.example' })),
    )
    expect(answers.filter(Boolean)).toHaveLength(10)
  })

  it('let several instances together exceed the limit by their first allowance only', async () => {
    const table = memoryTable()
    const instances = [rig({ address: 10 }, table), rig({ address: 10 }, table), rig({ address: 10 }, table)]
    let sum = 0
    for (const { admitted } of instances) sum += await admitted(20)
    expect(sum).toBeLessThanOrEqual(10 + 2 * 2)
  })

  it('cost an ordinary submission no storage transaction, and store no address', async () => {
    const { admitted, table } = rig({ address: 10, network: 100, total: 1000 })
    await admitted(1)
    expect(table.requests).toEqual({ reads: 0, ranges: 0, writes: 0 })
    await admitted(9)
    expect(table.requests.writes).toBeGreaterThan(0)
    const rows = (await Promise.all([...'0123456789abcdef'].map((shard) => table.range(shard, '', '~')))).flat()
    expect(JSON.stringify(rows)).not.toMatch(/fabrikam|203\.0/)
  })
})

describe('the stamp of the form', () => {
  it('tells a form that came back too fast', () => {
    const stamp = formStamp('secret', start)
    expect(wasFilledInTooFast('secret', stamp, start + 1999, 2000)).toBe(true)
    expect(wasFilledInTooFast('secret', stamp, start + 2000, 2000)).toBe(false)
  })

  it.each([
    ['none', null],
    ['one of another', formStamp('other', start)],
    ['a changed one', formStamp('secret', start).replace('1', '2')],
    ['junk', '..'],
  ])('says nothing when it is %s', (_, stamp) => {
    expect(wasFilledInTooFast('secret', stamp, start, 2000)).toBe(false)
  })
})
