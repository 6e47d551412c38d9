// A hundred thousand bodies that nobody should send: each is taken in or refused, and a refusal leaves no trace.

import { describe, expect, it } from 'vitest'
import { submitRequest } from '../../shared/channel/submit-request.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { problem, readText } from '../../shared/platform/http.ts'
import { seededRandom } from '../support/faults/random.ts'
import { type Fuzzed, fuzzedBody, textsIn } from '../support/fuzz-bodies.ts'
import { httpRequest } from '../support/http-samples.ts'
import { fullBody } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const bodies = 100_000
const seed = Number(process.env['SEED'] ?? 20_261_121)
const bodyLimit = 32 * 1024
const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en', attributes: ['industry'] } as const
// Words an answer has of its own, and the longest text that says nothing about who sent it.
const ownWords = new Set(onboardingFields.flatMap(({ path }) => [path, ...path.split('.')]))
const shortest = 4

/** Reads a body as the function does that takes requests in; `undefined` when it is no JSON. */
const parse = async (bytes: Uint8Array): Promise<{ value: unknown } | { refused: string }> => {
  const body = await readText(httpRequest({ body: bytes }), bodyLimit)
  if ('code' in body) return { refused: body.code }
  try {
    return { value: JSON.parse(body.text) as unknown }
  } catch {
    return { refused: 'unreadable-body' }
  }
}

const echoOf = (value: unknown, answer: string): string | undefined =>
  textsIn(value, shortest).find((text) => {
    const inJson = JSON.stringify(text).slice(1, -1)
    return !ownWords.has(text) && answer.includes(inJson) && !plainAnswers.has(text)
  })

// Texts of the message catalogue that a request may hold by chance.
const plainAnswers = new Set(['attributes', 'industry', 'This', 'must', 'company', 'requestor'])

describe('hostile bodies', () => {
  it('never break the intake; a refusal repeats nothing and stores nothing', { timeout: 120_000 }, async () => {
    const random = seededRandom(seed)
    const table = memoryTable()
    const submit = submitRequest({ channel: table, rules, now: () => new Date('2026-11-21T08:00:00Z') })
    const counts = { accepted: 0, refused: 0, unreadable: 0 }
    const kinds: Record<Fuzzed['kind'], number> = { mutated: 0, 'any JSON': 0, 'cut or swapped text': 0, bytes: 0 }
    const failures: string[] = []
    const started = performance.now()
    let slowest = 0
    for (let index = 0; index < bodies; index += 1) {
      const { kind, bytes } = fuzzedBody(random)
      kinds[kind] += 1
      const before = table.requests.writes
      const began = performance.now()
      const shown = (): string => `SEED=${seed} body ${index} (${kind}): ${Buffer.from(bytes).toString().slice(0, 300)}`
      try {
        const parsed = await parse(bytes)
        if ('refused' in parsed) counts.unreadable += 1
        else {
          const result = await submit(parsed.value)
          if (result.outcome === 'accepted') counts.accepted += 1
          else {
            counts.refused += 1
            const errors = result.outcome === 'refused' ? result.errors : undefined
            const answer = problem('invalid-request', errors)
            const echo = echoOf(parsed.value, String(answer.body))
            if (answer.status !== 400) failures.push(`answered ${answer.status}: ${shown()}`)
            if (result.outcome !== 'refused' || result.errors.length === 0) failures.push(`no reason: ${shown()}`)
            if (echo !== undefined) failures.push(`repeated ${JSON.stringify(echo)}: ${shown()}`)
            if (table.requests.writes !== before) failures.push(`stored: ${shown()}`)
          }
        }
      } catch (error) {
        failures.push(`threw ${String(error)}: ${shown()}`)
      }
      slowest = Math.max(slowest, performance.now() - began)
      if (failures.length > 10) break
    }
    const seconds = (performance.now() - started) / 1000
    console.log(
      `fuzz: ${bodies} bodies (${Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`).join(', ')}): ` +
        `${counts.accepted} accepted, ${counts.refused} refused, ${counts.unreadable} unreadable, ` +
        `${failures.length} failures, slowest ${slowest.toFixed(0)} ms, ${seconds.toFixed(1)} s`,
    )
    expect(failures).toEqual([])
    expect(counts.accepted + counts.refused + counts.unreadable).toBe(bodies)
    // The generator reaches all three ends often enough to mean something.
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(1000)
    expect(slowest).toBeLessThan(2000)
  })

  it('finds the echo and the write of an intake that has them', async () => {
    const value = { ...fullBody(), comment: 'Zq7kXw' }
    expect(echoOf(value, JSON.stringify({ path: 'comment', message: 'Zq7kXw is not known' }))).toBe('Zq7kXw')
    expect(echoOf(value, String(problem('invalid-request', [{ path: '', code: 'type', message: 'x' }]).body))).toBe(
      undefined,
    )
  })
})
