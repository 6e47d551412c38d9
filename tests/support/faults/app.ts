// One process of the app: the product's own functions, composed as functions/index.ts composes them.

import { createStores, type Stores } from '../../../functions/stores.ts'
import type { JobName } from '../../../functions/timers.ts'
import { createSubmitRequest } from '../../../shared/channel/submit-request.ts'
import type { Values } from '../../../shared/domain/customer-fields.ts'
import { type MessageOn, type QueueName, salesChangeMessage } from '../../../shared/domain/messages.ts'
import type { WorkResult } from '../../../shared/domain/work-result.ts'
import { createApplySalesChange } from '../../../shared/dual-write/apply-sales-change.ts'
import { createBreaker } from '../../../shared/dual-write/breaker.ts'
import { createBridgeGate, type Gate, pauseBridge, resumeBridge } from '../../../shared/dual-write/bridge.ts'
import { catchUpWithSales } from '../../../shared/dual-write/catch-up-with-sales.ts'
import { createDeadLetterRecorder } from '../../../shared/dual-write/dead-letters.ts'
import { beginRound } from '../../../shared/dual-write/repair-round.ts'
import { type RetryErrorsDeps, type RetryResult, retryError } from '../../../shared/dual-write/retry-errors.ts'
import { askForRetry } from '../../../shared/dual-write/retry-many.ts'
import type { RoundKind } from '../../../shared/dual-write/store/repair-rounds.ts'
import { createWorkQueue } from '../../../shared/dual-write/work-queue.ts'
import { createWriteToSales } from '../../../shared/dual-write/write-to-sales.ts'
import { type EditResult, editCustomer } from '../../../shared/headquarters/edit-customer.ts'
import type { JobReport } from '../../../shared/headquarters/jobs/job.ts'
import { createJobRunner } from '../../../shared/headquarters/jobs/jobs.ts'
import { pullChannelRequests } from '../../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { synchronizeChannelRequests } from '../../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { verifyAuditTrail } from '../../../shared/headquarters/jobs/verify-audit-trail.ts'
import type { TakeNumber } from '../../../shared/headquarters/store/number-sequences.ts'
import { applyMailEvent, type MailEvent } from '../../../shared/mail/mail-events.ts'
import { allowOneMore } from '../../../shared/mail/send-again.ts'
import { createSendDecisionMail } from '../../../shared/mail/send-decision-mail.ts'
import { createSendStaffMail } from '../../../shared/mail/staff-mail.ts'
import { silentLog } from '../silent-log.ts'
import { connectPorts, type Ports } from './ports.ts'
import type { Connection } from './seam.ts'
import type { SalesHook, World } from './world.ts'

type Works = { readonly [Q in QueueName]: (message: MessageOn<Q>) => Promise<WorkResult> }
type Handler = (body: unknown) => Promise<void>

/** The pieces a process is made of. */
export type Pieces = {
  readonly takeNumber: TakeNumber
  readonly gate: Gate
  readonly mailAfterPush: boolean
  readonly works: Works
  readonly jobs: Readonly<Record<JobName, () => Promise<JobReport>>>
  readonly handlers: Readonly<Record<QueueName, Handler>>
  readonly dead: Readonly<Record<QueueName, Handler>>
  readonly submit: (body: unknown, key?: string) => Promise<{ readonly outcome: string; readonly requestId?: string }>
  readonly hook: (hook: SalesHook) => Promise<void>
  readonly resume: () => Promise<unknown>
  readonly edit: ReturnType<typeof editCustomer>
}

/** A planted mistake: pieces of the process exchanged for wrong ones. */
export type Variant = {
  readonly ports?: (ports: Ports, world: World) => Ports
  readonly piece?: {
    readonly [K in keyof Pieces]?: (piece: Pieces[K], ports: Ports, world: World) => Pieces[K]
  }
  /** Messages are completed before their work is done. */
  readonly completesFirst?: boolean
}

export type App = Pick<Pieces, 'handlers' | 'dead' | 'submit' | 'hook' | 'resume'> & {
  /** A clerk opens the form of a customer, types these texts over and saves. */
  readonly edit: (customerId: string, texts: Values) => Promise<EditResult['outcome']>
  readonly runJob: (name: JobName) => Promise<JobReport>
  readonly mailEvent: (event: MailEvent) => Promise<void>
  readonly pause: () => Promise<void>
  /** Staff press a button of the card *After a restore of Sales*. */
  readonly press: (round: RoundKind) => Promise<'begun' | 'running'>
  readonly retryAll: () => Promise<void>
  readonly retry: (errorId: string) => Promise<RetryResult>
}

const log = silentLog
const statusUrl = (requestId: string): string => `https://site.example/status/${requestId}`
const rules = { channels: ['default'], defaultLanguage: 'en' } as const
/** So small that two prospects are a round of several messages. */
const bounds = { prospectsAtOnce: 1, partsAtOnce: 1 }

