// Tells a site that something changed on its channel: a signed call of its eventsUrl with ids alone, which it takes as a
// hint to read its changes, or as the events themselves where it wants CloudEvents: in the batched mode, as one message is of
// many changes, with one signature and one answer.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#33-batched-content-mode
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

import { createHmac } from 'node:crypto'
import type { Channel } from '../domain/channels.ts'
import type { MessageOf } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { deriveId } from '../platform/ids.ts'
import { cloudEvents, cloudEventsBatch } from './cloud-events.ts'
import type { SiteKeys } from './site-keys.ts'
import type { Change, ChangeFeed } from './store/change-feed.ts'

export type TellSiteDeps = {
  readonly feed: Pick<ChangeFeed, 'read'>
  readonly channels: readonly Pick<Channel, 'name' | 'eventsUrl' | 'eventsFormat'>[]
  /** Origin of the app. */
  readonly publicUrl: string
  readonly secrets: SiteKeys
  readonly send: typeof fetch
  readonly now: () => Date
  readonly timeoutMs?: number
}

/** As long as the specification has senders wait. */
const usualTimeoutMs = 15_000
/** More than one message can be about: what is told is one transaction of the feed, or a few. */
const mostChanges = 1000

/**
 * The headers by which a site recognizes what is ours.
 * @param secrets each signs, so that one can replace the other
 */
export const signedHeaders = (
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

const later = (code: `site-${string}`, after?: string | null): WorkResult => {
  const afterSeconds = Number(after || Number.NaN)
  return { outcome: 'later', code, ...(afterSeconds > 0 && afterSeconds <= 86_400 ? { afterSeconds } : {}) }
}

/** What is sent. Of what is told for good only what the feed has is taken, so that a repeat is the same. */
const contentOf = (
  { name, eventsFormat }: Pick<Channel, 'name' | 'eventsFormat'>,
  publicUrl: string,
  changes: readonly [Change, ...Change[]],
): { readonly type: string; readonly body: string } =>
  eventsFormat === 'cloudevents'
    ? { type: cloudEventsBatch, body: JSON.stringify(cloudEvents(name, publicUrl, changes)) }
    : {
        type: 'application/json',
        body: JSON.stringify({
          type: 'changes',
          timestamp: changes[0].at,
          data: {
            channel: name,
            changes: changes.map(({ type, id, organizationId, revision }) => ({ type, id, organizationId, revision })),
          },
        }),
      }

/**
 * Tells a site what the feed has for its channel between two numbers. Told again it has the same id, by which the site
 * knows it; whatever else than a success comes back is tried again on the ladder of the queues.
 */
export const createTellSite =
  ({ feed, channels, publicUrl, secrets, send, now, timeoutMs = usualTimeoutMs }: TellSiteDeps) =>
  async ({ data: { channel, after, through } }: MessageOf<'site-event'>): Promise<WorkResult> => {
    const site = channels.find(({ name }) => name === channel)
    const keys = secrets.get(channel)
    // The site does not want to be told any more.
    if (site?.eventsUrl === undefined || keys === undefined) return done
    const page = await feed.read(channel, after, mostChanges, through, site.eventsFormat === 'cloudevents')
    const [first, ...others] = page === 'too-old' ? [] : page.changes
    if (!first) return done
    const { type, body } = contentOf(site, publicUrl, [first, ...others])
    try {
      const answer = await send(site.eventsUrl, {
        method: 'POST',
        headers: {
          'content-type': type,
          ...signedHeaders(`msg_${deriveId('site-event', channel, after, through)}`, now(), body, keys),
        },
        body,
        // Another address than the one in the settings is told nothing.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await answer.body?.cancel()
      return answer.ok ? done : later(`site-${answer.status}`, answer.headers.get('retry-after'))
    } catch {
      // Out of reach, or too slow; whatever the connection said of it is the site's business.
      return later('site-unreachable')
    }
  }
