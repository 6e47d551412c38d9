// One process of the app: the product's own functions, composed as functions/index.ts composes them.

import { createStores, type Stores } from '../../../functions/stores.ts'
import type { JobName } from '../../../functions/timers.ts'
import { type AskForLinkResult, createAskForLink } from '../../../shared/channel/ask-for-link.ts'
import { askUserChange } from '../../../shared/channel/ask-user-change.ts'
import type { ChannelRequests } from '../../../shared/channel/store/requests.ts'
import { createSubmitRequest } from '../../../shared/channel/submit-request.ts'
import { createTellSite } from '../../../shared/channel/tell-site.ts'
import { createTellingFeed } from '../../../shared/channel/telling-feed.ts'
import type { Actor } from '../../../shared/domain/acts.ts'
import type { TypedCredit } from '../../../shared/domain/credit-form.ts'
import type { CustomerType, Values } from '../../../shared/domain/customer-fields.ts'
import { chooseMail as chooseMailOf, type MailAsked } from '../../../shared/domain/mail-templates.ts'
import { type MessageOn, salesChangeMessage } from '../../../shared/domain/messages.ts'
import { readPartnerFile } from '../../../shared/domain/partner-file.ts'
import type { MailKind } from '../../../shared/domain/prospect-view.ts'
import type { ReminderTimes } from '../../../shared/domain/question-reminders.ts'
import type { QueueName } from '../../../shared/domain/queue-names.ts'
import type { WorkResult } from '../../../shared/domain/work-result.ts'
import { createApplySalesChange } from '../../../shared/dual-write/apply-sales-change.ts'
import { createBreaker } from '../../../shared/dual-write/breaker.ts'
import { createBridgeGate, type Gate, pauseBridge, resumeBridge } from '../../../shared/dual-write/bridge.ts'
import { bringCustomer } from '../../../shared/dual-write/bring-customer.ts'
import { catchUpWithSales } from '../../../shared/dual-write/catch-up-with-sales.ts'
import { createDeadLetterRecorder } from '../../../shared/dual-write/dead-letters.ts'
import { createForgetErrors } from '../../../shared/dual-write/forget-errors.ts'
import { beginRound } from '../../../shared/dual-write/repair-round.ts'
import { type RetryErrorsDeps, type RetryResult, retryError } from '../../../shared/dual-write/retry-errors.ts'
import { askForRetry } from '../../../shared/dual-write/retry-many.ts'
import type { RoundKind } from '../../../shared/dual-write/store/repair-rounds.ts'
import { createSwitchBridge } from '../../../shared/dual-write/switch-bridge.ts'
import { synchronizeInitially } from '../../../shared/dual-write/synchronize-initially.ts'
import { createWorkQueue } from '../../../shared/dual-write/work-queue.ts'
import { createWriteToSales } from '../../../shared/dual-write/write-to-sales.ts'
import { askQuestion, type QuestionOrder, type QuestionResult } from '../../../shared/headquarters/ask-question.ts'
import { type CreditAct, changeCredit, settleCredit } from '../../../shared/headquarters/change-credit.ts'
import { compareMembers } from '../../../shared/headquarters/compare-members.ts'
import { type EditResult, editCustomer } from '../../../shared/headquarters/edit-customer.ts'
import { editHierarchy } from '../../../shared/headquarters/edit-hierarchy.ts'
import { eraseOutdated } from '../../../shared/headquarters/jobs/erase-outdated.ts'
import type { Job, JobReport } from '../../../shared/headquarters/jobs/job.ts'
import { createJobRunner } from '../../../shared/headquarters/jobs/jobs.ts'
import { keepLists } from '../../../shared/headquarters/jobs/keep-lists.ts'
import { withMeasuring } from '../../../shared/headquarters/jobs/measure-usual-time.ts'
import { pullChannelRequests } from '../../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { remindApplicants } from '../../../shared/headquarters/jobs/remind-applicants.ts'
import { removeOutdatedRows } from '../../../shared/headquarters/jobs/remove-outdated-rows.ts'
import { sealRecentChanges } from '../../../shared/headquarters/jobs/seal-changes.ts'
import { synchronizeChannelRequests } from '../../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { verifyAuditTrail } from '../../../shared/headquarters/jobs/verify-audit-trail.ts'
import { makeCustomer } from '../../../shared/headquarters/make-customer.ts'
import { orderOverride, orderUndo, seenTerms } from '../../../shared/headquarters/order-override.ts'
import { overrideMember } from '../../../shared/headquarters/override-members.ts'
import { type RulingOrder, type RulingResult, ruleProspect } from '../../../shared/headquarters/rule-prospect.ts'
import type { KeptPartner } from '../../../shared/headquarters/store/hierarchies.ts'
import type { TakeNumber } from '../../../shared/headquarters/store/number-sequences.ts'
import { applyUserChange } from '../../../shared/headquarters/users/apply-user-change.ts'
import { importPartners, orderImport } from '../../../shared/headquarters/users/import-partners.ts'
import { etagOf, type StaffOrder, staffUserChange } from '../../../shared/headquarters/users/staff-user-change.ts'
import { changeDecisionMail, type DecisionMailChange } from '../../../shared/mail/change-decision-mail.ts'
import { applyMailEvent, type MailEvent } from '../../../shared/mail/mail-events.ts'
import { createMailWork } from '../../../shared/mail/mail-work.ts'
import { allowOneMore } from '../../../shared/mail/send-again.ts'
import { createSendDecisionMail } from '../../../shared/mail/send-decision-mail.ts'
import { createSendLinkAgain } from '../../../shared/mail/send-link-again.ts'
import type { SendOnceDeps } from '../../../shared/mail/send-once.ts'
import { createSendQuestionMail } from '../../../shared/mail/send-question-mail.ts'
import { createSendReceivedMail } from '../../../shared/mail/send-received-mail.ts'
import { createSendSignInMail } from '../../../shared/mail/send-sign-in-mail.ts'
import { createSendUserMail } from '../../../shared/mail/send-user-mail.ts'
import { createSendStaffMail } from '../../../shared/mail/staff-mail.ts'
import { silentLog } from '../silent-log.ts'
import { channelsFrom } from '../site-samples.ts'
import { tradeLists } from '../trade-lists.ts'
import { oneDecides } from './check-credit.ts'
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
  readonly jobs: Readonly<Record<JobName, Job>>
  readonly handlers: Readonly<Record<QueueName, Handler>>
  readonly dead: Readonly<Record<QueueName, Handler>>
  readonly submit: (body: unknown, key?: string) => Promise<{ readonly outcome: string; readonly requestId?: string }>
  readonly hook: (hook: SalesHook) => Promise<void>
  readonly resume: () => Promise<unknown>
  readonly chooseMail: SendOnceDeps['chooseMail']
  /** When applicants are reminded of questions, and what their pages show then. */
  readonly reminderTimes: ReminderTimes
  readonly shown: ChannelRequests['status']
  readonly edit: ReturnType<typeof editCustomer>
  readonly ask: ReturnType<typeof askUserChange>
}

