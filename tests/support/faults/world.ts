// Everything that outlives a process: tables, queues, Sales, the mail provider, and the time.

import type { ConfirmationRule } from '../../../shared/domain/confirmation.ts'
import { type CustomerType, customerFields } from '../../../shared/domain/customer-fields.ts'
import type { SalesHint } from '../../../shared/domain/messages.ts'
import type { MailKind } from '../../../shared/domain/prospect-view.ts'
import type { SalesTable } from '../../../shared/dual-write/store/catch-up-progress.ts'
import { type MemoryRows, memoryRows } from '../memory-table.ts'
import { wholeBelow } from './random.ts'
import { type WorldMail, worldMail } from './world-mail.ts'
import { type WorldQueues, worldQueues } from './world-queues.ts'
import { type SalesRows, type WorldRecord, type WorldSales, worldSales } from './world-sales.ts'

/** An event of Sales on its way to the app, with what a trusting reader would take from it. */
export type SalesHook = SalesHint & { readonly payload: string }

/** What somebody typed over in a customer, here or in Sales. */
export type Edit = {
  readonly id: string
  readonly path: string
  readonly text: string
  readonly by: 'seller' | 'clerk'
  /** A clerk who got no answer does not know whether it is stored. */
  readonly sure: boolean
  /** Sales was put back to an earlier state since, so it may be there or not. */
  readonly isVoid?: true
  /** An Admin of the partner asked for it: it is applied later, or refused. */
  readonly isAsked?: true
}

export type World = {
  readonly channel: MemoryRows
  readonly headquarters: MemoryRows
  readonly errors: MemoryRows
  readonly queues: WorldQueues
  readonly sales: WorldSales
  readonly mail: WorldMail
  readonly hooks: SalesHook[]
  readonly edits: Edit[]
  /** Fields of customers, as `id path`, that headquarters held a text of when they were secured. */
  readonly held: Set<string>
  /** What a prospect may be whose lead was merged, or that was tidied away: what it was then, seen by then or not. */
  readonly stays: Map<string, readonly string[]>
  /** What staff said last of the mail about a decision. */
  readonly mailWishes: Map<string, 'wanted' | 'unwanted' | 'unknown'>
  /** Kinds of mails that the profile of the site switches off. */
  readonly mailsOff: Set<MailKind>
  /** Staff at the desk of headquarters: how long they can take back what they decided, and what they were told stands. */
  readonly staff: {
    undoMs: number
    /** They changed a user of a partner, as nobody of it asked. */
    changedUsers: boolean
    readonly rulings: Map<string, 'Approved' | 'Rejected' | 'none' | 'unknown' | 'doubled'>
  }
  /** What applicants did on their pages, and what they were told of it. */
  readonly applicants: {
    confirmAddress: ConfirmationRule
    readonly withdrawn: Set<string>
    readonly confirmed: Set<string>
    /** Numbers of the questions whose answers were taken, by the id of the request. */
    readonly answered: Map<string, ReadonlySet<number>>
    /** Causes of mails with links, by their ids, and whether whoever asked was told so. */
    readonly asked: Map<string, boolean>
  }
  /** Requests whose memory is to end by now, each with a name that no other one has. */
  readonly memory: { readonly ended: Map<string, string> }
  /** What was done before its time, noted when it happened: at rest it may look right. */
  readonly early: string[]
  /** A copy of Sales, and whether it was put back. */
  readonly copy: { of?: SalesRows; isRestored: boolean }
  /** Changes of users that were answered with 202. */
  readonly asked: { readonly userId: string; readonly kind: string }[]
  /** What staff left of a hierarchy: terms of customers by their ids, its name and its channels. */
  readonly upkeep: {
    readonly terms: Map<string, Readonly<Record<string, string>>>
    name?: string
    channels?: readonly string[]
    /** Ids of customers that staff made. */
    madeHere?: readonly string[]
    /** Imports that staff were told of, and the companies that are to be partners by them, each once. */
    imports?: readonly string[]
    imported?: readonly string[]
    /** Imports that staff were told of, whose rows may meet other partners. */
    anyImports?: readonly string[]
  }
  /** The site, which takes calls where it asked to be told: as hints to read, or as CloudEvents. */
  readonly site: { isTold: boolean; takesEvents: boolean; readonly hints: SiteHint[] }
  /** Ids made so far: a random id never comes again, whichever process makes it. */
  readonly ids: { made: number }
  /** Milliseconds since 1970. */
  readonly time: { now: number }
  /** Requests that were answered with 202. */
  readonly accepted: Set<string>
  /** What is out of order at the moment. */
  readonly down: {
    /** Somebody in between answers for Sales, with a page of status 404. */
    gateway: boolean
    sales: boolean
    storage: boolean
    salesCalls: number[]
    mailTimesOut: boolean
    mailRefuses: boolean
    /** Sales does not take a link to a page that it gave out before. */
    pageRefused: boolean
    /** How long each answer of Sales takes, in milliseconds. */
    slowMs: number
    /** Tables of Sales that may not be read. */
    tables: Set<SalesTable>
  }
  readonly random: () => number
  readonly pick: (below: number) => number
}

