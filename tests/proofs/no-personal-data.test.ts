// What people told us stands in the tables, in Sales and in their mails, and nowhere else: no log line, message, address,
// reason of a failure or argument of a mail repeats any of it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canary } from '../support/telling-request.ts'
import { openStage, type Stage } from '../support/telling-stage.ts'

describe('what people told us', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.env.close())

  const canariesIn = (what: string, texts: readonly string[]): string[] =>
    texts.flatMap((text) => [...text.matchAll(canary)].map((hit) => `${what}: …${around(text, hit.index)}…`))
  const around = (text: string, at: number): string => text.slice(Math.max(0, at - 80), at + 60)

  it('stands in no log, message, address, reason or mail argument', async () => {
    const approved = await stage.approveAndReject()
    await stage.refusals()
    await stage.failures()
    await stage.poison(approved)

    const { env, calls, answers } = stage
    const queueTraffic = stage.queueTraffic()
    const urls = calls.map(({ call }) => decodeURIComponent(call.url))
    const mails = calls.filter(({ neighbour }) => neighbour === 'inbox').map(({ call }) => call.body.toString())
    const mailArguments = mails.map((text) => {
      const { personalizations, content, subject, ...rest } = JSON.parse(text) as Record<string, unknown>
      const others = (personalizations as Record<string, unknown>[]).map(({ to, subject: _, ...other }) => other)
      return JSON.stringify([rest, others])
    })
    const recorded = (await stage.errors()).map((row) => JSON.stringify(row))
    // What is searched is what there is: every kind of place was reached.
    expect(mails.length).toBeGreaterThanOrEqual(6)
    expect(canariesIn('mails', mails).length).toBeGreaterThan(0)
    expect(recorded.length).toBeGreaterThanOrEqual(4)
    expect(queueTraffic).toContain('decision-mail')
    expect(env.lines.join('\n')).toContain('catch-up-error')
    expect(env.lines.join('\n')).toContain('request-failed')

    const found = [
      ...canariesIn('log', env.lines),
      ...canariesIn('queue', [queueTraffic]),
      ...canariesIn('address', urls),
      ...canariesIn('answer', answers),
      ...canariesIn('mail argument', mailArguments),
      ...canariesIn('catch-up error', recorded),
    ]
    console.log(
      `personal data: ${found.length} hits in ${env.lines.length} log lines, ${queueTraffic.length} bytes of queue traffic, ` +
        `${urls.length} addresses, ${answers.length} answers, ${mailArguments.length} mails, ${recorded.length} catch-up errors`,
    )
    expect(found).toEqual([])
  })
})
