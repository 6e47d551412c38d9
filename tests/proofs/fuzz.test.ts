// A hundred thousand bodies that nobody should send: each is taken in or refused, and a refusal leaves no trace.

import { describe, expect, it } from 'vitest'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { decodeText, readBytes } from '../../shared/platform/http.ts'
import { marker } from '../integration/http-hostile-strings.ts'
import { seededRandom } from '../support/faults/random.ts'
import { type Fuzzed, fuzzedBody } from '../support/fuzz-bodies.ts'
import { httpRequest } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const bodies = 100_000
const seed = Number(process.env['SEED'] ?? 20_261_121)
const bodyLimit = 32 * 1024
const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en', attributes: ['industry'] } as const
const paths = new Set<string>([
  ...onboardingFields.map(({ path }) => path),
  ...['', 'company', 'company.address', 'requestor', 'attributes', 'attributes.industry'],
])
/** A member that is not known is named where its name can be nothing but a name. */
const plainPath = /^(?:[a-z]+\.){0,2}[A-Za-z][\w-]{0,39}$/
/** A refusal chooses among this many sentences at most; one that repeats what was sent has as many as there are bodies. */
const sentencesAtMost = 40

/** Reads a body as the function does that takes requests in; `undefined` when it is no JSON. */
const parse = async (bytes: Uint8Array): Promise<{ value: unknown } | { refused: string }> => {
  const read = await readBytes(httpRequest({ body: bytes }), bodyLimit)
  const text = read && decodeText(read)
  if (text === undefined) return { refused: read ? 'unreadable-body' : 'body-too-large' }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { refused: 'unreadable-body' }
  }
}

describe('hostile bodies', () => {
  it('never break the intake; a refusal repeats nothing and stores nothing', async () => {
    const random = seededRandom(seed)
    const table = memoryTable()
    const submit = createSubmitRequest({
      requests: createChannelRequests(table),
      rules,
      now: () => new Date('2026-11-21T08:00:00Z'),
    })
    const counts = { accepted: 0, refused: 0, unreadable: 0 }
    const kinds: Record<Fuzzed['kind'], number> = { mutated: 0, 'any JSON': 0, 'cut or swapped text': 0, bytes: 0 }
    const failures: string[] = []
    const sentences = new Set<string>()
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
            const errors = result.outcome === 'refused' ? result.errors : []
            if (errors.length === 0) failures.push(`no reason: ${shown()}`)
            for (const { path, code, message } of errors) {
              // Where a character stands is a number, whatever the text.
              sentences.add(message.replaceAll(/\d+/g, '#'))
              const isNamed = code === 'unknown-member' && plainPath.test(path)
              if (!paths.has(path) && !isNamed) failures.push(`repeated a name in ${JSON.stringify(path)}: ${shown()}`)
            }
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
      `fuzz: ${bodies} bodies (${Object.entries(kinds)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}): ` +
        `${counts.accepted} accepted, ${counts.refused} refused, ${counts.unreadable} unreadable, ` +
        `${sentences.size} different sentences, ${failures.length} failures, slowest ${slowest.toFixed(0)} ms, ${seconds.toFixed(1)} s`,
    )
    expect(failures).toEqual([])
    expect(sentences.size).toBeLessThanOrEqual(sentencesAtMost)
    expect([...sentences].filter((sentence) => sentence.includes(marker))).toEqual([])
    expect(counts.accepted + counts.refused + counts.unreadable).toBe(bodies)
    // The generator reaches all three ends often enough to mean something.
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(1000)
    expect(slowest).toBeLessThan(2000)
  })
})
