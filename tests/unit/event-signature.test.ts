// Events of mails are believed for a day after they were signed: what was kept to be sent again later is refused.

import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { isFresh } from '../../shared/mail/event-signature.ts'
import { json } from '../../shared/platform/http.ts'
import { httpRequest, invocation, serveDeps } from '../support/http-samples.ts'

const now = new Date('2026-11-28T12:00:00.000Z')
const signedAgo = (hours: number): string => String(Math.floor(now.getTime() / 1000) - hours * 3600)

describe('the time of a signature', () => {
  it.each([0, 1, 23.9, 24, -0.9])('%d hours ago is believed', (hours) => {
    expect(isFresh(signedAgo(hours), now)).toBe(true)
  })

  it.each([24.1, 48, 24 * 365, -1.1, -48])('%d hours ago is not', (hours) => {
    expect(isFresh(signedAgo(hours), now)).toBe(false)
  })

  it.each([null, '', 'now', '1e9', ' 1', '-1', '1764331200000000'])('%j is none', (timestamp) => {
    expect(isFresh(timestamp, now)).toBe(false)
  })
})

it('a request whose signature fits is refused once that is two days old', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const answerTo = async (hours: number) => {
    const timestamp = signedAgo(hours)
    const headers = {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(`${timestamp}[]`), privateKey).toString(
        'base64',
      ),
    }
    const mailEventKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    const serve = createServe(serveDeps({ mailEventKey, now: () => now }))
    const request = httpRequest({ method: 'POST', headers, body: '[]' })
    return (await serve(routes.ReceiveMailEvents, async () => json(200, {}))(request, invocation())).status
  }
  expect([await answerTo(1), await answerTo(48)]).toEqual([200, 401])
})
