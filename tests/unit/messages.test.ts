// What a queue may hold: messages of known types, each with its own data, and nothing else.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asNew,
  bridgePausedMailMessage,
  decisionMailMessage,
  isOn,
  type Message,
  queueOf,
  readMessage,
  salesChangeMessage,
  writeCustomerMessage,
  writeCustomersMessage,
  writeLeadMessage,
} from '../../shared/domain/messages.ts'
import { queueNames } from '../../shared/domain/queue-names.ts'
import { now } from '../support/domain-samples.ts'

const id = '11111111-aaaa-4333-8444-555555555555'
const other = '22222222-2222-4333-8444-555555555555'

const samples: readonly Message[] = [
  writeLeadMessage(id),
  writeCustomersMessage(id),
  writeCustomerMessage(id),
  salesChangeMessage({ leadId: id }),
  salesChangeMessage({ opportunityId: id }),
  salesChangeMessage({ accountId: id }),
  salesChangeMessage({ contactId: id }),
  decisionMailMessage(id, 2),
  bridgePausedMailMessage(now, 12),
]

const messages = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.integer({ min: 0, max: 999_999 }),
    fc.option(fc.constant(now), { nil: undefined }),
  )
  .map(([message, attempt, since]): Message => ({ ...message, attempt, ...(since ? { since } : {}) }))

describe('a message', () => {
  it('of any type is read as it was written, also from its JSON', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(readMessage(message)).toEqual(message)
        expect(readMessage(JSON.parse(JSON.stringify(message)))).toEqual(message)
      }),
    )
  })

  it('goes through the one queue of its type', () => {
    expect(samples.map(queueOf)).toEqual([
      ...Array(3).fill('sales-writes'),
      ...Array(4).fill('sales-changes'),
      ...Array(2).fill('mail'),
    ])
    for (const message of samples) expect(queueNames.filter((name) => isOn(name, message))).toEqual([queueOf(message)])
  })

  it('done anew has no tries and no beginning', () => {
    const [first = writeLeadMessage(id)] = samples
    expect(asNew({ ...first, attempt: 7, since: now })).toEqual(first)
  })

  it('has its ids in lower case, whoever wrote them', () => {
    expect(readMessage({ ...writeLeadMessage(id), data: { prospectId: id.toUpperCase() } })?.data).toEqual({
      prospectId: id,
    })
  })
})

describe('a body is no message', () => {
  it('when its type is not known', () => {
    for (const type of ['', 'write', 'WRITE-LEAD', 'toString', '__proto__', 'constructor'])
      expect(readMessage({ ...writeLeadMessage(id), type })).toBeUndefined()
  })

  it('when its data has a member more, one less, or those of another type', () => {
    fc.assert(
      fc.property(messages, fc.string(), fc.jsonValue(), (message, name, value) => {
        fc.pre(!Object.hasOwn(message.data, name) && name !== '__proto__')
        expect(readMessage({ ...message, data: { ...message.data, [name]: value } })).toBeUndefined()
      }),
    )
    for (const message of samples) {
      expect(readMessage({ ...message, data: {} })).toBeUndefined()
      expect(readMessage({ ...message, data: [message.data] })).toBeUndefined()
    }
    expect(readMessage({ ...writeCustomerMessage(id), data: { prospectId: id } })).toBeUndefined()
    expect(readMessage({ ...salesChangeMessage({ leadId: id }), data: { leadId: id, accountId: other } })).toBe(
      undefined,
    )
  })

  it.each([['other'], [''], [7], [null], [`${id} `], [`{${id}}`], [id.slice(1)], ['x'.repeat(100_000)]])(
    'when an id is %s',
    (wrong) => {
      expect(readMessage({ ...writeLeadMessage(id), data: { prospectId: wrong } })).toBeUndefined()
    },
  )

  it.each([[0], [-1], [1.5], ['1'], [null], [1e9], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'when the decision is %s',
    (decision) => {
      expect(readMessage({ ...decisionMailMessage(id, 1), data: { prospectId: id, decision } })).toBeUndefined()
    },
  )

  it.each([['yesterday'], ['2026-13-01T00:00:00.000Z'], ['2026-01-01'], [`${now} <b>`], [1]])(
    'when the moment of a pause is %s',
    (pausedAt) => {
      expect(readMessage({ ...bridgePausedMailMessage(now, 1), data: { pausedAt, errors: 1 } })).toBeUndefined()
    },
  )

  it.each([['x'.repeat(101)], ['Ada Roth of Fabrikam'], ['a\nb'], [7]])(
    'when its correlation id is %j',
    (correlationId) => {
      expect(readMessage({ ...writeLeadMessage(id), correlationId })).toBeUndefined()
    },
  )
})

describe('a message that is asked for anew', () => {
  it.each(samples.map((sample) => [sample.type, sample] as const))('keeps its id and data: %s', (_, sample) => {
    const tried = { ...sample, attempt: 7, since: now, correlationId: 'asked-by-hand' } as Message
    expect(asNew(tried)).toEqual({ ...sample, correlationId: 'asked-by-hand' })
  })

  it('leaves out the role that a mail was asked for with, which may be another one by now', () => {
    expect(asNew(decisionMailMessage(id, 2, 'Admin'))).toEqual(decisionMailMessage(id, 2))
  })
})