/** A call that the site took: the id by which it knows one that it had already, and what stood in it. */
export type SiteHint = { readonly id: string; readonly body: string }

/** What a run starts from and needs nothing else of. */
export type Beginning = Pick<
  World,
  | 'channel'
  | 'headquarters'
  | 'errors'
  | 'queues'
  | 'sales'
  | 'mail'
  | 'hooks'
  | 'edits'
  | 'early'
  | 'copy'
  | 'asked'
  | 'upkeep'
  | 'site'
  | 'ids'
> & {
  readonly now: number
  readonly accepted: ReadonlySet<string>
}

/** After a restore a record says what it says now as if somebody had typed all of it. */
export const noteAllTyped = (world: World, type: CustomerType, { id, values }: WorldRecord): void => {
  for (const { path, own } of customerFields[type])
    if (!own) world.edits.push({ id, path, text: values[path] ?? '', by: 'seller', sure: true })
}

const start = Date.parse('2026-11-21T08:00:00.000Z')

// Where catch-up stopped and when jobs ran are notes of the bridge to itself, not state of the business.
const emptyBeginning = (): Beginning => ({
  channel: memoryRows(),
  headquarters: memoryRows(new Set(['job', 'sequence'])),
  errors: memoryRows(new Set(['catch-up'])),
  queues: worldQueues(),
  sales: worldSales(),
  mail: worldMail(),
  hooks: [],
  edits: [],
  early: [],
  copy: { isRestored: false },
  asked: [],
  upkeep: { terms: new Map() },
  site: { isTold: false, takesEvents: false, hints: [] },
  ids: { made: 0 },
  now: start,
  accepted: new Set(),
})

/** @param random decides what is left to chance; constant unless a test gives a seeded one */
export const createWorld = (random: () => number = () => 0, from: Beginning = emptyBeginning()): World => {
  const time = { now: from.now }
  from.sales.stampBy(() => time.now)
  return {
    ...from,
    time,
    accepted: new Set(from.accepted),
    held: new Set(),
    stays: new Map(),
    mailWishes: new Map(),
    mailsOff: new Set(),
    staff: { undoMs: 0, changedUsers: false, rulings: new Map() },
    applicants: {
      confirmAddress: 'flag',
      withdrawn: new Set(),
      confirmed: new Set(),
      answered: new Map(),
      asked: new Map(),
    },
    memory: { ended: new Map() },
    down: {
      gateway: false,
      sales: false,
      storage: false,
      salesCalls: [],
      mailTimesOut: false,
      mailRefuses: false,
      pageRefused: false,
      tables: new Set(),
      slowMs: 0,
    },
    random,
    pick: (below) => wholeBelow(random, below),
  }
}

/** A world of its own that begins where another one stands. */
export const copyWorld = (world: World, random: () => number = world.random): World =>
  createWorld(random, {
    channel: world.channel.copy(),
    headquarters: world.headquarters.copy(),
    errors: world.errors.copy(),
    queues: world.queues.copy(),
    sales: world.sales.copy(),
    mail: worldMail([...world.mail.taken]),
    hooks: [...world.hooks],
    edits: [...world.edits],
    early: [...world.early],
    copy: { ...world.copy },
    asked: [...world.asked],
    upkeep: { ...world.upkeep, terms: new Map(world.upkeep.terms) },
    site: { ...world.site, hints: [...world.site.hints] },
    ids: { ...world.ids },
    now: world.time.now,
    accepted: world.accepted,
  })

const plain = (_: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

/** A world in one text: two of one story that read the same go on the same. */
export const printOf = (world: World): string => {
  const { channel, headquarters, errors, queues, sales, mail, random: _, pick: __, ...rest } = world
  const parts = [queues.waiting, queues.dead, queues.everDead(), sales.rows, sales.version(), sales.written, mail, rest]
  return [channel.print(), headquarters.print(), errors.print(), JSON.stringify(parts, plain)].join('\n')
}
