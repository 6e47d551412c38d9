// Job 1010 (Customers): the channel learns what came, what became of a request, who may sign in, and how mails stand; then the
// approval mail may go.

import type { RequestState } from '../../channel/channel-request.ts'
import type { UserView } from '../../channel/partner.ts'
import type { ChangeFeed, NewChange } from '../../channel/store/change-feed.ts'
import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { ChannelUsers, EarlierUser } from '../../channel/store/users.ts'
import type { ApprovalDesk } from '../../domain/approval-desk.ts'
import type { Log } from '../../domain/log-events.ts'

import {
  decisionMailMessage,
  questionMailMessage,
  type Send,
  showUserMessage,
  userMailMessage,
  writeQuestionMessage,
} from '../../domain/messages.ts'

import { personName } from '../../domain/person-name.ts'

import type { ProspectStatus } from '../../domain/prospect.ts'
import type { RequestStatus } from '../../domain/request-status.ts'
import { forMany } from '../../platform/for-many.ts'
import type { Stored } from '../../platform/stored.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import type { ArrivalPush } from '../arrival-push.ts'
import type { ChannelPush } from '../channel-push.ts'
import type { MailPush } from '../mail-push.ts'

import { type ChannelPushes, mostPushes, type Push, type ToldLine } from '../store/intents.ts'

import { type AfterTellingDeps, afterTelling } from '../users/after-telling.ts'

import { gatheredAppend } from '../users/gathered-feed.ts'
import type { PartnerPush } from '../users/partner-push.ts'
import { type TellPartnerDeps, type ToldNews, tellPartner } from '../users/tell-partner.ts'
import { type Job, notNoted, workThrough } from './job.ts'
import { pushArrivals, pushMails } from './push-news.ts'

export type PushDeps = {
  readonly requests: Pick<ChannelRequests, 'tellApprovals' | 'tell'>
  readonly pushes: Pick<ChannelPushes, 'next' | 'done'>
  readonly users: TellPartnerDeps['users'] & Pick<ChannelUsers, 'earlier'>
  readonly headquarters: AfterTellingDeps['headquarters']
  readonly channelNames: TellPartnerDeps['channelNames']
  /** Has sites told of what changed. */
  readonly changeFeed: Pick<ChangeFeed, 'append'>
  readonly send: Send
  readonly mailAfterPush: boolean
  /** Absent: Sales. Without it nobody there is told. */
  readonly desk?: ApprovalDesk
  readonly now: () => Date
  readonly log: Log
}

type Run = PushDeps & { readonly append: (changes: readonly NewChange[]) => Promise<void> }

const statuses: Record<ProspectStatus, RequestStatus> = { Open: 'InReview', Approved: 'Approved', Rejected: 'Declined' }

const stateOf = (push: ChannelPush): RequestState => ({
  requestId: push.prospectId,
  status: statuses[push.status],
  submittedAt: push.submittedAt,
  ...(push.decidedAt ? { decidedAt: push.decidedAt } : {}),
  ...(push.confirmedAt ? { confirmedAt: push.confirmedAt } : {}),
  ...(push.withdrawnAt ? { withdrawnAt: push.withdrawnAt } : {}),
  ...(push.question ? { question: push.question } : {}),
  ...(push.answered ? { answered: push.answered } : {}),
  revision: push.revision,
})

/** A push that was told, and the users whom the channel was told of with it. */
type Told = { readonly push: Stored<ChannelPush>; readonly users: readonly UserView[] }

/** Users as a line names them, each once, as they were told last. */
const usersOf = (users: readonly UserView[]) => [
  ...new Map(
    users.map((user) => [
      user.userId,
      { customerId: user.userId, name: personName(user), role: user.role, status: user.status },
    ]),
  ).values(),
]

/** What the channel was told, as a line of each prospect's timeline: its last state, and the users of all its pushes. */
const linesOf = (told: readonly Told[], at: string): ToldLine[] =>
  [...Map.groupBy(told, ({ push }) => push.value.prospectId)].flatMap(([prospectId, all]) => {
    const last = all.at(-1)?.push
    if (!last) return []
    const { number = '', revision, status } = last.value
    const users = usersOf(all.flatMap((one) => one.users))
    const entry = { at, actor: { job: '1010' }, code: 'channel-told', status: statuses[status], users } as const
    return [{ key: last.key, prospectId, number, revision, entry }]
  })

