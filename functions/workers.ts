// The part of the composition root that timers and queues need. It stands in a file of the bundle of its own: a process
// that only answers HTTP requests never loads it.

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Language } from '../shared/domain/languages.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { MessageOn, Send } from '../shared/domain/messages.ts'
import type { SecurityEvent } from '../shared/domain/security-events.ts'
import { createApplySalesChange } from '../shared/dual-write/apply-sales-change.ts'
import { createBreaker } from '../shared/dual-write/breaker.ts'
import { createBridgeGate } from '../shared/dual-write/bridge.ts'
import { createDeadLetterRecorder } from '../shared/dual-write/dead-letters.ts'
import { createWorkQueue } from '../shared/dual-write/work-queue.ts'
import { createWriteToSales } from '../shared/dual-write/write-to-sales.ts'
import { createJobRunner } from '../shared/headquarters/jobs/jobs.ts'
import { applyMailEvent, type MailEvent } from '../shared/mail/mail-events.ts'
import { createSendDecisionMail } from '../shared/mail/send-decision-mail.ts'
import { sendGridMail } from '../shared/mail/send-grid.ts'
import { createSendStaffMail } from '../shared/mail/staff-mail.ts'
import { createSalesChangeWork } from './dual-write/sales-change-work.ts'
import { createSalesClient } from './sales-client.ts'
import type { Settings } from './settings.ts'
import type { Stores } from './stores.ts'
import { createJobs, type JobName } from './timers.ts'

type WorkerDeps = {
  readonly settings: Settings
  readonly clients: { readonly stores: Stores; readonly send: Send }
  readonly statusUrl: (requestId: string, language: Language) => string
  readonly publicUrl: string
  readonly now: () => Date
  readonly log: Log
  readonly securityEvent: SecurityEvent
}

export type Workers = ReturnType<typeof createWorkers>

/** Builds the jobs and the work of the queues, once per process. */
export const createWorkers = (deps: WorkerDeps) => {
  const { settings, statusUrl, publicUrl, now, log, securityEvent } = deps
  const { stores, send } = deps.clients
  const { headquarters, dualWrite, staffMails, takeNumber } = stores
  const { errors } = dualWrite
  const { requests } = stores.channel
  const { incoming, prospects, pushes } = headquarters
  const { values } = settings
  const sales = createSalesClient(settings)
  const mailAfterPush = values.MAIL_AFTER_PUSH === 'true'

  const jobs = createJobs({
    requests,
    incoming,
    prospects,
    pushes,
    headquarters,
    dualWrite,
    sales,
    send,
    takeNumber,
    mailAfterPush,
    now,
    log,
    auditChain: stores.auditChain,
    roundEveryMs: Number(values.CATCH_UP_ROUND_MINUTES) * 60_000,
  })
  const runJob = createJobRunner<JobName>(jobs, headquarters.jobRuns, now, log)

  const queueDeps = { errors, send, now, random: Math.random, log, securityEvent, wait: setTimeout }
  const breakerSettings = { errors: Number(values.BREAKER_ERRORS), minutes: Number(values.BREAKER_MINUTES) }
  const bridgeDeps = {
    ...queueDeps,
    gate: createBridgeGate(dualWrite, now, randomUUID),
    breaker: createBreaker({ dualWrite, send, now, log, settings: breakerSettings }),
  }
  const applyDeps = { headquarters, sales, send, takeNumber, now, mailAfterPush }

  const siteName = values.SITE_NAME
  const sendMail = sendGridMail({
    apiKey: values.SENDGRID_API_KEY,
    baseUrl: values.SENDGRID_URL,
    timeoutMs: 30_000,
    from: { email: values.MAIL_FROM, name: siteName },
    ...(values.MAIL_REPLY_TO ? { replyTo: values.MAIL_REPLY_TO } : {}),
  })
  const signIn = values.SITE_SIGN_IN_URL ? { signInUrl: values.SITE_SIGN_IN_URL } : {}
  const decisionMail = createSendDecisionMail({ headquarters, sendMail, siteName, ...signIn, statusUrl, now, log })
  const staffMail = createSendStaffMail({ staffMails, sendMail, staffMail: values.STAFF_MAIL, siteName, publicUrl })
  const mailWork = (message: MessageOn<'mail'>) =>
    message.type === 'bridge-paused-mail' ? staffMail(message) : decisionMail(message)

  return {
    runJob,
    // Asking for a row that nobody has takes the address, the token and the right to read, and changes nothing.
    probeSales: async () => (await sales.leadOfOpportunity(randomUUID())) ?? true,
    work: {
      'sales-writes': createWorkQueue(
        'sales-writes',
        createWriteToSales({ headquarters, dualWrite, sales, send, now, log }),
        bridgeDeps,
      ),
      'sales-changes': createSalesChangeWork(
        createWorkQueue('sales-changes', createApplySalesChange(applyDeps), bridgeDeps),
      ),
      mail: createWorkQueue('mail', mailWork, queueDeps),
    },
    dead: {
      'sales-writes': createDeadLetterRecorder('sales-writes', errors, now, log, setTimeout),
      'sales-changes': createDeadLetterRecorder('sales-changes', errors, now, log, setTimeout),
      mail: createDeadLetterRecorder('mail', errors, now, log, setTimeout),
    },
    applyMailEvent: (event: MailEvent) => applyMailEvent(headquarters, event, now, log),
  }
}