/** The stores on the tables of a process. */
const storesOf = ({ channel, headquarters, errors, now }: Ports): Stores => {
  const tables = { Channel: channel, Headquarters: headquarters, DualWrite: errors }
  return createStores((name) => tables[name], now)
}

export const startApp = (world: World, connection: Connection, variant: Variant = {}): App => {
  const plainPorts = connectPorts(world, connection)
  const ports = variant.ports?.(plainPorts, world) ?? plainPorts
  const { send, sales, sendMail, now, random, newId } = ports
  const { channel, headquarters, dualWrite, staffMails, auditChain, takeNumber: numbers } = storesOf(ports)
  const { errors } = dualWrite
  const { requests } = channel
  const { incoming, prospects, pushes } = headquarters
  const exchanged = <K extends keyof Pieces>(name: K, piece: Pieces[K]): Pieces[K] =>
    variant.piece?.[name]?.(piece, ports, world) ?? piece

  const takeNumber = exchanged('takeNumber', numbers)
  const gate = exchanged('gate', createBridgeGate(dualWrite, now, newId))
  const mailAfterPush = exchanged('mailAfterPush', true)
  const decisionMail = createSendDecisionMail({ headquarters, sendMail, siteName: 'Fabrikam', statusUrl, now, log })
  const staffMail = createSendStaffMail({
    staffMails,
    sendMail,
    staffMail: 'staff@site.example',
    siteName: 'Fabrikam',
    publicUrl: 'https://site.example',
  })
  const works = exchanged('works', {
    'sales-writes': createWriteToSales({ headquarters, dualWrite, sales, send, now, log, bounds }),
    'sales-changes': createApplySalesChange({ headquarters, sales, send, takeNumber, now, mailAfterPush }),
    mail: (message) => (message.type === 'bridge-paused-mail' ? staffMail(message) : decisionMail(message)),
  })
  const queueDeps = { errors, send, now, random, log }
  const settings = { errors: 10, minutes: 15 }
  const bridge = { ...queueDeps, gate, breaker: createBreaker({ dualWrite, send, now, log, settings }) }
  const jobs = exchanged('jobs', {
    'P-0001': pullChannelRequests({ requests, incoming, now, log }),
    synchronize: synchronizeChannelRequests({ incoming, prospects, send, takeNumber, now, log }),
    '1010': pushCustomersToChannel({ requests, pushes, send, mailAfterPush, now, log }),
    audit: verifyAuditTrail({ auditChain, now, log }),
    'catch-up': catchUpWithSales({ headquarters, dualWrite, sales, send, now, log, roundEveryMs: 300_000 }),
  })
  const edit = exchanged('edit', editCustomer({ headquarters, send, now }))
  const run = createJobRunner(jobs, headquarters.jobRuns, now, log)
  const retryErrors: RetryErrorsDeps = {
    errors,
    send,
    allowOneMore: (message, at) => allowOneMore(headquarters, message, at),
  }
  return {
    runJob: (name) => run(name, 'schedule'),
    handlers: exchanged('handlers', {
      'sales-writes': createWorkQueue('sales-writes', works['sales-writes'], bridge),
      'sales-changes': createWorkQueue('sales-changes', works['sales-changes'], bridge),
      mail: createWorkQueue('mail', works.mail, queueDeps),
    }),
    dead: exchanged('dead', {
      'sales-writes': createDeadLetterRecorder('sales-writes', errors, now, log),
      'sales-changes': createDeadLetterRecorder('sales-changes', errors, now, log),
      mail: createDeadLetterRecorder('mail', errors, now, log),
    }),
    submit: exchanged('submit', createSubmitRequest({ requests, rules, now })),
    hook: exchanged('hook', ({ payload: _, ...hint }) => send([salesChangeMessage(hint)])),
    edit: async (customerId, texts) => {
      const form = await headquarters.customers.locate(customerId)
      if (!form) return 'unknown'
      return (await edit(customerId, { typed: texts, etag: form.etag, who: 'clerk', mayMoveAdmins: true })).outcome
    },
    mailEvent: (event) => applyMailEvent(headquarters, event, now, log),
    pause: () => pauseBridge(dualWrite, 'staff', { code: 'typed', text: 'Maintenance' }, now().toISOString()),
    resume: exchanged('resume', () => resumeBridge(dualWrite, send, 'staff', now().toISOString())),
    press: (kind) => beginRound({ rounds: dualWrite.rounds, send, now }, kind, 'staff'),
    retryAll: () => askForRetry({ ...dualWrite, send, now }, {}, 'staff'),
    retry: (errorId) => retryError(retryErrors, errorId, now().toISOString()),
  }
}