/** What is left to do when the channel has been told. */
const finish = async (deps: PushDeps, part: string, all: readonly Told[]): Promise<void> => {
  const told = all.map(({ push }) => push)
  const mails = told.flatMap(({ value: { status, decision, prospectId, partner } }) =>
    status === 'Approved' && decision !== undefined && deps.mailAfterPush
      ? [decisionMailMessage(prospectId, decision, partner?.told?.users[0]?.role)]
      : [],
  )
  const asked = told.flatMap(({ value: { isAsked, question, prospectId } }) =>
    isAsked && question
      ? [
          questionMailMessage(prospectId, question.number),
          ...(deps.desk === 'headquarters' ? [] : [writeQuestionMessage(prospectId, question.number)]),
        ]
      : [],
  )
  if (mails.length + asked.length > 0) await deps.send([...mails, ...asked])
  for (const { value } of told)
    deps.log.info('channel-told', {
      correlationId: value.prospectId,
      status: value.isUntold ? 'Withdrawn' : value.status,
    })
  await deps.pushes.done(part, told, linesOf(all, deps.now().toISOString()))
}

const isApproval = ({ value }: Stored<ChannelPush>): boolean => value.status === 'Approved'

/** The partners that approvals are about, each with its user; an earlier version told who may sign in instead. */
const partnersOf = ({ partner, users }: ChannelPush, part: string): PartnerPush[] => [
  ...(partner ? [partner] : []),
  ...users.map(({ organizationId, customerId }) => ({ organizationId, userId: customerId, home: part })),
]

/** Tells of the partners of one approval. @returns what was told; `undefined` when not all could be told */
const tellPartners = async (deps: PushDeps, part: string, push: ChannelPush) => {
  const changes: NewChange[] = []
  const users: UserView[] = []
  for (const partner of partnersOf(push, part)) {
    const told = await unlessUnreadable(tellPartner(deps, partner), 'conflict' as const)
    if (told === 'conflict') return undefined
    changes.push(...told.changes)
    users.push(...told.users)
  }
  return { changes, users }
}

const requestNews = (push: ChannelPush, at: string): NewChange => ({
  type: 'request',
  id: push.prospectId,
  revision: push.revision,
  status: statuses[push.status],
  at,
  channels: push.channel === undefined ? [] : [push.channel],
})

/**
 * Of several changes of one prospect only the last one's state is told; the users of all approvals are.
 * @param pushes of one part, those of a prospect in their order
 * @returns how many were told
 */
const pushAll = async (deps: Run, part: string, pushes: readonly Stored<ChannelPush>[]): Promise<number> => {
  const approvals = pushes.filter(isApproval).map(({ value }) => stateOf(value))
  const areApprovalsTold = approvals.length > 0 && (await deps.requests.tellApprovals(part, approvals))
  const last = new Map(pushes.map((push) => [push.value.prospectId, push]))
  const told = new Set<string>()
  await Promise.all(
    [...last.values()].map(async (push) => {
      const isTold = isApproval(push)
        ? areApprovalsTold
        : await unlessUnreadable(deps.requests.tell(stateOf(push.value)), false)
      if (isTold) told.add(push.value.prospectId)
    }),
  )
  const news = await forMany(pushes, ({ value }) =>
    told.has(value.prospectId) ? tellPartners(deps, part, value) : Promise.resolve(undefined),
  )
  pushes.forEach(({ value }, index) => {
    if (news[index] === undefined) told.delete(value.prospectId)
  })
  const finished = pushes.filter(({ value }) => told.has(value.prospectId))
  const at = deps.now().toISOString()
  const lastOf = finished.filter((push) => last.get(push.value.prospectId) === push)
  const changes = [...lastOf.map(({ value }) => requestNews(value, at)), ...news.flatMap((each) => each?.changes ?? [])]
  // After all of it is told, and before it is taken from the list: sites are told at least once.
  if (changes.length > 0) await deps.append(changes)
  await finish(
    deps,
    part,
    finished.map((push) => ({ push, users: news[pushes.indexOf(push)]?.users ?? [] })),
  )
  return finished.length
}

type StoredPush = Stored<Push>
const isPartner = (push: StoredPush): push is Stored<PartnerPush> => 'organizationId' in push.value
const isMail = (push: StoredPush): push is Stored<MailPush> => 'mailId' in push.value
const isArrival = (push: StoredPush): push is Stored<ArrivalPush> => 'arrivedId' in push.value
const isOnboarding = (push: StoredPush): push is Stored<ChannelPush> => 'prospectId' in push.value

const mailsOf = ({ value: { mails = [], userId, userHome, organizationId, home } }: Stored<PartnerPush>) =>
  userId === undefined || userHome === undefined
    ? []
    : mails.map((mail) => userMailMessage({ userId, organizationId, home: userHome, place: home, ...mail }))

/** What was told of a user, as a line beside the last of the changes that it tells of. */
const partnerLine = (changes: readonly Stored<PartnerPush>[], told: ToldNews, at: string): ToldLine[] => {
  const [last] = changes
    .flatMap(({ key, value }) => (value.about ? [{ key, ...value.about }] : []))
    .toSorted((a, b) => b.revision - a.revision)
  const { organization } = told
  if (!last || !organization) return []
  const said = { status: organization.status, users: usersOf(told.users) }
  return [{ ...last, entry: { at, actor: { job: '1010' }, code: 'partner-told', ...said } }]
}