/** A planted mistake: pieces of the process exchanged for wrong ones. */
export type Variant = {
  readonly ports?: (ports: Ports, world: World) => Ports
  readonly piece?: {
    readonly [K in keyof Pieces]?: (piece: Pieces[K], ports: Ports, world: World) => Pieces[K]
  }
  /** No mail tells that a request was received, for stories that count the mails of decisions. */
  readonly noReceipt?: true
  /** Messages are completed before their work is done. */
  readonly completesFirst?: boolean
}

export type App = Pick<Pieces, 'handlers' | 'dead' | 'submit' | 'hook' | 'resume' | 'ask'> & {
  /** A clerk opens the form of a customer, types these texts over and saves. */
  readonly edit: (customerId: string, texts: Values) => Promise<EditResult['outcome']>
  /** Staff change the credit of an organization, or settle what waits, as its page shows it now. */
  readonly credit: (customerId: string, typed: TypedCredit, who: Actor) => Promise<string>
  readonly settle: (customerId: string, action: CreditAct, who: Actor) => Promise<string>
  readonly runJob: (name: JobName, by?: string) => Promise<JobReport>
  /** Staff copy fields of the first Admin to members, as the page shows them now, or take the last time back. */
  readonly override: (hierarchyId: string, fields: readonly string[], members: readonly string[]) => Promise<string>
  /** Staff import a file as a form of this id sends it. */
  readonly importPartners: (importId: string, file: string) => Promise<string>
  /** Staff make a customer as a form of this id sends it: an organization, or a person of one. */
  readonly makeCustomer: (customerId: string, values: Values, organizationId?: string) => Promise<string>
  readonly undoOverride: (hierarchyId: string) => Promise<string>
  /** Staff say on which channels a partner buys, and what it is called where it has a name of its own. */
  readonly editHierarchy: (hierarchyId: string, channels: readonly string[], name?: string) => Promise<string>
  readonly mailEvent: (event: MailEvent) => Promise<void>
  readonly pause: () => Promise<void>
  /** Staff change a user of a partner as its page shows it now. */
  readonly staff: (order: Omit<StaffOrder, 'etag'>) => Promise<string>
  /** Staff press a button of the card *After a restore of Sales*. */
  readonly press: (round: RoundKind) => Promise<'begun' | 'running'>
  /** An applicant presses a button of the request's pages, or asks for its link. */
  readonly withdraw: (requestId: string) => Promise<'done' | 'decided' | 'unknown'>
  readonly confirm: (requestId: string) => Promise<'done' | 'unknown'>
  /** @returns the number of the question whose answer was taken */
  readonly answer: (requestId: string) => Promise<number | undefined>
  readonly askForLink: (email: string) => Promise<AskForLinkResult>
  /** Staff decide a prospect, all of them as they see it at this moment. */
  readonly rule: (prospectId: string, orders: readonly RulingOrder[]) => Promise<readonly (RulingResult | 'unknown')[]>
  /** Staff ask the applicant something as the page shows the prospect at this moment, or take that back. */
  readonly question: (prospectId: string, order: QuestionOrder) => Promise<QuestionResult | 'unknown'>
  /** Staff say of a prospect that no mail is wanted about its decision, or that one is. */
  readonly wish: (prospectId: string, wanted: boolean) => Promise<DecisionMailChange>
  /** Staff switch a kind of mail off in the profile of the site, as its page shows it now. */
  readonly switchOff: (kind: MailKind) => Promise<'written' | 'conflict'>
  readonly retryAll: () => Promise<void>
  readonly retry: (errorId: string) => Promise<RetryResult>
}

