// The product's ports, led through the seam into the world. Each neighbour fails as its real adapter would let it.

import type { RequestState } from '../../../shared/channel/channel-request.ts'
import { requestKey } from '../../../shared/channel/store/keys.ts'
import { queueOf, type Send } from '../../../shared/domain/messages.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import { derivedIds } from '../../../shared/dual-write/derived-ids.ts'
import type { SalesTable } from '../../../shared/dual-write/store/catch-up-progress.ts'
import { prospectKey } from '../../../shared/headquarters/store/keys.ts'
import type { MailOutcome } from '../../../shared/mail/mail-outcome.ts'
import type { OutgoingMail } from '../../../shared/mail/send-grid.ts'
import { QueueUnavailable } from '../../../shared/platform/queue-failures.ts'
import { shardOf } from '../../../shared/platform/shards.ts'
import { StorageUnavailable } from '../../../shared/platform/storage-unavailable.ts'
import type { Table } from '../../../shared/platform/table.ts'
import { failureOf, SalesRefused, SalesUnavailable } from '../../../shared/sales/failures.ts'
import type { ChangesFrom, ChangesPage, Sales } from '../../../shared/sales/sales.ts'
import type { MemoryRows } from '../memory-table.ts'
import { noteCallOfSales, noteMadeCustomer, noteUsers } from './before-its-time.ts'
import type { Connection, Failures } from './seam.ts'
import type { World } from './world.ts'
import { customerHint, type Stamped } from './world-sales.ts'

export type Ports = {
  readonly channel: Table
  readonly headquarters: Table
  readonly errors: Table
  readonly send: Send
  readonly sales: Sales
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
  /** Calls the site. */
  readonly callSite: typeof fetch
  readonly now: () => Date
  readonly random: () => number
  readonly newId: () => string
}

const raise = (error: Error) => (): never => {
  throw error
}

const storage: Failures<never> = {
  refused: raise(new StorageUnavailable('The table could not be reached.')),
  lost: raise(new StorageUnavailable('The answer of the table was lost.')),
}
/** Whoever hears nothing of what was to be read cannot tell which of the two it was. */
const unread: Failures<never> = { refused: storage.refused, lost: storage.refused }
const broker: Failures<never> = {
  refused: raise(new QueueUnavailable('The queue could not be reached.')),
  lost: raise(new QueueUnavailable('The answer of the queue was lost.')),
}
const salesDown: Failures<never> = {
  refused: raise(new SalesUnavailable('http-503')),
  lost: raise(new SalesUnavailable('unreachable')),
}

const tablePort = (name: string, table: MemoryRows, world: World, { call }: Connection): Table => {
  const { down } = world
  const names = { read: `${name}.read`, range: `${name}.range`, write: `${name}.write` }
  const asked = <T>(what: string, effect: () => T, failures = storage): Promise<T> =>
    call(what, () => (down.storage ? storage.refused() : effect()), failures)
  return {
    read: (partition, key) => asked(names.read, () => table.read(partition, key), unread),
    range: (partition, from, to, limit) => asked(names.range, () => table.range(partition, from, to, limit), unread),
    write: (partition, writes) =>
      asked(names.write, () => {
        if (name === 'channel') noteUsers(world, writes)
        return table.write(partition, writes)
      }),
    writeOne: (...what) => asked(names.write, () => table.writeOne(...what)),
  }
}

/** What the client of Sales makes of a page that is nobody's answer of ours. */
const gatewayPage = (): Error => failureOf(404, undefined, undefined)

/** So few that a story with two of anything has a second page; a crowd has pages as the service has them. */
const rowsOfPage = (rows: number): number => (rows > 100 ? 1000 : 1)

/** So few that a story with three of anything has a second page. */
const arrivingOfPage = 2