/** Changes that were told, with the lines that say so. */
type ToldChanges = { readonly changes: readonly Stored<PartnerPush>[]; readonly lines: readonly ToldLine[] }

const nothingTold: ToldChanges = { changes: [], lines: [] }

/** Sellers see at once what became of a user. */
const showingOf = (changes: readonly Stored<PartnerPush>[]) => {
  const { organizationId, userId, home: place, userHome: home } = changes.find(({ value }) => value.shows)?.value ?? {}
  return organizationId !== undefined && userId !== undefined && place !== undefined
    ? [showUserMessage({ organizationId, userId, place, ...(home === undefined ? {} : { home }) })]
    : []
}

/** Tells of one user of a partner, whatever number of changes there were. @returns those of them that are told */
const tellUser = async (deps: Run, changes: readonly Stored<PartnerPush>[]): Promise<ToldChanges> => {
  const [first] = changes
  if (!first) return nothingTold
  const { told: _, mails: __, shows: ___, wasOn: ____, ...about } = first.value
  const wasOn = changes.flatMap(({ value }) => (value.wasOn ? [value.wasOn] : []))
  const told = await unlessUnreadable(tellPartner(deps, about, wasOn), 'conflict' as const)
  if (told === 'conflict') return nothingTold
  if (told.changes.length > 0) await deps.append(told.changes)
  // Before the addresses that were left are given up, which a mail may still have to go to.
  const messages = [...changes.flatMap(mailsOf), ...showingOf(changes)]
  if (messages.length > 0) await deps.send(messages)
  if ((await unlessUnreadable(afterTelling(deps, about), 'again' as const)) === 'again') return nothingTold
  deps.log.info('partner-told', { correlationId: about.userId ?? about.organizationId })
  return { changes, lines: partnerLine(changes, told, deps.now().toISOString()) }
}

/** @returns how many of one part were told */
const pushPartners = async (deps: Run, part: string, pushes: readonly Stored<PartnerPush>[]): Promise<number> => {
  const byPartner = Map.groupBy(pushes, ({ value }) => value.organizationId)
  const told = await forMany([...byPartner.values()], async (ofPartner) => {
    const done: ToldChanges[] = []
    for (const ofUser of Map.groupBy(ofPartner, ({ value }) => value.userId).values())
      done.push(await tellUser(deps, ofUser))
    return done
  })
  const finished = told.flat().flatMap(({ changes }) => changes)
  const lines = told.flat().flatMap((each) => each.lines)
  await deps.pushes.done(part, finished, lines)
  return finished.length
}

/**
 * Tells again of users as an earlier version told of them, once; then their row goes.
 * @returns how many
 */
const tellEarlier = async (deps: Run, part: string, found: readonly EarlierUser[]): Promise<number> => {
  let told = 0
  for (const { userId, organizationId, remove } of found) {
    const news = await unlessUnreadable(tellPartner(deps, { organizationId, home: part, userId }), 'conflict' as const)
    if (news === 'conflict') continue
    for (const { email, status } of news.users)
      if (status === 'Active') await deps.headquarters.signIns.claim(email, userId, [organizationId])
    if (news.changes.length > 0) await deps.append(news.changes)
    await remove()
    told += 1
  }
  return told
}

/** What came first, then onboardings: a partner is told of with the approval that made it. */
const pushBoth = async (deps: Run, part: string, pushes: readonly StoredPush[]): Promise<number> => {
  const partners = pushes.filter(isPartner)
  const mails = pushes.filter(isMail)
  const arrivals = pushes.filter(isArrival)
  const onboardings = pushes.filter(isOnboarding)
  const changed = new Set(onboardings.map(({ value }) => value.prospectId))
  const came = arrivals.length > 0 ? await pushArrivals(deps, part, arrivals, changed) : 0
  const told = onboardings.length > 0 ? await pushAll(deps, part, onboardings) : 0
  const ofPartners = partners.length > 0 ? await pushPartners(deps, part, partners) : 0
  return came + told + ofPartners + (mails.length > 0 ? await pushMails(deps, part, mails) : 0)
}

/** Runs the job once. */
export const pushCustomersToChannel =
  (deps: PushDeps): Job =>
  (begins = notNoted) => {
    const run: Run = { ...deps, append: gatheredAppend(deps.changeFeed.append) }
    return workThrough<StoredPush | EarlierUser>(
      '1010',
      {
        next: async (part) => {
          const pushes = await deps.pushes.next(part, mostPushes)
          return pushes.length > 0 ? pushes : deps.users.earlier(part, mostPushes)
        },
        work: async (part, found) => {
          const pushes = found.filter((one): one is StoredPush => 'key' in one)
          if (pushes.length > 0) return pushBoth(run, part, pushes)
          return tellEarlier(
            run,
            part,
            found.filter((one): one is EarlierUser => !('key' in one)),
          )
        },
        most: mostPushes,
      },
      { ...deps, begins },
    )
  }
