import { describe, expect, it } from 'vitest'
import { createAbuseLimits } from '../../shared/channel/abuse-limits.ts'
import { formStamp, readFormStamp } from '../../shared/channel/form-stamp.ts'
import { type Attempt, type Limits, strangersLimit } from '../../shared/channel/limit-rules.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-20T08:00:00.000Z')
const none: Limits = { address: 0, network: 0, total: 0 }

const rig = (limits: Partial<Limits>, table = memoryTable(), hasSites = false) => {
  let at = start
  const limiter = createAbuseLimits(
    createLimitBuckets(table),
    { ...none, ...limits },
    'secret',
    () => new Date(at),
    hasSites,
  )
  const admitted = async (
    count: number,
    submitter: Attempt = { email: 'ada@fabrikam.example', network: '203.0.113.7' },
  ) => {
    let admittedSoFar = 0
    for (let tried = 0; tried < count; tried += 1)
      if ((await limiter.admit(submitter)).outcome === 'admitted') admittedSoFar += 1
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

  it('count the spellings of one mailbox as one address', async () => {
    const { admitted } = rig({ address: 3 })
    const email = (text: string) => ({ email: text })
    expect(await admitted(2, email('Ada+1@fabrikam.example'))).toBe(2)
    expect(await admitted(9, email('ada+2@fabrikam.example'))).toBe(1)
    expect(await admitted(9, email('a.d.a@gmail.com'))).toBe(3)
    expect(await admitted(9, email('ada+x@googlemail.com'))).toBe(0)
  })

  it('count every spelling of one network as one', async () => {
    const { admitted } = rig({ network: 10 })
    const spellings = ['203.0.113.200', '::ffff:203.0.113.200', '::FFFF:CB00:71C8', '203.0.113.200:443']
    let sum = 0
    for (let at = 0; at < 40; at += 1) sum += await admitted(1, { network: spellings[at % 4] })
    expect(sum).toBe(10)
    let compressed = 0
    for (let at = 1; at <= 400; at += 1) compressed += await admitted(1, { network: `2001:db8::${at.toString(16)}` })
    expect(compressed).toBe(10)
  })

  it('count what is no address as one network', async () => {
    const { admitted } = rig({ network: 2 })
    let sum = 0
    for (let at = 0; at < 40; at += 1) sum += await admitted(1, { network: `junk ${at}` })
    expect(sum).toBe(2)
  })

  it('bound a whole block of networks at four times one of them, and spare it what one of them may not send', async () => {
    const { admitted } = rig({ network: 5 })
    let sum = 0
    for (let at = 0; at < 256; at += 1) sum += await admitted(5, { network: `203.0.113.${at}` })
    expect(sum).toBe(20)
    // One that is refused a hundred times takes nothing from its neighbours.
    expect(await admitted(100, { network: '198.51.100.1' })).toBe(5)
    expect(await admitted(5, { network: '198.51.100.2' })).toBe(5)
  })

  it('count what could not be read by where it came from, and by nothing else', async () => {
    const { admitted } = rig({ network: 3, total: 2, address: 1 })
    expect(await admitted(9, { network: '203.0.113.7' })).toBe(3)
    expect(await admitted(9, { network: '203.0.113.8', email: 'ben@fabrikam.example' })).toBe(1)
  })

  it('say how long to wait until the bucket that refused holds one again', async () => {
    const { limiter, admitted, pass } = rig({ address: 10 })
    await admitted(10)
    expect(await limiter.admit({ email: 'ada@fabrikam.example' })).toEqual({ outcome: 'limited', retryAfter: 360 })
    pass(100_000)
    expect(await limiter.admit({ email: 'ada@fabrikam.example' })).toEqual({ outcome: 'limited', retryAfter: 260 })
    pass(260_000)
    expect(await limiter.admit({ email: 'ada@fabrikam.example' })).toEqual({ outcome: 'admitted' })
  })

  it('ask storage no more while they know that a bucket is empty', async () => {
    const { admitted, table } = rig({ address: 10 })
    const submitter = { email: 'ada@fabrikam.example' }
    await admitted(11, submitter)
    const asked = { ...table.requests }
    expect(await admitted(1000, submitter)).toBe(0)
    expect(table.requests).toEqual(asked)
  })

  it('of no network never open to the world: they are for sites with a key', async () => {
    const { admitted } = rig({ network: 0 }, memoryTable(), true)
    expect(await admitted(1000, { network: '203.0.113.7' })).toBe(strangersLimit)
    expect(await admitted(1000, { site: 'eu', network: '198.51.100.1' })).toBe(1000)
  })

  it('hold for the network of an applicant that a site tells, and not for the site itself', async () => {
    const { admitted } = rig({ network: 5 }, memoryTable(), true)
    expect(await admitted(100, { site: 'eu' })).toBe(100)
    expect(await admitted(100, { site: 'eu', network: '203.0.113.7' })).toBe(5)
  })

  it('keep a share of the limit in all for sites, and of the rest half for networks with few requests', async () => {
    const { admitted } = rig({ total: 1000, network: 300 }, memoryTable(), true)
    let flood = 0
    for (let at = 0; at < 20; at += 1)
      flood += await admitted(300, { network: `203.0.${at}.1`, email: `${at}@x.example` })
    // Twenty are quiet for their first ten; together they get half of the strangers' three quarters on top.
    expect(flood).toBe(375 + 20 * 10)
    expect(await admitted(1, { network: '198.51.100.1', email: 'honest@x.example' })).toBe(1)
    let quiet = 0
    for (let at = 0; at < 100; at += 1)
      quiet += await admitted(9, { network: `192.0.${at}.1`, email: `q${at}@x.example` })
    expect(flood + quiet + 1).toBe(750)
    expect(await admitted(400, { site: 'eu', email: 'partner@x.example' })).toBe(250)
  })

  it('give strangers all of it where no site has a key', async () => {
    const { admitted } = rig({ total: 100 })
    expect(await admitted(200, { email: 'ada@x.example' })).toBe(100)
  })

  it('hold for many at the same time', async () => {
    const { limiter } = rig({ address: 10 })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => limiter.admit({ email: 'ada@fabrikam.example' })),
    )
    expect(answers.filter(({ outcome }) => outcome === 'admitted')).toHaveLength(10)
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
  const secret = 'secret'
  const stamp = formStamp(secret, start, 'a1')
  const read = (given: string | null, at: number, secrets = [secret]) => readFormStamp(secrets, given, at, 2000)

  it('tells a form that came back too fast, in time, and after more than a day', () => {
    expect(read(stamp, start + 1999)).toEqual({ outcome: 'too-fast' })
    const good = { outcome: 'good', showing: { id: 'a1', shownOn: '2026-11-20' } }
    expect(read(stamp, start + 2000)).toEqual(good)
    expect(read(stamp, start + 24 * 3_600_000)).toEqual(good)
    expect(read(stamp, start + 24 * 3_600_000 + 1)).toEqual({ outcome: 'outdated' })
  })

  it('of the secret before this one still counts', () => {
    expect(read(stamp, start + 5000, ['new secret', secret])).toMatchObject({ outcome: 'good' })
  })

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one of another', formStamp('other', start, 'a1')],
    ['one of another time', stamp.replace('1', '2')],
    ['one of another showing', stamp.replace('a1', 'a2')],
    ['one with more', `${stamp}.x`],
    ['one of an earlier version', `${start}.c2lnbmF0dXJl`],
    ['junk', '..'],
  ])('is none when it is %s', (_, given) => {
    expect(read(given, start + 5000)).toEqual({ outcome: 'none' })
  })
})
