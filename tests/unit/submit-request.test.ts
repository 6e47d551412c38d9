// Taking in a request: the same one once, under a key or without, and nothing of one that is refused or one too many.

import { describe, expect, it } from 'vitest'
import type { AbuseLimits } from '../../shared/channel/abuse-limits.ts'
import { createChannelStore } from '../../shared/channel/store/channel-store.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { accepted, bodyWith, fullBody } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const desk = (limits?: AbuseLimits) => {
  const table = memoryTable()
  const { requests, probe } = createChannelStore(table)
  const clock = { now: '2026-11-20T08:05:00.000Z' }
  const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en' } as const
  const submit = createSubmitRequest({
    requests,
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
      if (status === 'Approved') await requests.tellApprovals(requestId.charAt(0), [{ state, users: [] }])
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

describe('the limits', () => {
  const counting = (admits: boolean) => {
    const asked: unknown[][] = []
    const limits: AbuseLimits = {
      admit: async (submitter) => {
        asked.push(['admit', submitter])
        return admits
      },
      takeBack: (submitter) => void asked.push(['takeBack', submitter]),
    }
    return { limits, asked }
  }
  const ada = { email: 'ada.roth@fabrikam.example', network: '203.0.113.7' }

  it('count a request once, by its address and where it came from', async () => {
    const { limits, asked } = counting(true)
    const { idOf } = desk(limits)
    await idOf(fullBody(), 'key-1', '203.0.113.7')
    expect(asked).toEqual([['admit', ada]])
    await idOf(fullBody(), 'key-1', '203.0.113.7')
    await idOf(other(), 'key-1', '203.0.113.7')
    expect(asked.slice(1)).toEqual([
      ['admit', ada],
      ['takeBack', ada],
      ['admit', ada],
      ['takeBack', ada],
    ])
  })

  it('keep out what is one too many, and are not asked about what is refused', async () => {
    const { limits, asked } = counting(false)
    const { submit, table } = desk(limits)
    expect(await submit(fullBody())).toEqual({ outcome: 'limited' })
    await submit({})
    expect([asked.length, table.requests.writes]).toEqual([1, 0])
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
