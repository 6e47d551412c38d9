// What sites are told of: every change that job 1010 brought to the channel, numbered in one order. Mails stand beside the
// others under keys of their own: only those who ask for them get them. A head row with the last
// number is replaced in the same transaction as the rows that it numbers, so no number is there before a lower one.

import { type MailKind, type MailTrouble, mailKinds, mailTroubleKinds } from '../../domain/prospect-view.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, text } from '../../platform/shape.ts'
import type { Stored } from '../../platform/stored.ts'
import { after, removeAll, type Table } from '../../platform/table.ts'

export const changeTypes = ['user', 'organization', 'request', 'mail'] as const
export type ChangeType = (typeof changeTypes)[number]

/** One change, with ids alone: what it is about is asked for by them. */
export type Change = {
  readonly type: ChangeType
  /** Of the user, the organization, the request or the mail. */
  readonly id: string
  /** Of a user. */
  readonly organizationId?: string
  /** Of a mail: what it tells, what went wrong, and the request or the user that it is about. */
  readonly mail?: {
    readonly kind: MailKind
    readonly trouble?: MailTrouble['kind']
    readonly requestId?: string
    readonly userId?: string
  }
  /** Of what was told; a site leaves out what is older than what it knows. */
  readonly revision: number
  readonly status: string
  /** When job 1010 told it; ISO 8601. */
  readonly at: string
}

/** What is added. @member channels names of those who are told of it; an empty list = every channel */
export type NewChange = Change & { readonly channels: readonly string[] }

/** @member sequence of the last one that was read: what follows it is asked for by it */
export type ChangePage = { readonly changes: readonly Change[]; readonly sequence: number }

/** The numbers that one call of `append` gave, for whoever tells of them; `undefined` when nothing was added. */
export type Appended = { readonly after: number; readonly through: number } | undefined

export type ChangeFeed = {
  /** Adds changes in their order; two storage transactions for each 99 rows. Safe to repeat: then they are told again. */
  readonly append: (changes: readonly NewChange[]) => Promise<Appended>
  /**
   * What a channel is told after a number, at most `limit` of them; three reads, four with mails, one where nothing is new.
   * @param through nothing later than this
   * @param from absent: from the oldest on that is kept
   * @param withMails whether mails are told as well
   * @returns `too-old` when some of it is gone, or when the number was never given
   */
  readonly read: (
    channel: string,
    from: number | undefined,
    limit: number,
    through?: number,
    withMails?: boolean,
  ) => Promise<ChangePage | 'too-old'>
  /** The number of the last change of any channel. */
  readonly last: () => Promise<number>
  /**
   * Takes away what is older than 90 days, a slice at a time; the head says so first.
   * @param key where an earlier look left off
   */
  readonly removeSlice: (
    now: Date,
    key?: string,
  ) => Promise<{ readonly seen: number; readonly removed: number; readonly next?: string }>
}

const partition = 'feed'
const headKey = 'head'
/** Stands for every channel; no channel can be called so. */
const everyChannel = '*'
const keptMs = 90 * 24 * 3_600_000
/** Rows of one transaction, beside the head. */
const mostAtOnce = 99
const tries = 20
/** One page of the service. */
const sliceSize = 1000

type Head = { readonly sequence: number; readonly removedThrough: number }
type FeedRow = Change & { readonly sequence: number }

const headFormat = createRowFormat(objectOf<Head>({ sequence: number, removedThrough: number }))
const rowFormat = createRowFormat(
  objectOf<FeedRow>(
    { type: oneOf(changeTypes), id: text, revision: number, status: text, at: text, sequence: number },
    {
      organizationId: text,
      mail: objectOf<NonNullable<Change['mail']>>(
        { kind: oneOf(mailKinds) },
        { trouble: oneOf(mailTroubleKinds), requestId: text, userId: text },
      ),
    },
  ),
)

const digits = 16
/** An earlier version, to which somebody may have to go back, never meets what stands under the keys of mails. */
const prefixes = { other: 'change', mail: 'change-mail' } as const
const keyOf = (prefix: (typeof prefixes)[keyof typeof prefixes], channel: string, sequence: number): string =>
  `${prefix}|${channel}|${String(sequence).padStart(digits, '0')}`
const keyFor = ({ type }: Change, channel: string, sequence: number): string =>
  keyOf(type === 'mail' ? prefixes.mail : prefixes.other, channel, sequence)