/** One page of what changed since a time; a link names the time and the version after which it goes on. */
const pageOf = <T>(changed: (since: number) => readonly Stamped<T>[], from: ChangesFrom): ChangesPage<T> => {
  const [since = 0, after = 0] =
    'page' in from ? from.page.split('|').map(Number) : [from.since === undefined ? 0 : Date.parse(from.since)]
  const rest = changed(since).filter(({ version }) => version > after)
  const page = rest.slice(0, rowsOfPage(rest.length))
  const next = page.length < rest.length ? { next: `${since}|${page.at(-1)?.version}` } : {}
  return { changed: page.map(({ row }) => row), ...next }
}

const salesPort = (world: World, { call }: Connection): Sales => {
  const { sales, down, time } = world
  const asked = <T>(name: string, effect: () => T): Promise<T> =>
    call(
      `sales.${name}`,
      () => {
        // A slow answer: everybody's time goes on meanwhile.
        time.now += down.slowMs
        down.salesCalls.push(time.now)
        noteCallOfSales(world, name)
        if (down.gateway) throw gatewayPage()
        return down.sales ? salesDown.refused() : effect()
      },
      salesDown,
    )
  const changedIn = <T>(
    table: SalesTable,
    name: string,
    from: ChangesFrom,
    changed: (since: number) => readonly Stamped<T>[],
  ): Promise<ChangesPage<T>> =>
    asked(name, () => {
      if (down.tables.has(table) || (down.pageRefused && 'page' in from))
        throw new SalesRefused('0x80040220', 'permanent')
      return pageOf(changed, from)
    })
  return {
    writeLead: (lead) => asked('writeLead', () => sales.writeLead(lead)),
    closeLead: (lead) =>
      asked('closeLead', () => {
        const outcome = sales.closeLead(lead)
        if (outcome === 'closed') world.hooks.push({ leadId: lead.leadId, payload: '{}' })
        return outcome
      }),
    answerLead: (lead) =>
      asked('answerLead', () => {
        const outcome = sales.answerLead(lead)
        // Our own write of its columns comes back as an event.
        if (outcome === 'written') world.hooks.push({ leadId: lead.leadId, payload: '{}' })
        return outcome
      }),
    noteLead: (note) => asked('noteLead', () => sales.noteLead(note)),
    readLead: (leadId) => asked('readLead', () => sales.readLead(leadId)),
    leadOfOpportunity: (id) => asked('leadOfOpportunity', () => sales.rows.deals.get(id)?.leadId),
    writeAccount: (account, leadId) =>
      asked('writeAccount', () => {
        noteMadeCustomer(world, account.id)
        return sales.writeAccount(account, leadId)
      }),
    findAccounts: () => asked('findAccounts', () => []),
    accountsLike: () => asked('accountsLike', () => []),
    contactsOf: () => asked('contactsOf', () => []),
    contactsWith: (accountId, email) => asked('contactsWith', () => sales.contactsWith(accountId, email)),
    writeContact: (contact, accountId, leadId) =>
      asked('writeContact', () => {
        noteMadeCustomer(world, contact.id)
        return sales.writeContact(contact, leadId, accountId)
      }),
    readArriving: (type, id) => asked('readArriving', () => sales.readArriving(type, id)),
    arrivingCustomers: (type, next = '') =>
      asked('arrivingCustomers', () => {
        const rest = sales.arriving(type).filter(({ id }) => id > next)
        const found = rest.slice(0, arrivingOfPage)
        const last = found.at(-1)?.id
        return { found, ...(found.length < rest.length && last !== undefined ? { next: last } : {}) }
      }),
    contactIdsOf: (accountId) => asked('contactIdsOf', () => sales.contactIdsOf(accountId)),
    readCustomer: (type, id) => asked('readCustomer', () => sales.readCustomer(type, id)),
    lengths: (type) => asked('lengths', () => (type === 'Organization' ? { name: 160 } : {})),
    changeCustomer: (type, id, values, etag) =>
      asked('changeCustomer', () => {
        const outcome = sales.changeCustomer(type, id, values, etag)
        // Our own write comes back as an event, as everybody's does.
        if (outcome === 'written') world.hooks.push({ ...customerHint(type, id), payload: '{}' })
        return outcome
      }),
    changedLeads: (from) => changedIn('leads', 'changedLeads', from, sales.changedLeads),
    changedOpportunities: (from) => changedIn('opportunities', 'changedOpportunities', from, sales.changedDeals),
    changedCustomers: (type, from) => {
      const [table, name] =
        type === 'Organization'
          ? (['accounts', 'changedAccounts'] as const)
          : (['contacts', 'changedContacts'] as const)
      return changedIn(table, name, from, (since) => sales.changedCustomers(type, since))
    },
    changedNotes: (from) => changedIn('annotations', 'changedNotes', from, sales.changedNotes),
    leadsById: (ids) => asked('leadsById', () => sales.leadsById(ids)),
    opportunitiesById: (ids) => asked('opportunitiesById', () => sales.dealsById(ids)),
    customersById: (type, ids) =>
      asked('customersById', () => ({ found: sales.customersById(type, ids), canBeMarked: true })),
    show: (rows) => asked('show', () => sales.show(rows)),
  }
}

