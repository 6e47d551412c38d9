// The composition root: configuration → clients → functions. Nothing else reads the environment.

import { app } from '@azure/functions'
import { abuseLimits } from '../shared/channel/abuse-limits.ts'
import { requestStatus } from '../shared/channel/request-status.ts'
import { statusPagePath } from '../shared/channel/status-address.ts'
import { submitRequest } from '../shared/channel/submit-request.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { QueueName } from '../shared/domain/messages.ts'
import type { RetryErrorsDeps } from '../shared/dual-write/retry-errors.ts'
import { type AccessMode, checkAccess } from '../shared/headquarters/access.ts'
import { editCustomer } from '../shared/headquarters/edit-customer.ts'
import type { RunJob } from '../shared/headquarters/jobs/jobs.ts'
import { readProspectView } from '../shared/headquarters/read-prospect-view.ts'
import { allowOneMore } from '../shared/mail/send-again.ts'
import { confirmationPage } from './channel/confirmation-page.ts'
import { getOnboardingRequest } from './channel/get-onboarding-request.ts'
import { getOpenApi } from './channel/get-open-api.ts'
import { homePage } from './channel/home-page.ts'
import { signUpPage } from './channel/sign-up-page.ts'
import { siteStylesheet } from './channel/site-stylesheet.ts'
import { statusPage } from './channel/status-page.ts'
import { submitOnboardingRequest } from './channel/submit-onboarding-request.ts'
import { queuesOf, tableOf } from './clients.ts'
import { applySalesChange } from './dual-write/apply-sales-change.ts'
import { catchUpWithSales } from './dual-write/catch-up-with-sales.ts'
import { receiveSalesEvent } from './dual-write/receive-sales-event.ts'
import { recordDeadMail } from './dual-write/record-dead-mail.ts'
import { recordDeadSalesChanges } from './dual-write/record-dead-sales-changes.ts'
import { recordDeadSalesWrites } from './dual-write/record-dead-sales-writes.ts'
import { writeToSales } from './dual-write/write-to-sales.ts'
import { changeCatchUpError } from './headquarters/change-catch-up-error.ts'
import { changeDualWrite } from './headquarters/change-dual-write.ts'
import { customerHierarchyPage } from './headquarters/customer-hierarchy-page.ts'
import { customerPage } from './headquarters/customer-page.ts'
import { dualWritePage } from './headquarters/dual-write-page.ts'
import { editCustomerPage } from './headquarters/edit-customer-page.ts'
import { getCustomer } from './headquarters/get-customer.ts'
import { getCustomerHierarchy } from './headquarters/get-customer-hierarchy.ts'
import { getProspect } from './headquarters/get-prospect.ts'
import { headquartersPage } from './headquarters/headquarters-page.ts'
import { health } from './headquarters/health.ts'
import { jobsPage } from './headquarters/jobs-page.ts'
import { listProspects } from './headquarters/list-prospects.ts'
import { prospectPage } from './headquarters/prospect-page.ts'
import { prospectsPage } from './headquarters/prospects-page.ts'
import { pullChannelRequests } from './headquarters/pull-channel-requests.ts'
import { pushCustomersToChannel } from './headquarters/push-customers-to-channel.ts'
import { runJob } from './headquarters/run-job.ts'
import { synchronizeChannelRequests } from './headquarters/synchronize-channel-requests.ts'
import { invocationLog } from './invocation-log.ts'
import { receiveMailEvents } from './mail/receive-mail-events.ts'
import { sendMail } from './mail/send-mail.ts'
import { serveRoutes } from './serve.ts'
import { readSettings } from './settings.ts'
import type { Workers } from './workers.ts'

const { env } = process
const configuration = readSettings(env)
const { values } = configuration
const list = (text: string): string[] => text.split(',').filter((item) => item !== '')
const loopback = /^(localhost|127\.0\.0\.1)(:\d+)?$/

const log = invocationLog()
const now = (): Date => new Date()
const channel = tableOf(configuration.storage, 'Channel')
const headquarters = tableOf(configuration.storage, 'Headquarters')
const errors = tableOf(configuration.storage, 'DualWrite')
const { send, close, depths } = queuesOf(configuration.serviceBus)
const tokenSecret = values.STATUS_TOKEN_SECRET
const publicUrl = new URL(values.PUBLIC_URL).origin
const signIn = values.SITE_SIGN_IN_URL ? { signInUrl: values.SITE_SIGN_IN_URL } : {}
const defaultLanguage = values.DEFAULT_LANGUAGE as Language
const attributes = list(values.ONBOARDING_ATTRIBUTES)
const channels = list(values.CHANNELS)

