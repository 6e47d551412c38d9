// Taking in a request: the same one once, under a key or without, and nothing of one that is refused or one too many.

import { describe, expect, it } from 'vitest'
import type { AbuseLimits } from '../../shared/channel/abuse-limits.ts'
import { createChannelStore } from '../../shared/channel/store/channel-store.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { accepted, bodyWith, fullBody } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const desk = (limits?: AbuseLimits) => {
  const table = memoryTable()
  const { requests, stamps, probe } = createChannelStore(table)
  const clock = { now: '2026-11-20T08:05:00.000Z' }
  const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en' } as const
  const submit = createSubmitRequest({
    requests,
    stamps,
    rules,
    now: () => new Date(clock.now),
    ...(limits ? { limits } : {}),
  })
  const idOf = async (...given: Parameters<typeof submit>) => {
    const result = await submit(...given)
    return result.outcome === 'accepted' ? result.requestId : result.outcome
  }
  return { submit, idOf, requests, probe, clock, table }
}
const other = () => bodyWith('company.name', 'Contoso')

describe('a request', () => {
  it('is stored as it was accepted, in one transaction', async () => {
    const { submit, requests, table } = desk()
    const result = await submit(fullBody())
    if (result.outcome !== 'accepted') throw new Error('It was not accepted.')
    expect(result.request).toEqual(accepted(fullBody()))
    expect(await requests.pending(result.requestId.charAt(0), 9, '2026-11-20')).toEqual([
      { requestId: result.requestId, submittedAt: '2026-11-20T08:05:00.000Z', request: result.request },
    ])
    expect(table.requests).toMatchObject({ writes: 1 })
    // Without a key of the caller's there is none to keep.
    expect(await table.range(result.requestId.charAt(0), 'key|', 'key}')).toEqual([])
  })

  it('without a key is the same on the same day, and another the day after or with other words', async () => {
    const { idOf, clock } = desk()
    const first = await idOf(fullBody())
    expect([(await idOf(fullBody())) === first, (await idOf(other())) === first]).toEqual([true, false])
    clock.now = '2026-11-21T00:00:00.000Z'
    expect(await idOf(fullBody())).not.toBe(first)
  })

  it('without a key is a new one after a decision, and the same again until that one is decided', async () => {
    const { idOf, requests, clock } = desk()
    const day = clock.now.slice(0, 10)
    const pull = async (requestId: string) => {
      const part = requestId.charAt(0)
      await requests.settle(part, await requests.pending(part, 9, day))
    }
    const decide = async (requestId: string, status: 'InReview' | 'Declined' | 'Approved', revision: number) => {
      const state = { requestId, status, submittedAt: clock.now, decidedAt: clock.now, revision }
      if (status === 'Approved') await requests.tellApprovals(requestId.charAt(0), [state])
      else await requests.tell(state)
    }
    const first = await idOf(fullBody())
    await pull(first)
    expect(await idOf(fullBody())).toBe(first)
    await pull(first)
    await decide(first, 'Declined', 2)
    const second = await idOf(fullBody())
    expect([second === first, await idOf(fullBody())]).toEqual([false, second])
    expect(await requests.status(second)).toMatchObject({ status: 'Submitted' })
    expect(await requests.status(first)).toMatchObject({ status: 'Declined' })
    // What keeps the place of the decided one is no request.
    expect(await requests.pending(first.charAt(0), 1, day)).not.toContainEqual(
      expect.objectContaining({ requestId: first }),
    )
    await pull(second)
    await decide(second, 'Approved', 1)
    const third = await idOf(fullBody())
    expect(new Set([first, second, third]).size).toBe(3)
    // Reopened by Sales: it is under review again.
    await decide(first, 'InReview', 3)
    expect(await idOf(fullBody())).toBe(first)
  })

  it('that was decided keeps its place for the day only', async () => {
    const { idOf, requests, clock, table } = desk()
    const requestId = await idOf(fullBody())
    const part = requestId.charAt(0)
    await requests.settle(part, await requests.pending(part, 9, '2026-11-20'))
    await requests.tell({ requestId, status: 'Declined', submittedAt: clock.now, decidedAt: clock.now, revision: 1 })
    const kept = async () => (await table.range(part, 'pending|', 'pending}')).length
    await requests.pending(part, 1, '2026-11-20')
    expect(await kept()).toBe(1)
    await requests.pending(part, 1, '2026-11-21')
    expect(await kept()).toBe(0)
  })

  it('with a key stays the same after a decision', async () => {
    const { idOf, requests, clock } = desk()
    const first = await idOf(fullBody(), 'key-1')
    await requests.tell({ requestId: first, status: 'Declined', submittedAt: clock.now, revision: 1 })
    expect(await idOf(fullBody(), 'key-1')).toBe(first)
  })

  it('with a key is the same whenever it comes, and no other may use the key', async () => {
    const { idOf, clock } = desk()
    const first = await idOf(fullBody(), 'key-1')
    clock.now = '2026-12-24T00:00:00.000Z'
    expect(await idOf(fullBody(), 'key-1')).toBe(first)
    expect(await idOf(other(), 'key-1')).toBe('key-reused')
    expect([(await idOf(fullBody(), 'key-2')) === first, (await idOf(fullBody())) === first]).toEqual([false, false])
  })

  it('that is refused is not stored, and says why', async () => {
    const { submit, table } = desk()
    expect(await submit({ ...fullBody(), company: undefined })).toMatchObject({ outcome: 'refused' })
    expect(table.requests).toMatchObject({ writes: 0 })
  })
})

