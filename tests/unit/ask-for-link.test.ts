// What whoever lost a link asks for: one message, the same for every address, that holds no address.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { createAskForLink } from '../../shared/channel/ask-for-link.ts'
import { type Message, readMessage } from '../../shared/domain/messages.ts'

const rig = (limited = false) => {
  const sent: Message[] = []
  const counted: unknown[] = []
  const clock = { now: Date.parse('2026-11-21T08:00:00.000Z') }
  const ask = createAskForLink({
    limits: {
      admit: async (attempt) => {
        counted.push(attempt)
        return limited ? { outcome: 'limited', retryAfter: 7 } : { outcome: 'admitted' }
      },
    },
    rules: { channels: ['default'], defaultLanguage: 'en' },
    send: async (messages) => {
      sent.push(...messages)
    },
    now: () => new Date(clock.now),
  })
  return { sent, counted, clock, ask: (typed: string) => ask(typed, { network: '203.0.113.7' }) }
}

describe('asking for a link', () => {
  it('sends one message that names no address', async () => {
    const { ask, sent, counted } = rig()
    expect(await ask('Ada@Fabrikam.example')).toEqual({ outcome: 'asked' })
    expect(sent).toMatchObject([
      { type: 'link-again', data: { addressHash: addressHash('ada@fabrikam.example'), askedAt: expect.any(String) } },
    ])
    expect(JSON.stringify(sent)).not.toMatch(/ada|fabrikam/i)
    expect(sent.map(readMessage)).toEqual(sent)
    expect(counted).toEqual([{ network: '203.0.113.7', email: 'Ada@Fabrikam.example' }])
  })

  it.each([' ada@fabrikam.example ', 'ada@fabrikam\u200b.example', 'ada＠fabrikam.example'])(
    'takes an address as people paste it: %j',
    async (typed) => {
      const { ask, sent } = rig()
      await ask(typed)
      expect(sent).toMatchObject([{ data: { addressHash: addressHash('ada@fabrikam.example') } }])
    },
  )

  it.each(['', ' ', 'ada', 'ada@', '@fabrikam.example', `${'a'.repeat(200)}@b.example`, '\u0000@b.example'])(
    'refuses %j, and counts it',
    async (typed) => {
      const { ask, sent, counted } = rig()
      expect(await ask(typed)).toMatchObject({ outcome: 'refused', error: { path: 'requestor.email' } })
      expect(sent).toEqual([])
      expect(counted).toHaveLength(1)
    },
  )

  it('says when to come again where a limit is reached, and sends nothing', async () => {
    const { ask, sent } = rig(true)
    expect(await ask('ada@fabrikam.example')).toEqual({ outcome: 'limited', retryAfter: 7 })
    expect(sent).toEqual([])
  })

  it('is one cause within some minutes, and another one later', async () => {
    const { ask, sent, clock } = rig()
    await ask('ada@fabrikam.example')
    await ask('ADA@fabrikam.example')
    clock.now += 10 * 60_000
    await ask('ada@fabrikam.example')
    await ask('tom@fabrikam.example')
    const ids = sent.map(({ correlationId }) => correlationId)
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
  })
})
