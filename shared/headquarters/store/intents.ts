// What headquarters has still to do, as rows that stay until it is done: pulled requests that are no prospects yet, and
// changes the channel has not been told of.

import { type ChannelUser, isAct, isUserChange, ownerOf, type Waiting } from '../../channel/channel-request.ts'
import { readChannelUser, readShownQuestion, readWaiting } from '../../channel/store/formats.ts'
import { readToldOrganization, readToldUser } from '../../channel/store/user-formats.ts'

import { actName } from '../../domain/applicant-act.ts'
import { userMailKinds } from '../../domain/messages.ts'
import type { OverrideIntent } from '../../domain/overrides.ts'
import type { PartnerImport } from '../../domain/partner-import.ts'
import { mailKinds, mailStates, mailTroubleKinds } from '../../domain/prospect-view.ts'
import type { TimelineEntryOf } from '../../domain/timeline.ts'
import { deriveId } from '../../platform/ids.ts'

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, onlyTrue, text } from '../../platform/shape.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import type { Stored } from '../../platform/stored.ts'
import { mostAtOnce, pagesOf, remove, removeAll, type Table, type Write } from '../../platform/table.ts'
import type { ArrivalPush } from '../arrival-push.ts'
import type { ChannelPush } from '../channel-push.ts'
import type { MailPush } from '../mail-push.ts'

import type { PartnerPush, ToldChange, UserMail } from '../users/partner-push.ts'
import { createNoteChange } from './change-log.ts'
import { allOf, allPushes, incomingKey, partnerPushKey, pushKey, toldKey } from './keys.ts'

import { readPartnerImport } from './partner-imports.ts'
import { readStatus } from './prospect-formats.ts'
import { timelineFormat } from './timeline-format.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const readPartnerPush = objectOf<PartnerPush>(
  { organizationId: text, home: text },
  {
    userId: text,
    userHome: text,
    told: objectOf({ organization: readToldOrganization, users: listOf(readToldUser) }),
    about: objectOf<ToldChange>({ prospectId: text, number: text, revision: number }),
    mails: listOf(objectOf<UserMail>({ kind: oneOf(userMailKinds), number })),
    shows: onlyTrue,
    wasOn: listOf(text),
  },
)

const readChannelPush = objectOf<ChannelPush>(
  {
    prospectId: text,
    revision: number,
    status: readStatus,
    submittedAt: text,
    users: listOf<ChannelUser>(readChannelUser),
  },
  {
    number: text,
    decision: number,
    decidedAt: text,
    confirmedAt: text,
    withdrawnAt: text,
    isUntold: onlyTrue,
    channel: text,
    partner: readPartnerPush,
    question: readShownQuestion,
    isAsked: onlyTrue,
    answered: objectOf<NonNullable<ChannelPush['answered']>>({ number, at: text }),
  },
)

const readMailPush = objectOf<MailPush>(
  {
    mailId: text,
    about: text,
    number,
    kind: oneOf(mailKinds),
    state: oneOf(mailStates),
    revision: number,
  },
  { trouble: oneOf(mailTroubleKinds), channel: text },
)

const readArrivalPush = objectOf<ArrivalPush>({ arrivedId: text }, { channel: text })

/** Whatever the channel has to be told: of a request, of a partner and its users, of a mail. */
export type Push = ArrivalPush | ChannelPush | PartnerPush | MailPush

export const pushFormat = createRowFormat<Push>((value, at) => {
  const has = (member: string): boolean => typeof value === 'object' && value !== null && member in value
  if (has('mailId')) return readMailPush(value, at)
  if (has('arrivedId')) return readArrivalPush(value, at)
  return has('organizationId') ? readPartnerPush(value, at) : readChannelPush(value, at)
})

/**
 * What waits for the job Synchronize: what was pulled from the channel, what staff want of the members of a hierarchy, and
 * partners that they import.
 */
export type IncomingWork = Waiting | OverrideIntent | PartnerImport

