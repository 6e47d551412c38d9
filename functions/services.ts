// What the code behind the addresses works with, built once from the settings and the clients.

import { randomBytes } from 'node:crypto'
import { createAbuseLimits } from '../shared/channel/abuse-limits.ts'
import { carriedFor, originFor } from '../shared/channel/site.ts'
import { readSiteKeys } from '../shared/channel/site-keys.ts'
import { confirmPagePath, statusPagePath } from '../shared/channel/status-address.ts'
import { hasLinkEnded } from '../shared/channel/status-token.ts'
import { createSubmitRequest, type Sender } from '../shared/channel/submit-request.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { GivenAnswer } from '../shared/domain/question.ts'
import type { QueueName } from '../shared/domain/queue-names.ts'
import type { SecurityEvent } from '../shared/domain/security-events.ts'
import type { CheckAccess, Platform } from '../shared/headquarters/access.ts'
import type { MailEvent } from '../shared/mail/mail-events.ts'
import { once } from '../shared/platform/once.ts'
import type { Clients } from './clients.ts'
import type { PartnerServices } from './partner-services.ts'
import { creditBoundsOf, deskOf, listed, type Settings, siteOf, tradeListsOf } from './settings.ts'
import type { SiteServices } from './site-services.ts'
import type { StaffServices } from './staff-services.ts'
import { type JobName, schedulesOf } from './timers.ts'
import type { Workers } from './workers.ts'

type Given = {
  readonly settings: Settings
  readonly clients: Clients
  readonly access: CheckAccess
  readonly platform: Platform
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
  /** The same for the pages of partners. */
  readonly partners: () => Promise<PartnerServices>
  /** These, and what only the code for sites and their users needs. */
  readonly sites: () => Promise<SiteServices>
}

/** The work of timers and queues; its code is loaded with the first of it. */
const createLazyWorkers = (load: () => Promise<Workers>) => {
  const workers = once(load)
  return {
    workers,
    runJob: async (name: JobName, by: string) => (await workers()).runJob(name, by),
    applyMailEvent: async (event: MailEvent) => (await workers()).applyMailEvent(event),
    probeSales: async () => (await workers()).probeSales(),
    work: async (queue: QueueName, body: unknown) => (await workers()).work[queue](body),
    recordDead: async (queue: QueueName, body: unknown) => (await workers()).dead[queue](body),
  }
}

const createCommonServices = ({ settings, clients, access, log, securityEvent, now, functionTimeoutMs }: Given) => {
  const { values } = settings
  const desk = deskOf(settings)
  const { channel, send, depths } = clients
  const site = siteOf(values)
  const { publicUrl } = site
  const byChannel = new Map(site.channels.map((one) => [one.name, one]))
  // Two while one replaces the other; the first one signs.
  const tokenSecrets = listed(values.STATUS_TOKEN_SECRET)
  const [tokenSecret = ''] = tokenSecrets
  const attributes = listed(values.ONBOARDING_ATTRIBUTES)
  const channels = [...byChannel.keys()]
  const defaultLanguage = values.DEFAULT_LANGUAGE as Language
  const rules = { channels, defaultLanguage, byChannel, ...(attributes.length > 0 ? { attributes } : {}) }
  const most = {
    address: Number(values.LIMIT_PER_ADDRESS),
    network: Number(values.LIMIT_PER_NETWORK),
    total: Number(values.LIMIT_IN_ALL),
  }
  const siteKeys = readSiteKeys(values.SITE_KEYS, channels).keys
  const limits = createAbuseLimits(channel.limits, most, tokenSecret, now, siteKeys.size > 0)
  const linkDays = Number(values.STATUS_LINK_DAYS)
  const statusUrl = (requestId: string, language: Language, channel: string) =>
    originFor(site, channel) + statusPagePath(tokenSecret, requestId, { language, ...carriedFor(site, channel) })
  const confirmUrl = (requestId: string, language: Language, channel: string) =>
    originFor(site, channel) + confirmPagePath(tokenSecret, requestId, { language, ...carriedFor(site, channel) })
  const workers = createLazyWorkers(async () => {
    const [{ createWorkers }, stores] = await Promise.all([import('./workers.ts'), clients.stores()])
    return createWorkers({
      settings,
      clients: { stores, send },
      statusUrl,
      confirmUrl,
      publicUrl,
      now,
      log,
      securityEvent,
    })
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
    maxUsers: Number(values.PARTNER_MAX_USERS),
    creditBounds: creditBoundsOf(values),
    // ── the B2B site
    rules,
    attributes,
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
      const status = await requests.status(requestId, held.status)
      return hasLinkEnded(status?.decidedAt, now(), linkDays) ? undefined : status
    },
    usualTime: channel.usualTime,
    withdrawRequest: async (requestId: string) => {
      const { requests, held } = channel
      // What was kept apart and nobody looked at is taken away: there is nothing else to withdraw.
      const outcome = await requests.withdraw(requestId, now().toISOString())
      return outcome === 'unknown' && (await held.discard(requestId)) ? 'done' : outcome
    },
    answerRequest: async (requestId: string, answer: GivenAnswer) =>
      channel.requests.answer(requestId, answer, now().toISOString()),
    confirmRequest: async (requestId: string) => channel.requests.confirm(requestId, now().toISOString()),
    askForLink: async (typed: string, sender: Sender) =>
      (await import('../shared/channel/ask-for-link.ts')).createAskForLink({ limits, rules, send, now })(typed, sender),
    partnerPages: values.PARTNER_PAGES === 'true',
    // ── headquarters
    desk,
    salesUrl: desk === 'sales' ? new URL(values.DATAVERSE_URL).origin : undefined,
    queueDepths: depths,
    schedules: schedulesOf(values),
    takesAll: values.CUSTOMERS_FROM_SALES === 'all',
    functionTimeoutMs,
    probes: {
      storage: async () => (await channel.probe()) ?? true,
      serviceBus: depths,
      ...(desk === 'sales' ? { sales: workers.probeSales } : {}),
    },
  }
}

/** Everything for the code behind the addresses; what only staff need is built by the first who does. */
export const createServices = (given: Given): Services => {
  const common = createCommonServices(given)
  const staff = once(async () => {
    const [{ createStaffServices }, stores] = await Promise.all([import('./staff-services.ts'), given.clients.stores()])
    return createStaffServices(common, tradeListsOf(given.settings.values), stores, given.settings.values)
  })
  const partners = once(async () => {
    const [{ createPartnerServices }, stores] = await Promise.all([
      import('./partner-services.ts'),
      given.clients.stores(),
    ])
    return createPartnerServices(common, stores, given.settings.values)
  })
  const sites = once(async () => {
    const [{ createSiteServices }, stores] = await Promise.all([import('./site-services.ts'), given.clients.stores()])
    return createSiteServices(common, stores, given.settings, given.platform)
  })
  return { ...common, staff, partners, sites }
}