/** First key and first key after: both kinds, as the sign of the one comes before that of the other. */
const allChanges: [string, string] = ['change-mail|', 'change}']

type Placed = { readonly channel: string; readonly change: Change }

const placedOf = ({ channels, ...change }: NewChange): Placed[] =>
  (channels.length === 0 ? [everyChannel] : channels).map((channel) => ({ channel, change }))

const changeOf = ({ value: { sequence: _, ...change } }: Stored<FeedRow>): Change => change

export const createChangeFeed = (table: Table): ChangeFeed => {
  const heads = createRows(table, headFormat)
  const rows = createRows(table, rowFormat)

  /** Replaces the head together with other rows; `change` works on the head as it is now. */
  const withHead = async (
    change: (head: Head) => { readonly head: Head; readonly placed: readonly Placed[] },
  ): Promise<Head> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const stored = await heads.read(partition, headKey)
      const before = stored?.value ?? { sequence: 0, removedThrough: 0 }
      const { head, placed } = change(before)
      const written = await table.write(partition, [
        stored ? heads.replace(stored, head) : heads.create(headKey, head),
        ...placed.map(({ channel, change: one }, at) => {
          const sequence = before.sequence + 1 + at
          return rows.create(keyFor(one, channel, sequence), { ...one, sequence })
        }),
      ])
      if (written === 'written') return before
    }
    throw new Error('The feed of changes was added to by too many at once.')
  }

  const appendPart = async (placed: readonly Placed[]): Promise<{ after: number; through: number }> => {
    const { sequence } = await withHead((head) => ({
      head: { ...head, sequence: head.sequence + placed.length },
      placed,
    }))
    return { after: sequence, through: sequence + placed.length }
  }

  const readHead = async (): Promise<Head> =>
    (await heads.read(partition, headKey))?.value ?? { sequence: 0, removedThrough: 0 }

  return {
    append: async (changes) => {
      const placed = changes.flatMap(placedOf)
      let appended: Appended
      for (let from = 0; from < placed.length; from += mostAtOnce) {
        const part = await appendPart(placed.slice(from, from + mostAtOnce))
        appended = { after: appended?.after ?? part.after, through: part.through }
      }
      return appended
    },
    read: async (channel, asked, limit, through = Infinity, withMails = false) => {
      const { sequence, removedThrough } = await readHead()
      const from = asked ?? removedThrough
      // What was never given is of a feed that is no more: a table that was put back to an earlier day.
      if (from > sequence || from < removedThrough) return 'too-old'
      const last = Math.min(sequence, through)
      if (from >= last) return { changes: [], sequence: Math.max(from, last) }
      // Up to the head everything is stored; what comes after it may be seen of one list and not yet of the other.
      const parts = await Promise.all(
        [
          ...[channel, everyChannel].map((name) => [prefixes.other, name] as const),
          ...(withMails ? [[prefixes.mail, channel] as const] : []),
        ].map(([prefix, name]) =>
          rows.range(partition, keyOf(prefix, name, from + 1), keyOf(prefix, name, last + 1), limit),
        ),
      )
      const found = parts.flat().sort((a, b) => a.value.sequence - b.value.sequence)
      const taken = found.slice(0, limit)
      const isAll = parts.every((part) => part.length < limit) && found.length <= limit
      return {
        changes: taken.map(changeOf),
        sequence: isAll ? last : (taken.at(-1)?.value.sequence ?? last),
      }
    },
    last: async () => (await readHead()).sequence,
    removeSlice: async (now, key) => {
      const before = new Date(now.getTime() - keptMs).toISOString()
      const page = await table.range(partition, key ?? allChanges[0], allChanges[1], sliceSize)
      const old = (await rows.readable(partition, page)).filter(({ value }) => value.at < before)
      const through = Math.max(0, ...old.map(({ value }) => value.sequence))
      // Said before it is so: a reader that comes between is told to begin anew, and never misses what went.
      if (through > 0 && (await readHead()).removedThrough < through)
        await withHead((head) => ({
          head: { ...head, removedThrough: Math.max(head.removedThrough, through) },
          placed: [],
        }))
      await removeAll(
        table,
        partition,
        old.map((row) => row.key),
      )
      const last = page.at(-1)
      return {
        seen: page.length,
        removed: old.length,
        ...(last && page.length === sliceSize ? { next: after(last.key) } : {}),
      }
    },
  }
}