export const isOverride = (one: IncomingWork): one is OverrideIntent => 'overrideId' in one
export const isImport = (one: IncomingWork): one is PartnerImport => 'importId' in one
export const isWaiting = (one: IncomingWork): one is Waiting => !isOverride(one) && !isImport(one)

const readOverride = objectOf<OverrideIntent>(
  {
    overrideId: text,
    organizationId: text,
    home: text,
    at: text,
    who: text,
    values: objectOf<OverrideIntent['values']>(
      {},
      {
        language: text,
        customerGroup: text,
        priceGroup: text,
        paymentTerms: text,
        currency: text,
        invoiceAccount: text,
      },
    ),
    members: listOf(text),
  },
  { isUndo: onlyTrue },
)

const incomingFormat = createRowFormat<IncomingWork>((value, at) => {
  const has = (member: string): boolean => typeof value === 'object' && value !== null && member in value
  if (has('overrideId')) return readOverride(value, at)
  return has('importId') ? readPartnerImport(value, at) : readWaiting(value, at)
})

export type IncomingRequests = {
  /** Stores what was pulled; once more makes no difference. One storage transaction for each forty. */
  readonly add: (pulled: readonly Waiting[]) => Promise<void>
  /** What waits; one storage transaction, but for every tenth look, which is at the places of an earlier version too. */
  readonly waiting: () => Promise<Incoming>
  /** What waits of one part: requests, each before what its applicant did since. */
  readonly next: (part: string, limit: number) => Promise<IncomingWork[]>
  /** The requests are prospects now, and these know what was done. */
  readonly done: (finished: readonly IncomingWork[]) => Promise<void>
  /** Stores what staff want of members; once more makes no difference. */
  readonly addOverride: (intent: OverrideIntent) => Promise<void>
  /** Stores that partners are to be imported, whose rows are stored; once more makes no difference. */
  readonly addImport: (head: PartnerImport) => Promise<void>
  /** One intent for each member takes the place of one of several. */
  readonly split: (whole: OverrideIntent, each: readonly OverrideIntent[]) => Promise<void>
}

/** What waits, by part, and whether nothing else waits anywhere. */
export type Incoming = { readonly byPart: ReadonlyMap<string, readonly IncomingWork[]>; readonly isAll: boolean }

const ownerIn = (one: IncomingWork): string => {
  if (isImport(one)) return one.importId
  return isOverride(one) ? one.organizationId : ownerOf(one)
}

const overrideKey = ({ organizationId, at, overrideId, isUndo, members }: OverrideIntent): string => {
  const [only = '', ...others] = members
  return incomingKey(organizationId, `${at}|${overrideId}|${isUndo ? 'u' : 'a'}|${others.length > 0 ? '' : only}`)
}

const keyOf = (one: IncomingWork): string => {
  if (isOverride(one)) return overrideKey(one)
  if (isImport(one)) return incomingKey(one.importId, 'import')
  if (isUserChange(one)) return incomingKey(one.organizationId, `${one.at}|${one.changeId}`)
  return incomingKey(one.requestId, isAct(one) ? actName(one) : undefined)
}

/** All of them stand together, so that a job that finds nothing has asked once. */
const incomingPartition = 'incoming'
/** So many of the longest requests fit into the 4 MiB of a transaction. */
const mostAdded = 40
/** One page of the service. */
const mostSeen = 1000
/** An instance of an earlier version, or a restored backup, may have left some where they stood then: in the part of each. */
const earlierPlacesEvery = 10

