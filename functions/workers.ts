// The part of the composition root that timers and queues need. It stands in a file of the bundle of its own: a process
// that only answers HTTP requests never loads it.

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { signInLinkPath } from '../shared/channel/account/sign-in-token.ts'
import { carriedFor, channelNamed, originFor } from '../shared/channel/site.ts'
import { readEventSecrets } from '../shared/channel/site-keys.ts'
import { createTellSite } from '../shared/channel/tell-site.ts'
import { createTellingFeed } from '../shared/channel/telling-feed.ts'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import type { MailWording } from '../shared/domain/check-mail-template.ts'
import type { ConfirmationRule } from '../shared/domain/confirmation.ts'
import type { CustomerType } from '../shared/domain/customer-fields.ts'
import type { Language } from '../shared/domain/languages.ts'
import type { Log } from '../shared/domain/log-events.ts'
import { readMailSenders } from '../shared/domain/mail-senders.ts'
import { chooseMail as chooseMailOf, type MailAsked, type MailTemplate } from '../shared/domain/mail-templates.ts'
import type { Send } from '../shared/domain/messages.ts'
import type { OverrideIntent } from '../shared/domain/overrides.ts'
import type { PartnerImport } from '../shared/domain/partner-import.ts'
import { readRejectReasons } from '../shared/domain/reject-reasons.ts'
import type { SecurityEvent } from '../shared/domain/security-events.ts'
import type { UserChange } from '../shared/domain/users/user.ts'
import { createApplySalesChange } from '../shared/dual-write/apply-sales-change.ts'
import { createBreaker } from '../shared/dual-write/breaker.ts'
import { createBridgeGate } from '../shared/dual-write/bridge.ts'
import { bringCustomer } from '../shared/dual-write/bring-customer.ts'
import { createDeadLetterRecorder } from '../shared/dual-write/dead-letters.ts'
import { createForgetErrors } from '../shared/dual-write/forget-errors.ts'
import { createSwitchBridge } from '../shared/dual-write/switch-bridge.ts'
import { createWorkQueue } from '../shared/dual-write/work-queue.ts'
import { createWriteToSales } from '../shared/dual-write/write-to-sales.ts'
import { type EraseDeps, type EraseOrder, eraseProspect } from '../shared/headquarters/erase-prospect.ts'
import { createJobRunner } from '../shared/headquarters/jobs/jobs.ts'
import { overrideMember } from '../shared/headquarters/override-members.ts'
import { applyUserChange } from '../shared/headquarters/users/apply-user-change.ts'
import { importPartners } from '../shared/headquarters/users/import-partners.ts'
import { builtInMail } from '../shared/languages/built-in-mails.ts'
import { applyMailEvent, type MailEvent } from '../shared/mail/mail-events.ts'
import { createMailWork } from '../shared/mail/mail-work.ts'
import { createPublicReason } from '../shared/mail/public-reason.ts'
import { sampleMail } from '../shared/mail/sample-mail.ts'
import { createSendDecisionMail } from '../shared/mail/send-decision-mail.ts'
import { sendGridMail } from '../shared/mail/send-grid.ts'
import { createSendLinkAgain } from '../shared/mail/send-link-again.ts'
import { createSendQuestionMail } from '../shared/mail/send-question-mail.ts'
import { createSendReceivedMail } from '../shared/mail/send-received-mail.ts'
import { createSendSignInMail } from '../shared/mail/send-sign-in-mail.ts'
import { createSendUserMail } from '../shared/mail/send-user-mail.ts'
import { createSendStaffMail } from '../shared/mail/staff-mail.ts'
import type { SoughtCompany } from '../shared/sales/sales.ts'
import { createSalesChangeWork } from './dual-write/sales-change-work.ts'
import { absentSales, createSalesClient } from './sales-client.ts'
import { creditBoundsOf, deskOf, listed, reminderTimesOf, type Settings, siteOf } from './settings.ts'
import type { Stores } from './stores.ts'
import { createJobs, type JobName } from './timers.ts'

type WorkerDeps = {
  readonly settings: Settings
  readonly clients: { readonly stores: Stores; readonly send: Send }
  readonly statusUrl: (requestId: string, language: Language, channel: string) => string
  readonly confirmUrl: (requestId: string, language: Language, channel: string) => string
  readonly publicUrl: string
  readonly now: () => Date
  readonly log: Log
  readonly securityEvent: SecurityEvent
}

export type Workers = ReturnType<typeof createWorkers>

