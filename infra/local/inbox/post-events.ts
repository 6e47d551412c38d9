// Posts events to a webhook, signed as SendGrid signs them, and again until they are taken.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MessageEvent } from './message-events.ts'

const oneDay = 24 * 3600_000
const longestGap = 10 * 60_000

export type EventPoster = {
  readonly post: (events: readonly MessageEvent[]) => void
  /** Base64 of the public key in SPKI form, as the service shows it in its settings. */
  readonly publicKey: string
  readonly close: () => Promise<void>
}

const readKey = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new Error('The signing key of the inbox cannot be read.', { cause })
  }
}

/**
 * Gives the P-256 key that signs events. One that is made here is kept in the folder, so that a receiver's setting
 * stays valid over restarts.
 */
export const eventKey = async (pem: string | undefined, folder: string | undefined): Promise<KeyObject> => {
  if (pem !== undefined) return createPrivateKey(pem)
  const file = folder === undefined ? undefined : join(folder, 'event-key.pem')
  const kept = file === undefined ? undefined : await readKey(file)
  if (kept !== undefined) return createPrivateKey(kept)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  if (file !== undefined && folder !== undefined) {
    await mkdir(folder, { recursive: true })
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  return privateKey
}

/**
 * Makes the headers of a signed post: ECDSA over P-256 and SHA-256, DER, base64, of the timestamp and the raw body.
 * Source: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
 * @param timestamp Unix seconds
 */
const signatureHeaders = (key: KeyObject, timestamp: string, body: string): Record<string, string> => ({
  'x-twilio-email-event-webhook-timestamp': timestamp,
  'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), key).toString('base64'),
})

/**
 * Starts a poster. What the receiver does not answer with 2xx is posted again, with growing gaps, for 24 hours.
 * @param firstGapMs the gap before the second try; each further one is twice as long, up to ten minutes
 */
export const createEventPoster = (url: string, key: KeyObject, now: () => Date, firstGapMs: number): EventPoster => {
  const stop = new AbortController()
  const running = new Set<Promise<void>>()

  const attempt = async (body: string): Promise<boolean> => {
    const timestamp = String(Math.floor(now().getTime() / 1000))
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'SendGrid Event API',
          ...signatureHeaders(key, timestamp, body),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]),
      })
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      // Whatever went wrong on the way, the receiver has not confirmed: the post is tried again.
      return false
    }
  }

  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      stop.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
    })

  const deliver = async (body: string): Promise<void> => {
    const giveUpAt = now().getTime() + oneDay
    for (
      let gap = firstGapMs;
      !stop.signal.aborted && now().getTime() < giveUpAt;
      gap = Math.min(gap * 2, longestGap)
    ) {
      if (await attempt(body)) return
      await wait(gap)
    }
  }

  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    // The body ends with a line break, which belongs to what is signed: receivers must not parse before they verify.
    post: (events) => {
      const task = deliver(`${JSON.stringify(events)}\r\n`).finally(() => running.delete(task))
      running.add(task)
    },
    close: async () => {
      stop.abort()
      await Promise.all(running)
    },
  }
}