export const createIncomingRequests = (table: Table): IncomingRequests => {
  const rows = createRows(table, incomingFormat)
  let looks = 0

  const add = async (pulled: readonly IncomingWork[]): Promise<void> => {
    const writes = pulled.map((one) => rows.put(keyOf(one), one))
    for (let from = 0; from < writes.length; from += mostAdded)
      await table.write(incomingPartition, writes.slice(from, from + mostAdded))
  }

  /** Brings what stands in the places of an earlier version to where all stand. */
  const bring = async (part: string): Promise<void> => {
    const [from, to] = allOf('incoming')
    for await (const found of pagesOf((start, size) => rows.range(part, start, to, size), from, mostAtOnce)) {
      if (found.length > 0) await add(found.map(({ value }) => value))
      await removeAll(
        table,
        part,
        found.map(({ key }) => key),
      )
    }
  }

  return {
    add,
    waiting: async () => {
      if (looks % earlierPlacesEvery === 0) await Promise.all(shards.map(bring))
      looks += 1
      const found = await rows.range(incomingPartition, ...allOf('incoming'), mostSeen)
      const all = found.map(({ value }) => value)
      return { byPart: Map.groupBy(all, (one) => shardOf(ownerIn(one))), isAll: found.length < mostSeen }
    },
    next: async (part, limit) =>
      (await rows.range(incomingPartition, incomingKey(part), incomingKey(`${part}~`), limit)).map(
        ({ value }) => value,
      ),
    done: (finished) => removeAll(table, incomingPartition, finished.map(keyOf)),
    addOverride: (intent) => add([intent]),
    addImport: (head) => add([head]),
    split: async (whole, each) => {
      await add(each)
      await removeAll(table, incomingPartition, [keyOf(whole)])
    },
  }
}

export type ChannelPushes = {
  /** Has the channel told of a change with the change itself. */
  readonly put: (unit: UnitOfWork, push: ChannelPush) => void
  /**
   * Has the channel told of a partner with the change itself.
   * @param place where what changes is kept
   * @param etag of what changes, as it was read: no other change has it
   */
  readonly putPartner: (unit: UnitOfWork, place: string, push: PartnerPush, etag: string) => void
  readonly next: (part: string, limit: number) => Promise<Stored<Push>[]>
  /**
   * The channel knows what these of one part tell. A later change of the same prospect is another push. What was told of
   * prospects stands on their timelines, in the same transaction; of several pushes of a prospect as one line.
   * @param told at most `mostPushes`
   */
  readonly done: (part: string, told: readonly Stored<unknown>[], lines?: readonly ToldLine[]) => Promise<void>
}

/** What the channel was told of a change of a prospect, as a line of its timeline. */
export type ToldLine = ToldChange & {
  /** The push that told it. */
  readonly key: string
  readonly entry: TimelineEntryOf<'channel-told' | 'partner-told'>
}

/** Each takes three rows of the hundred that a transaction has room for: itself, its line, and what has that found. */
export const mostPushes = 33

export const createChannelPushes = (table: Table): ChannelPushes => {
  const rows = createRows(table, pushFormat)
  const lines = createRows(table, timelineFormat)
  const noteChange = createNoteChange(table)
  const lineWrites = ({ prospectId, number, revision, entry }: ToldLine): Write[] => [
    lines.put(toldKey(prospectId, revision), entry),
    noteChange({ prospectId, number, revision, isTold: true }, entry.at),
  ]
  return {
    put: (unit, push) =>
      unit.collect(shardOf(push.prospectId), [rows.put(pushKey(push.prospectId, push.revision), push)]),
    putPartner: (unit, place, push, etag) => {
      const { organizationId, userId = '' } = push
      unit.collect(place, [rows.put(partnerPushKey(organizationId, userId, deriveId('push', etag)), push)])
    },
    next: (part, limit) => rows.range(part, ...allPushes, limit),
    done: async (part, told, written = []) => {
      if (told.length === 0) return
      const removals = told.map(({ key }) => remove(key))
      if ((await table.write(part, [...removals, ...written.flatMap(lineWrites)])) === 'written') return
      // Another run took some of them away, and wrote their lines.
      for (const { key } of told) {
        const line = written.find((each) => each.key === key)
        await table.write(part, [remove(key), ...(line ? lineWrites(line) : [])])
      }
    },
  }
}
