// What the code behind the addresses works with, built once from the settings and the clients.

import { randomBytes } from 'node:crypto'
import { createAbuseLimits } from '../shared/channel/abuse-limits.ts'
import type { Site } from '../shared/channel/site.ts'
import { readSiteKeys } from '../shared/channel/site-keys.ts'
import { statusPagePath } from '../shared/channel/status-address.ts'
import { hasLinkEnded } from '../shared/channel/status-token.ts'
import { createSubmitRequest, type Sender } from '../shared/channel/submit-request.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { QueueName } from '../shared/domain/messages.ts'
import type { SecurityEvent } from '../shared/domain/security-events.ts'
import type { CheckAccess } from '../shared/headquarters/access.ts'
import type { MailEvent } from '../shared/mail/mail-events.ts'
import type { Clients } from './clients.ts'
import { once } from './once.ts'
import { listed, type Settings } from './settings.ts'
import type { StaffServices } from './staff-services.ts'
import { type JobName, schedulesOf } from './timers.ts'
import type { Workers } from './workers.ts'

type Given = {
  readonly settings: Settings
  readonly clients: Clients
  readonly access: CheckAccess
  readonly log: Log
  readonly securityEvent: SecurityEvent
  readonly now: () => Date
  /** After how long the host ends a run, in milliseconds. */
  readonly functionTimeoutMs: number
}

export type CommonServices = ReturnType<typeof createCommonServices>

export type Services = CommonServices & {
  /** These, and what only the code for staff needs. */
  readonly staff: () => Promise<StaffServices>
}

const createSite = ({ values }: Settings): Site => ({
  siteName: values.SITE_NAME,
  defaultLanguage: values.DEFAULT_LANGUAGE as Language,
  publicUrl: new URL(values.PUBLIC_URL).origin,
  ...(values.SITE_SIGN_IN_URL ? { signInUrl: values.SITE_SIGN_IN_URL } : {}),
})

/** The work of timers and queues; its code is loaded with the first of it. */
const createLazyWorkers = (load: () => Promise<Workers>) => {
  const workers = once(load)
  return {
    runJob: async (name: JobName, by: string) => (await workers()).runJob(name, by),
    applyMailEvent: async (event: MailEvent) => (await workers()).applyMailEvent(event),
    probeSales: async () => (await workers()).probeSales(),
    work: async (queue: QueueName, body: unknown) => (await workers()).work[queue](body),
    recordDead: async (queue: QueueName, body: unknown) => (await workers()).dead[queue](body),
  }
}

const createCommonServices = ({ settings, clients, access, log, securityEvent, now, functionTimeoutMs }: Given) => {
  const { values } = settings
  const { channel, send, depths } = clients
  const site = createSite(settings)
  const { publicUrl, defaultLanguage } = site
  // Two while one replaces the other; the first one signs.
  const tokenSecrets = listed(values.STATUS_TOKEN_SECRET)
  const [tokenSecret = ''] = tokenSecrets
  const attributes = listed(values.ONBOARDING_ATTRIBUTES)
  const channels = listed(values.CHANNELS)
  const rules = { channels, defaultLanguage, ...(attributes.length > 0 ? { attributes } : {}) }
  const most = {
    address: Number(values.LIMIT_PER_ADDRESS),
    network: Number(values.LIMIT_PER_NETWORK),
    total: Number(values.LIMIT_IN_ALL),
  }
  const siteKeys = readSiteKeys(values.SITE_KEYS, channels).keys
  const limits = createAbuseLimits(channel.limits, most, tokenSecret, now, siteKeys.size > 0)
  const linkDays = Number(values.STATUS_LINK_DAYS)
  const statusUrl = (requestId: string, language: Language) =>
    publicUrl + statusPagePath(tokenSecret, requestId, language)
  const workers = createLazyWorkers(async () => {
    const [{ createWorkers }, stores] = await Promise.all([import('./workers.ts'), clients.stores()])
    return createWorkers({ settings, clients: { stores, send }, statusUrl, publicUrl, now, log, securityEvent })
  })
  return {
    site,
    publicUrl,
    tokenSecret,
    tokenSecrets,
    siteKeys,
    limits,
    access,
    log,
    securityEvent,
    now,
    send,
    ...workers,
    // ── the B2B site
    rules,
    attributes,
    defaultChannel: channels[0] ?? 'default',
    leastFillMs: Number(values.LEAST_FILL_SECONDS) * 1000,
    submit: createSubmitRequest({ requests: channel.requests, stamps: channel.stamps, rules, now, limits }),
    held: channel.held,
    newFormId: () => randomBytes(12).toString('hex'),
    hold: async (body: unknown, sender: Sender) =>
      (await import('../shared/channel/hold-request.ts')).createHoldRequest({ held: channel.held, rules, now, limits })(
        body,
        sender,
      ),
    readStatus: async (requestId: string) => {
      const { requests, held } = channel
      // One that is let go between the two reads is a request from then on.
      const status =
        (await requests.status(requestId)) ?? (await held.status(requestId)) ?? (await requests.status(requestId))
      return hasLinkEnded(status?.decidedAt, now(), linkDays) ? undefined : status
    },
    // ── headquarters
    salesUrl: new URL(values.DATAVERSE_URL).origin,
    queueDepths: depths,
    schedules: schedulesOf(values),
    functionTimeoutMs,
    probes: {
      storage: async () => (await channel.probe()) ?? true,
      serviceBus: depths,
      sales: workers.probeSales,
    },
  }
}

/** Everything for the code behind the addresses; what only staff need is built by the first who does. */
export const createServices = (given: Given): Services => {
  const common = createCommonServices(given)
  const staff = once(async () => {
    const [{ createStaffServices }, stores] = await Promise.all([import('./staff-services.ts'), given.clients.stores()])
    return createStaffServices(common, stores)
  })
  return { ...common, staff }
}