/** Builds the jobs and the work of the queues, once per process. */
export const createWorkers = (deps: WorkerDeps) => {
  const { settings, statusUrl, confirmUrl, publicUrl, now, log, securityEvent } = deps
  const { stores, send } = deps.clients
  const { headquarters, dualWrite, staffMails, takeNumber } = stores
  const { errors } = dualWrite
  const { requests, usualTime } = stores.channel
  const { incoming, prospects, pushes, matchIndex } = headquarters
  const { values } = settings
  const site = siteOf(values)
  const desk = deskOf(settings)
  const sales = desk === 'sales' ? createSalesClient(settings) : absentSales
  const mailAfterPush = values.MAIL_AFTER_PUSH === 'true'

  const creditBounds = creditBoundsOf(values)
  const takesAll = values.CUSTOMERS_FROM_SALES === 'all'

  const userDeps = {
    headquarters,
    takeNumber,
    send,
    maxUsers: Number(values.PARTNER_MAX_USERS),
    defaultLanguage: values.DEFAULT_LANGUAGE as Language,
    now,
    log,
  }
  const switchBridge = createSwitchBridge({ bridge: dualWrite.bridge, auditTrail: stores.auditTrail, log })
  const eraseDeps: EraseDeps = {
    headquarters,
    erasures: stores.erasures,
    eraseRows: stores.eraseRows,
    requests,
    held: stores.channel.held,
    forgetErrors: createForgetErrors(errors),
    audit: stores.audit,
    auditTrail: stores.auditTrail,
    send,
    now,
    log,
  }
  const jobs = createJobs({
    ...eraseDeps,
    switchBridge,
    requests,
    incoming,
    prospects,
    pushes,
    matchIndex,
    users: stores.users,
    channelNames: site.channels.map(({ name }) => name),
    changeFeed: createTellingFeed(stores.changeFeed, site.channels, send),
    headquarters,
    dualWrite,
    sales,
    desk,
    send,
    takeNumber,
    changeUser: (change: UserChange) => applyUserChange(userDeps, change),
    overrideMember: (intent: OverrideIntent) => overrideMember(userDeps, intent),
    importPartners: (head: PartnerImport) => importPartners(userDeps, head),
    mailAfterPush,
    mailReceived: values.MAIL_RECEIVED === 'true',
    confirmAddress: values.CONFIRM_ADDRESS as ConfirmationRule,
    now,
    log,
    auditChain: stores.auditChain,
    outdatedRows: stores.outdatedRows,
    usualTime,
    keepHeldDays: Number(values.KEEP_HELD_DAYS),
    keepRejectedDays: Number(values.KEEP_REJECTED_DAYS),
    outdatedProspects: stores.outdatedProspects,
    reminderTimes: reminderTimesOf(values),
    timelineSeals: stores.timelineSeals,
    takesAll,
    defaultLanguage: userDeps.defaultLanguage,
    creditBounds,
    roundEveryMs: Number(values.CATCH_UP_ROUND_MINUTES) * 60_000,
  })
  const runJob = createJobRunner<JobName>(jobs, headquarters.jobRuns, now, log)

  const queueDeps = { errors, send, now, random: Math.random, log, securityEvent, wait: setTimeout }
  const breakerSettings = { errors: Number(values.BREAKER_ERRORS), minutes: Number(values.BREAKER_MINUTES) }
  const bridgeDeps = {
    ...queueDeps,
    gate: createBridgeGate(dualWrite, now, randomUUID, switchBridge, desk),
    breaker: createBreaker({ dualWrite, switchBridge, send, now, log, settings: breakerSettings }),
  }
  const tradeOf = (name: string) => channelNamed(site, name).defaults ?? {}
  const bringDeps = { ...userDeps, sales, creditBounds }
  const applyDeps = {
    headquarters,
    sales,
    send,
    takeNumber,
    tradeOf,
    now,
    mailAfterPush,
    creditBounds,
    desk: values.APPROVAL_DESK as ApprovalDesk,
    ...(takesAll ? { bring: (type: CustomerType, id: string) => bringCustomer(bringDeps, type, id) } : {}),
  }

  const sendMail = sendGridMail({
    apiKey: values.SENDGRID_API_KEY,
    baseUrl: values.SENDGRID_URL,
    timeoutMs: 30_000,
    from: { email: values.MAIL_FROM, name: values.SITE_NAME },
    ...(values.MAIL_REPLY_TO ? { replyTo: values.MAIL_REPLY_TO } : {}),
  })
  const channelOf = (name: string) => {
    const channel = channelNamed(site, name)
    return { ...channel, storeUrl: channel.origins[0] ?? originFor(site, channel.name) }
  }
  const { senders } = readMailSenders(values.MAIL_SENDERS)
  const chooseMail = async ({ channel, ...asked }: MailAsked) =>
    chooseMailOf(await stores.mailTemplates.book(), senders, { ...asked, channel: channelOf(channel).name })
  const decisionMail = createSendDecisionMail({
    headquarters,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    publicReason: createPublicReason(readRejectReasons(values.REJECT_REASONS).reasons),
    now,
    log,
  })
  const staffMail = createSendStaffMail({
    staffMails,
    sendMail,
    staffMail: values.STAFF_MAIL,
    siteName: values.SITE_NAME,
    publicUrl,
  })
  const receivedMail = createSendReceivedMail({
    headquarters,
    usualTime,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    confirmUrl,
    now,
    log,
  })
  const questionMail = createSendQuestionMail({
    headquarters,
    requests,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    now,
    log,
  })
  const linkAgain = createSendLinkAgain({
    headquarters,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    confirmUrl,
    linkDays: Number(values.STATUS_LINK_DAYS),
    now,
    log,
  })
  const { keys: secrets } = readEventSecrets(
    values.SITE_EVENT_SECRETS,
    site.channels.map(({ name }) => name),
  )
  const tellSite = createTellSite({
    feed: stores.changeFeed,
    channels: site.channels,
    publicUrl,
    secrets,
    send: fetch,
    now,
  })
  const userMail = createSendUserMail({ headquarters, sendMail, chooseMail, channelOf, now, log })
  const [tokenSecret = ''] = listed(values.STATUS_TOKEN_SECRET)
  const signInMail = createSendSignInMail({
    ...stores.partners,
    complaints: headquarters.complaints,
    sendMail,
    channelOf,
    linkUrl: ({ linkId, channel, host }, language) =>
      originFor(site, channel, host) + signInLinkPath(tokenSecret, linkId, { language, ...carriedFor(site, channel) }),
    now,
    log,
  })
  const mailWork = createMailWork({
    decisionMail,
    receivedMail,
    questionMail,
    linkAgain,
    userMail,
    signInMail,
    staffMail,
  })

  return {
    runJob,
    eraseProspect: (order: EraseOrder) => eraseProspect(eraseDeps, order),
    sendMail,
    // With the texts of mails, which nothing else than their work needs.
    builtInMail,
    sampleMail: (template: MailTemplate, language: Language, wording: MailWording) =>
      sampleMail(template, language, wording, site.channels[0], publicUrl),
    contactsOf: async (accountId: string) => (desk === 'sales' ? sales.contactsOf(accountId) : []),
    // Where there is no Sales, nothing is found in it.
    findAccounts: async (text: string) => (desk === 'sales' ? sales.findAccounts(text) : []),
    accountsLike: async (companies: readonly SoughtCompany[]) =>
      desk === 'sales' ? sales.accountsLike(companies) : [],
    readAccount: async (accountId: string) =>
      desk === 'sales' ? sales.readCustomer('Organization', accountId) : undefined,
    // Asking for a row that nobody has takes the address, the token and the right to read, and changes nothing.
    probeSales: async () => (await sales.leadOfOpportunity(randomUUID())) ?? true,
    work: {
      'sales-writes': createWorkQueue(
        'sales-writes',
        createWriteToSales({ headquarters, dualWrite, sales, desk, send, now, log, creditBounds }),
        bridgeDeps,
      ),
      'sales-changes': createSalesChangeWork(
        createWorkQueue('sales-changes', createApplySalesChange(applyDeps), bridgeDeps),
      ),
      mail: createWorkQueue('mail', mailWork, queueDeps),
      'site-events': createWorkQueue('site-events', tellSite, queueDeps),
    },
    dead: {
      'sales-writes': createDeadLetterRecorder('sales-writes', errors, now, log, setTimeout),
      'sales-changes': createDeadLetterRecorder('sales-changes', errors, now, log, setTimeout),
      mail: createDeadLetterRecorder('mail', errors, now, log, setTimeout),
      'site-events': createDeadLetterRecorder('site-events', errors, now, log, setTimeout),
    },
    applyMailEvent: (event: MailEvent) => applyMailEvent(headquarters, event, now, log),
  }
}
