// What somebody can do who may put things onto a queue, with the very bodies that once spun the dead letters, paused the
// bridge and filled the log.

import { describe, expect, it } from 'vitest'
import { createDeadLetterRecorder } from '../../shared/dual-write/dead-letters.ts'
import { createWorkQueue } from '../../shared/dual-write/work-queue.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryStores } from '../support/memory-stores.ts'

const name = 'Ada Roth, +49 170 1234567'
const long = `${name} `.repeat(4000)

/** Bodies that a sender with the key of the queue can make. */
const bodies: readonly (readonly [string, unknown])[] = [
  ['an id of 100 KB', { type: 'sales-change', data: { leadId: long }, attempt: 0, correlationId: leadId }],
  ['a member of 100 KB', { type: 'sales-change', data: { leadId, more: long }, attempt: 0, correlationId: leadId }],
  ['a correlation id of 100 KB', { type: 'sales-change', data: { leadId }, attempt: 0, correlationId: long }],
  ['a type of 100 KB', { type: long, data: { leadId }, attempt: 0, correlationId: leadId }],
  ['an attempt that is no number', { type: 'sales-change', data: { leadId }, attempt: name, correlationId: leadId }],
  ['a type that nobody knows', { type: 'erase-everything', data: { leadId }, attempt: 0, correlationId: leadId }],
  ['a message for another queue', { type: 'decision-mail', data: { prospectId: leadId, decision: 1 }, attempt: 0 }],
  ['text of 100 KB', long],
  ['nothing', null],
  ['a list', [name]],
]

const setUp = () => {
  const { dualWrite } = memoryStores()
  const { log, lines } = keptLog()
  const told: string[] = []
  const worked: unknown[] = []
  const breaker = async () => void told.push('breaker')
  const deps = {
    errors: dualWrite.errors,
    now: () => new Date(now),
    log,
    send: async () => undefined,
    random: () => 0,
    breaker,
    securityEvent: (kind: string) => void told.push(kind),
    wait: async () => undefined,
  }
  const work = createWorkQueue(
    'sales-changes',
    async (message) => {
      worked.push(message)
      return { outcome: 'done' }
    },
    deps,
  )
  const dead = createDeadLetterRecorder('sales-changes', deps.errors, deps.now, log, deps.wait)
  return { work, dead, lines, told, worked, kept: () => keptErrors(dualWrite.errors) }
}

describe.each(bodies)('on a queue, %s', (_, body) => {
  it('is recorded once and for all, also from among the dead letters, and holds up nobody', async () => {
    const { work, dead } = setUp()
    await expect(work(body)).resolves.toBeUndefined()
    await expect(dead(body)).resolves.toBeUndefined()
  })

  it('leaves short lines in the log and short rows, and nothing that was written into it', async () => {
    const { work, dead, lines, kept } = setUp()
    await work(body)
    await dead(body)
    const written = [...lines.map((line) => JSON.stringify(line)), ...(await kept()).map((row) => JSON.stringify(row))]
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThan(1000)
    expect(written.join('\n')).not.toContain('Ada')
  })

  it('pauses nothing, however often and in however many spellings it comes', async () => {
    const { work, told } = setUp()
    for (let time = 0; time < 12; time += 1)
      await work(typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, time } : body)
    expect(told).not.toContain('breaker')
  })
})

it('what is no message at all is told as poison', async () => {
  const { work, told, worked } = setUp()
  await work({ type: 'erase-everything', data: {} })
  expect([told, worked]).toEqual([['poison'], []])
})