/** A person from a contact has the contact's address, and the request's only where that may not be read. */
const isToFormerAddress = ({ prospectId, person, request: { requestor } }: Prospect, to: string): boolean =>
  person !== undefined &&
  person.customerId !== derivedIds(prospectId).contactId &&
  person.email !== requestor.email &&
  to === requestor.email

const mailPort =
  (world: World, { call }: Connection) =>
  (mail: OutgoingMail): Promise<MailOutcome> => {
    const { prospectId = '' } = mail.customArgs
    const lost = (): MailOutcome => ({ outcome: 'unknown', code: 'ETIMEDOUT' })
    const refused = (): MailOutcome => ({ outcome: 'transient', code: 'http-503' })
    const take = (): MailOutcome => {
      if (world.down.mailRefuses) return refused()
      const shard = shardOf(prospectId)
      const prospect = world.headquarters.read(shard, prospectKey(prospectId))?.value as Prospect | undefined
      world.mail.take(mail, {
        at: world.time.now,
        status: prospect?.status,
        hierarchy: prospect?.hierarchyId !== undefined,
        isToFormer: prospect !== undefined && isToFormerAddress(prospect, mail.to),
        channelStatus: (world.channel.read(shard, requestKey(prospectId))?.value as RequestState | undefined)?.status,
      })
      return world.down.mailTimesOut ? lost() : { outcome: 'accepted', messageId: `sg-${world.mail.taken.length}` }
    }
    return call('mail.send', take, { refused, lost })
  }

const unreachable = raise(new TypeError('fetch failed'))

/** The site takes what it is told; whoever hears no answer does not know whether it did. */
const sitePort =
  (world: World, { call }: Connection): typeof fetch =>
  (_, init) => {
    const take = (): Response => {
      world.site.hints.push({
        id: new Headers(init?.headers).get('webhook-id') ?? '',
        body: String(init?.body),
      })
      return new Response(null, { status: 204 })
    }
    return call('site.tell', take, { refused: unreachable, lost: unreachable })
  }

/** The ports of one process. */
export const connectPorts = (world: World, connection: Connection): Ports => {
  // As the real one: those of one queue together, a queue after the other.
  const send: Send = async (messages, delayMs = 0) => {
    for (const [queue, each] of Map.groupBy(messages, queueOf))
      await connection.call(`send.${queue}`, () => world.queues.send(queue, each, world.time.now + delayMs), broker)
  }
  return {
    channel: tablePort('channel', world.channel, world, connection),
    headquarters: tablePort('headquarters', world.headquarters, world, connection),
    errors: tablePort('errors', world.errors, world, connection),
    send,
    sales: salesPort(world, connection),
    sendMail: mailPort(world, connection),
    callSite: sitePort(world, connection),
    now: () => new Date(world.time.now),
    random: world.random,
    newId: () => {
      world.ids.made += 1
      return `${world.ids.made}`
    },
  }
}