describe('an idempotency key', () => {
  const here = { network: '203.0.113.7' }

  it('is a room of its own for each site that proves itself, whatever network it sends from', async () => {
    const { idOf } = desk()
    const ofOne = await idOf(fullBody(), '1', { site: 'benelux', network: '203.0.113.7' })
    expect(await idOf(fullBody(), '1', { site: 'benelux', network: '198.51.100.9' })).toBe(ofOne)
    expect(await idOf(other(), '1', { site: 'benelux' })).toBe('key-reused')
    const ofTwo = await idOf(bodyWith('channel', 'default'), '1', { site: 'default' })
    expect([ofTwo === ofOne, ofTwo]).toEqual([false, expect.stringMatching(/^[\da-f-]{36}$/)])
  })

  it('of a stranger cannot be taken by another one who guesses it', async () => {
    const { idOf } = desk()
    const mine = await idOf(fullBody(), '1', here)
    const theirs = await idOf(other(), '1', { network: '198.51.100.9' })
    expect(theirs).toMatch(/^[\da-f-]{36}$/)
    expect([await idOf(fullBody(), '1', here), await idOf(other(), '1', here)]).toEqual([mine, 'key-reused'])
    // The next address of the same block is the same sender: servers have several.
    expect(await idOf(fullBody(), '1', { network: '203.0.113.8' })).toBe(mine)
  })

  it('of one channel is not that of another', async () => {
    const { idOf } = desk()
    await idOf(fullBody(), '1')
    expect(await idOf(bodyWith('channel', 'default'), '1')).toMatch(/^[\da-f-]{36}$/)
  })

  it('of an earlier version is still the same one', async () => {
    const { idOf } = desk()
    expect(await idOf(bodyWith('channel', 'default'), 'key-1')).toBe(deriveId('keyed-request', 'key-1'))
  })
})

describe('a site that proves itself', () => {
  it('hands in requests of its own channel only, which is the one it means when it names none', async () => {
    const { submit } = desk()
    const named = await submit(bodyWith('channel', undefined), undefined, { site: 'benelux' })
    expect(named).toMatchObject({ outcome: 'accepted', request: { channel: 'benelux' } })
    expect(await submit(bodyWith('channel', 'default'), undefined, { site: 'benelux' })).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'channel', code: 'unknown-value' }],
    })
  })
})

describe('a showing of the form', () => {
  const showing = { id: 'a1', shownOn: '2026-11-20' }
  it('is good for one request, however often that one comes', async () => {
    const { idOf, table } = desk()
    const first = await idOf(fullBody(), undefined, { showing })
    expect(first).toMatch(/^[\da-f-]{36}$/)
    expect(await idOf(fullBody(), undefined, { showing })).toBe(first)
    expect(await idOf(other(), undefined, { showing })).toBe('showing-used')
    expect((await table.range('a', 'stamp|', 'stamp}')).length).toBe(1)
    expect(await idOf(other(), undefined, { showing: { ...showing, id: 'a2' } })).toMatch(/^[\da-f-]{36}$/)
  })
})

describe('the limits', () => {
  const counting = (admits: boolean) => {
    const asked: unknown[] = []
    const limits: AbuseLimits = {
      admit: async (attempt) => {
        asked.push(attempt)
        return admits ? { outcome: 'admitted' } : { outcome: 'limited', retryAfter: 360 }
      },
    }
    return { limits, asked }
  }
  const ada = { email: 'ada.roth@fabrikam.example', network: '203.0.113.7' }

  it('count every attempt by its address and where it came from, also repeats and conflicts', async () => {
    const { limits, asked } = counting(true)
    const { idOf } = desk(limits)
    const { network } = ada
    for (const body of [fullBody(), fullBody(), other()]) await idOf(body, 'key-1', { network })
    expect(asked).toEqual([ada, ada, ada])
  })

  it('count what is refused by where it came from, and say so when it was one too many', async () => {
    const few = counting(true)
    expect(await desk(few.limits).submit({}, undefined, { network: ada.network })).toMatchObject({ outcome: 'refused' })
    expect(few.asked).toEqual([{ network: ada.network }])
    const many = counting(false)
    expect(await desk(many.limits).submit({}, undefined, { network: ada.network })).toEqual({
      outcome: 'limited',
      retryAfter: 360,
    })
  })

  it('keep out what is one too many, and say how long', async () => {
    const { limits } = counting(false)
    const { submit, table } = desk(limits)
    expect(await submit(fullBody())).toEqual({ outcome: 'limited', retryAfter: 360 })
    expect(table.requests.writes).toBe(0)
  })

  it('do not stand between a caller and the answer to what is stored under its key', async () => {
    const verdict = { admits: true }
    const limits: AbuseLimits = {
      admit: async () => (verdict.admits ? { outcome: 'admitted' } : { outcome: 'limited', retryAfter: 360 }),
    }
    const { idOf, table } = desk(limits)
    const first = await idOf(fullBody(), 'key-1')
    verdict.admits = false
    const { writes } = table.requests
    expect(await idOf(fullBody(), 'key-1')).toBe(first)
    expect([await idOf(other(), 'key-1'), await idOf(fullBody(), 'key-2')]).toEqual(['limited', 'limited'])
    expect(table.requests.writes).toBe(writes)
  })
})

describe('the channel', () => {
  it('says by one read whether storage can be used', async () => {
    const { probe, table } = desk()
    await probe()
    expect(table.requests).toMatchObject({ reads: 1, writes: 0 })
    Object.assign(table, { read: () => Promise.reject(new Error('gone')) })
    await expect(probe()).rejects.toThrow('gone')
  })
})