const log = silentLog
const statusUrl = (requestId: string): string => `https://site.example/status/${requestId}`
const rules = { channels: ['default'], defaultLanguage: 'en' } as const
const siteSecrets = new Map([['default', ['whsec_c2VjcmV0LW9mLXRoZS1zaXRlLW9mLWEtc3Rvcnk=']]])
const creditBounds = new Map([['EUR', `${oneDecides}.00`]])
/** Days after which applicants are reminded of a question, reminded again, and it is closed. */
export const usualReminders: ReminderTimes = [3 * 86_400_000, 7 * 86_400_000, 14 * 86_400_000]
/** So small that two prospects are a round of several messages. */
const bounds = { prospectsAtOnce: 1, partsAtOnce: 1 }

/** The stores on the tables of a process. */
const storesOf = ({ channel, headquarters, errors, now, newId }: Ports): Stores => {
  const tables = { Channel: channel, Headquarters: headquarters, DualWrite: errors }
  return createStores((name) => tables[name], now, newId)
}

export const startApp = (world: World, connection: Connection, variant: Variant = {}): App => {
  const plainPorts = connectPorts(world, connection)
  const ports = variant.ports?.(plainPorts, world) ?? plainPorts
  const { send, sales, sendMail, callSite, now, random, newId } = ports
  const {
    channel,
    headquarters,
    dualWrite,
    staffMails,
    mailTemplates,
    auditChain,
    outdatedRows,
    outdatedProspects,
    erasures,
    eraseRows,
    audit,
    auditTrail,
    timelineSeals,
    takeNumber: numbers,
    users,
    partners,
    changeFeed,
  } = storesOf(ports)
  const { errors } = dualWrite
  const { requests, usualTime } = channel
  const { incoming, prospects, pushes, matchIndex } = headquarters
  const exchanged = <K extends keyof Pieces>(name: K, piece: Pieces[K]): Pieces[K] =>
    variant.piece?.[name]?.(piece, ports, world) ?? piece

  const takeNumber = exchanged('takeNumber', numbers)
  const switchBridge = createSwitchBridge({ bridge: dualWrite.bridge, auditTrail, log })
  const gate = exchanged('gate', createBridgeGate(dualWrite, now, newId, switchBridge))
  const mailAfterPush = exchanged('mailAfterPush', true)
  const [ofFabrikam] = channelsFrom([{ name: 'default', title: 'Fabrikam' }])
  const tradeOf = () => ({ priceGroup: 'A', currency: 'EUR' })
  const channelOf = () => ofFabrikam
  const chooseMail = exchanged('chooseMail', async (asked: MailAsked) =>
    chooseMailOf(await mailTemplates.book(), [], asked),
  )
  const decisionMail = createSendDecisionMail({ headquarters, sendMail, chooseMail, channelOf, statusUrl, now, log })
  const confirmUrl = (requestId: string): string => `https://site.example/confirm/${requestId}`
  const shown = { status: exchanged('shown', requests.status) }
  const questionMail = createSendQuestionMail({
    headquarters,
    requests: shown,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    now,
    log,
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
  const linkAgain = createSendLinkAgain({
    headquarters,
    sendMail,
    chooseMail,
    channelOf,
    statusUrl,
    confirmUrl,
    linkDays: 90,
    now,
    log,
  })
  const userMail = createSendUserMail({ headquarters, sendMail, chooseMail, channelOf, now, log })
  const staffMail = createSendStaffMail({
    staffMails,
    sendMail,
    staffMail: 'staff@site.example',
    siteName: 'Fabrikam',
    publicUrl: 'https://site.example',
  })
  const signInMail = createSendSignInMail({
    ...partners,
    complaints: headquarters.complaints,
    sendMail,
    channelOf,
    linkUrl: ({ linkId }) => `https://site.example/account/link/${linkId}`,
    now,
    log,
  })
  // A story may have the site told while this process runs already.
  const told = () => [
    {
      name: 'default',
      ...(world.site.isTold ? { eventsUrl: 'https://shop.example/events' } : {}),
      ...(world.site.takesEvents ? { eventsFormat: 'cloudevents' as const } : {}),
    },
  ]
  const publicUrl = 'https://site.example'
  const siteDeps = { feed: changeFeed, publicUrl, secrets: siteSecrets, send: callSite, now }
  const changes: Pick<typeof changeFeed, 'append'> = {
    append: (added) => createTellingFeed(changeFeed, told(), send).append(added),
  }
  const bringDeps = {
    headquarters,
    sales,
    takeNumber,
    send,
    now,
    creditBounds,
    defaultLanguage: 'en' as const,
  }
  const works = exchanged('works', {
    'sales-writes': createWriteToSales({ headquarters, dualWrite, sales, send, now, log, bounds, creditBounds }),
    'sales-changes': createApplySalesChange({
      headquarters,
      sales,
      send,
      takeNumber,
      tradeOf,
      now,
      mailAfterPush,
      creditBounds,
      // A story may have all customers come while this process runs already.
      get bring() {
        if (!world.sales.policy.takesAll) return undefined
        return (type: CustomerType, id: string) => bringCustomer(bringDeps, type, id)
      },
    }),
    mail: createMailWork({ decisionMail, receivedMail, questionMail, linkAgain, userMail, signInMail, staffMail }),
    'site-events': (message) => createTellSite({ ...siteDeps, channels: told() })(message),
  })
  const queueDeps = { errors, send, now, random, log }
  const settings = { errors: 10, minutes: 15 }
  const bridge = { ...queueDeps, gate, breaker: createBreaker({ dualWrite, switchBridge, send, now, log, settings }) }
  const userDeps = { headquarters, takeNumber, send, maxUsers: 50, defaultLanguage: 'en' as const, now, log }
  const keptOf = async (hierarchyId: string): Promise<KeptPartner> => {
    const found = await headquarters.hierarchies.locate(hierarchyId)
    const kept = found && (await headquarters.hierarchies.readKept(found.home, hierarchyId))
    if (!kept) throw new Error('There is no such hierarchy.')
    return kept
  }
  const jobs = exchanged('jobs', {
    'P-0001': pullChannelRequests({ requests, incoming, now, log }),
    synchronize: synchronizeChannelRequests({
      incoming,
      prospects,
      pushes,
      matchIndex,
      send,
      takeNumber,
      changeUser: (change) => applyUserChange(userDeps, change),
      overrideMember: (intent) => overrideMember(userDeps, intent),
      importPartners: (head) => importPartners(userDeps, head),
      mailReceived: !variant.noReceipt,
      get confirmAddress() {
        return world.applicants.confirmAddress
      },
      now,
      log,
    }),
    '1010': pushCustomersToChannel({
      requests,
      pushes,
      users,
      headquarters,
      changeFeed: changes,
      channelNames: ['default', 'outlet'],
      send,
      mailAfterPush,
      now,
      log,
    }),
    outdated: withMeasuring(
      { headquarters, usualTime, now, log },
      removeOutdatedRows({ outdatedRows, auditTrail, keepHeldDays: 30, now, log }),
    ),
    erasure: eraseOutdated({
      ...{ headquarters, erasures, eraseRows, outdatedProspects, requests, audit, auditTrail, send, now, log },
      held: channel.held,
      forgetErrors: createForgetErrors(errors),
      keepRejectedDays: 365,
    }),
    reminders: remindApplicants({
      ...{ headquarters, requests: shown, send, now, log },
      reminderTimes: exchanged('reminderTimes', usualReminders),
    }),
    lists: keepLists({ headquarters, now, log }),
    seal: sealRecentChanges({ auditChain, auditTrail, timelineSeals, now, log }),
    audit: verifyAuditTrail({ auditChain, auditTrail, timelineSeals, now, log }),
    initial: (begins, by) =>
      synchronizeInitially({ ...bringDeps, dualWrite, log, takesAll: world.sales.policy.takesAll })(begins, by),
    'catch-up': catchUpWithSales({
      headquarters,
      dualWrite,
      switchBridge,
      sales,
      send,
      now,
      log,
      roundEveryMs: 300_000,
    }),
  })
  const creditDeps = { headquarters, send, now, creditBounds, secondApprover: 'none' }
  const edit = exchanged('edit', editCustomer({ headquarters, send, now, tradeLists }))
  const run = createJobRunner(jobs, headquarters.jobRuns, now, log)
  const retryErrors: RetryErrorsDeps = {
    errors,
    send,
    allowOneMore: (message, at) => allowOneMore(headquarters, message, at),
  }
  return {
    runJob: (name, by = 'schedule') => run(name, by),
    handlers: exchanged('handlers', {
      'sales-writes': createWorkQueue('sales-writes', works['sales-writes'], bridge),
      'sales-changes': createWorkQueue('sales-changes', works['sales-changes'], bridge),
      mail: createWorkQueue('mail', works.mail, queueDeps),
      'site-events': createWorkQueue('site-events', works['site-events'], queueDeps),
    }),
    dead: exchanged('dead', {
      'sales-writes': createDeadLetterRecorder('sales-writes', errors, now, log),
      'sales-changes': createDeadLetterRecorder('sales-changes', errors, now, log),
      mail: createDeadLetterRecorder('mail', errors, now, log),
      'site-events': createDeadLetterRecorder('site-events', errors, now, log),
    }),
    ask: exchanged('ask', askUserChange({ users, maxUsers: 50, defaultLanguage: 'en', now })),
    submit: exchanged('submit', createSubmitRequest({ requests, rules, now })),
    hook: exchanged('hook', ({ payload: _, ...hint }) => send([salesChangeMessage(hint)])),
    edit: async (customerId, texts) => {
      const form = await headquarters.customers.locate(customerId)
      if (!form) return 'unknown'
      return (await edit(customerId, { typed: texts, etag: form.etag, actor: { name: 'clerk' }, mayMoveAdmins: true }))
        .outcome
    },
    credit: async (customerId, typed, who) => {
      const etag = (await headquarters.customers.locate(customerId))?.etag ?? ''
      return (await changeCredit(creditDeps)(customerId, { typed, etag, who })).outcome
    },
    settle: async (customerId, action, who) => {
      const etag = (await headquarters.customers.locate(customerId))?.etag ?? ''
      return (await settleCredit(creditDeps)(customerId, { action, etag, who })).outcome
    },
    staff: async (order) => {
      const found = await headquarters.hierarchies.locate(order.hierarchyId)
      const kept = found && (await headquarters.hierarchies.readKept(found.home, order.hierarchyId))
      if (!kept) return 'unknown'
      return (await staffUserChange(userDeps, { ...order, etag: etagOf(kept) })).outcome
    },
    override: async (hierarchyId, fields, members) => {
      const kept = await keptOf(hierarchyId)
      const seen = JSON.stringify(seenTerms(await compareMembers(headquarters, kept, now())))
      return (await orderOverride(headquarters, kept, { fields, members, seen, who: 'staff', now: now() })).outcome
    },
    importPartners: async (importId, file) => {
      const rows = readPartnerFile(file, tradeLists)
      if ('code' in rows) return rows.code
      const head = await orderImport(headquarters, { importId, who: 'staff', text: file, rows, now: now() })
      return head === 'another' ? head : 'ordered'
    },
    makeCustomer: async (customerId, values, organizationId) => {
      const order = organizationId
        ? ({ type: 'Person', organizationId, language: 'en' } as const)
        : ({ type: 'Organization' } as const)
      return (await makeCustomer({ headquarters, takeNumber, send, now }, { customerId, values, ...order })).outcome
    },
    undoOverride: async (hierarchyId) => {
      const kept = await keptOf(hierarchyId)
      const [last] = (await compareMembers(headquarters, kept, now())).overrides
      const order = { overrideId: last?.overrideId ?? '', who: 'staff', now: now() }
      return (await orderUndo(headquarters, kept, order)) ? 'ordered' : 'nothing'
    },
    editHierarchy: async (hierarchyId, channels, name) => {
      const kept = await keptOf(hierarchyId)
      const order = {
        channels,
        maxUsers: '',
        who: 'staff',
        at: now().toISOString(),
        ...(name === undefined ? {} : { name }),
      }
      return (await editHierarchy(headquarters, kept, { ...order, etag: etagOf(kept) })).outcome
    },
    mailEvent: (event) => applyMailEvent(headquarters, event, now, log),
    withdraw: (requestId) => requests.withdraw(requestId, now().toISOString()),
    confirm: (requestId) => requests.confirm(requestId, now().toISOString()),
    answer: async (requestId) => {
      const status = await requests.status(requestId)
      const number = status?.question?.number ?? status?.answered?.number
      if (number === undefined) return undefined
      const answer = { number, text: 'This one', values: { 'company.taxId': 'DE55' } }
      return (await requests.answer(requestId, answer, now().toISOString())) === 'done' ? number : undefined
    },
    askForLink: (email) =>
      createAskForLink({ limits: { admit: async () => ({ outcome: 'admitted' }) }, rules, send, now })(email, {}),
    pause: () => pauseBridge(dualWrite, 'staff', { code: 'typed', text: 'Maintenance' }, now().toISOString()),
    resume: exchanged('resume', () => resumeBridge(dualWrite, send, 'staff', now().toISOString())),
    press: (kind) => beginRound({ rounds: dualWrite.rounds, send, now }, kind, 'staff'),
    rule: async (prospectId, orders) => {
      const stored = await headquarters.prospects.read(prospectId)
      if (!stored) return orders.map(() => 'unknown')
      const { undoMs } = world.staff
      const deps = { headquarters, send, now, desk: 'sales', undoMs, secondApprover: 'none' } as const
      return Promise.all(orders.map((order) => ruleProspect(deps, stored, order)))
    },
    question: async (prospectId, order) => {
      const stored = await headquarters.prospects.read(prospectId)
      if (!stored) return 'unknown'
      return askQuestion({ headquarters, send, now, desk: 'sales' }, stored, { ...order, etag: stored.etag })
    },
    wish: (prospectId, wanted) =>
      changeDecisionMail({ headquarters, send, now }, prospectId, wanted, { who: 'staff', why: 'Spam' }),
    switchOff: async (kind) => {
      const stored = await mailTemplates.readProfile('default')
      const lines = { ...stored?.value.lines, [kind]: { off: true } } as const
      return mailTemplates.writeProfile({ channel: 'default', lines }, stored)
    },
    retryAll: () => askForRetry({ ...dualWrite, send, now }, {}, 'staff'),
    retry: (errorId) => retryError(retryErrors, errorId, now().toISOString()),
  }
}