// ── what every route is checked with
const site = { siteName: values.SITE_NAME, defaultLanguage, publicUrl, ...signIn }
const access = checkAccess(values.HEADQUARTERS_ACCESS as AccessMode, {
  appServiceAuthentication: env['WEBSITE_AUTH_ENABLED']?.toLowerCase() === 'true',
  boundToLoopback: loopback.test(env['WEBSITE_HOSTNAME'] ?? ''),
})
const serve = serveRoutes(
  {
    site,
    tokenSecret,
    salesEventKeys: list(values.SALES_EVENT_KEYS),
    mailEventKey: values.SENDGRID_EVENT_PUBLIC_KEY,
    access,
    log,
  },
  app.http,
)

// ── the B2B site
const rules = { channels, defaultLanguage, ...(attributes.length > 0 ? { attributes } : {}) }
const limits = abuseLimits(
  channel,
  {
    address: Number(values.LIMIT_PER_ADDRESS),
    network: Number(values.LIMIT_PER_NETWORK),
    total: Number(values.LIMIT_IN_ALL),
  },
  tokenSecret,
  now,
)
const submit = submitRequest({ channel, rules, now, limits })
const readStatus = (requestId: string) => requestStatus(channel, requestId)
const statusUrl = (requestId: string, language: Language) =>
  publicUrl + statusPagePath(tokenSecret, requestId, language)
submitOnboardingRequest(serve, { submit, publicUrl, tokenSecret, log })
getOnboardingRequest(serve, { readStatus, tokenSecret })
getOpenApi(serve, { rules, publicUrl })
homePage(serve, { site })
signUpPage(serve, {
  site,
  log,
  submit,
  attributes,
  channel: channels[0] ?? 'default',
  tokenSecret,
  leastFillMs: Number(values.LEAST_FILL_SECONDS) * 1000,
  now,
})
confirmationPage(serve, { site, tokenSecret })
statusPage(serve, { site, readStatus })
siteStylesheet(serve)

// ── headquarters
let building: Promise<Workers> | undefined
const workers = (): Promise<Workers> => {
  building ??= import('./workers.ts').then(({ buildWorkers }) =>
    buildWorkers({ configuration, channel, headquarters, errors, send, statusUrl, publicUrl, now, log }),
  )
  return building
}
const jobs: RunJob = async (name, by) => (await workers()).runJob(name, by)
const readProspect = (prospectId: string) => readProspectView(headquarters, prospectId)
pullChannelRequests({ runJob: jobs })
synchronizeChannelRequests({ runJob: jobs })
pushCustomersToChannel({ runJob: jobs })
listProspects(serve, { headquarters })
getProspect(serve, { readProspect })
getCustomer(serve, { headquarters })
getCustomerHierarchy(serve, { headquarters })
headquartersPage(serve)
prospectsPage(serve, { headquarters })
prospectPage(serve, { readProspect, salesUrl: new URL(values.DATAVERSE_URL).origin })
customerPage(serve, { headquarters })
editCustomerPage(serve, {
  headquarters,
  editCustomer: editCustomer({ headquarters, send, now }),
})
customerHierarchyPage(serve, { headquarters })
jobsPage(serve, { headquarters })
runJob(serve, { runJob: jobs })
dualWritePage(serve, { headquarters, errors, queueDepths: depths })
const retryErrors: RetryErrorsDeps = {
  errors,
  send,
  allowOneMore: (message, at) => allowOneMore(headquarters, message, at),
}
changeDualWrite(serve, { ...retryErrors, now })
changeCatchUpError(serve, { ...retryErrors, now })
health(serve, {
  access,
  reach: {
    storage: async () => (await channel.read('health', 'health')) ?? true,
    serviceBus: depths,
    sales: async () => (await workers()).reachSales(),
  },
})

// ── dual-write
const work = (queue: QueueName) => async (body: unknown) => (await workers()).work[queue](body)
const dead = (queue: QueueName) => async (body: unknown) => (await workers()).dead[queue](body)
receiveSalesEvent(serve, { send, log })
writeToSales({ work: work('sales-writes') })
applySalesChange({ work: work('sales-changes') })
catchUpWithSales({ runJob: jobs })
recordDeadSalesWrites({ record: dead('sales-writes') })
recordDeadSalesChanges({ record: dead('sales-changes') })

// ── mail
sendMail({ work: work('mail') })
recordDeadMail({ record: dead('mail') })
receiveMailEvents(serve, { apply: async (event) => (await workers()).applyMailEvent(event) })

app.hook.appTerminate(close)
