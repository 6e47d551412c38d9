// The product's ports, led through the seam into the world. Each neighbour fails as its real adapter would let it.

import type { RequestState } from '../../../shared/channel/channel-request.ts'
import { requestKey } from '../../../shared/channel/store/keys.ts'
import { queueOf, type Send } from '../../../shared/domain/messages.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import { prospectKey } from '../../../shared/headquarters/store/keys.ts'
import type { MailOutcome } from '../../../shared/mail/mail-outcome.ts'
import type { OutgoingMail } from '../../../shared/mail/send-grid.ts'
import { QueueUnavailable } from '../../../shared/platform/service-bus.ts'
import { shardOf } from '../../../shared/platform/shards.ts'
import { StorageUnavailable } from '../../../shared/platform/storage-unavailable.ts'
import type { Table } from '../../../shared/platform/table.ts'
import { SalesUnavailable } from '../../../shared/sales/failures.ts'
import type { Sales } from '../../../shared/sales/sales.ts'
import type { MemoryRows } from '../memory-table.ts'
import { noteCallOfSales, noteMadeCustomer, noteUsers } from './before-its-time.ts'
import type { Connection, Failures } from './seam.ts'
import type { World } from './world.ts'
import { customerHint } from './world-sales.ts'

export type Ports = {
  readonly channel: Table
  readonly headquarters: Table
  readonly errors: Table
  readonly send: Send
  readonly sales: Sales
  readonly sendMail: (mail: OutgoingMail) => Promise<MailOutcome>
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
  const asked = <T>(what: string, effect: () => T): Promise<T> =>
    call(what, () => (down.storage ? storage.refused() : effect()), storage)
  return {
    read: (partition, key) => asked(names.read, () => table.read(partition, key)),
    range: (partition, from, to, limit) => asked(names.range, () => table.range(partition, from, to, limit)),
    write: (partition, writes) =>
      asked(names.write, () => {
        if (name === 'channel') noteUsers(world, writes)
        return table.write(partition, writes)
      }),
  }
}

const linkOf = (version: number): string => `changes-since|${version}`
const versionOf = (link: string | undefined): number => (link === undefined ? 0 : Number(link.split('|')[1]))

const salesPort = (world: World, { call }: Connection): Sales => {
  const { sales, down, time } = world
  const asked = <T>(name: string, effect: () => T): Promise<T> =>
    call(
      `sales.${name}`,
      () => {
        down.salesCalls.push(time.now)
        noteCallOfSales(world, name)
        return down.sales ? salesDown.refused() : effect()
      },
      salesDown,
    )
  // An expired link is answered with everything there is, as the real client does.
  const since = (link?: string): number => (down.linksExpired ? 0 : versionOf(link))
  return {
    writeLead: (lead) => asked('writeLead', () => sales.writeLead(lead)),
    readLead: (leadId) => asked('readLead', () => sales.readLead(leadId)),
    leadOfOpportunity: (id) => asked('leadOfOpportunity', () => sales.rows.deals.get(id)?.leadId),
    writeAccount: (account, leadId) =>
      asked('writeAccount', () => {
        noteMadeCustomer(world, leadId, account.id)
        return sales.writeAccount(account, leadId)
      }),
    writeContact: (contact, _accountId, leadId) =>
      asked('writeContact', () => {
        noteMadeCustomer(world, leadId, contact.id)
        return sales.writeContact(contact, leadId)
      }),
    readCustomer: (type, id) => asked('readCustomer', () => sales.readCustomer(type, id)),
    lengths: (type) => asked('lengths', () => (type === 'Organization' ? { name: 160 } : {})),
    changeCustomer: (type, id, values, etag) =>
      asked('changeCustomer', () => {
        const outcome = sales.changeCustomer(type, id, values, etag)
        // Our own write comes back as an event, as everybody's does.
        if (outcome === 'written') world.hooks.push({ ...customerHint(type, id), payload: '{}' })
        return outcome
      }),
    customerChanges: (type, link) =>
      asked(type === 'Organization' ? 'accountChanges' : 'contactChanges', () => ({
        ...sales.customerChanges(type, since(link)),
        link: linkOf(sales.version()),
      })),
    leadChanges: (link) =>
      asked('leadChanges', () => ({ ...sales.leadChanges(since(link)), link: linkOf(sales.version()) })),
    opportunityChanges: (link) =>
      asked('opportunityChanges', () => ({
        changed: sales.dealChanges(since(link)),
        deleted: [],
        link: linkOf(sales.version()),
      })),
  }
}

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
        channelStatus: (world.channel.read(shard, requestKey(prospectId))?.value as RequestState | undefined)?.status,
      })
      return world.down.mailTimesOut ? lost() : { outcome: 'accepted', messageId: `sg-${world.mail.taken.length}` }
    }
    return call('mail.send', take, { refused, lost })
  }

/** The ports of one process. */
export const connectPorts = (world: World, connection: Connection): Ports => {
  // Messages of one call go through one queue.
  const send: Send = async (messages, delayMs = 0) => {
    const [first] = messages
    if (!first) return
    const queue = queueOf(first)
    await connection.call(`send.${queue}`, () => world.queues.send(queue, messages, world.time.now + delayMs), broker)
  }
  return {
    channel: tablePort('channel', world.channel, world, connection),
    headquarters: tablePort('headquarters', world.headquarters, world, connection),
    errors: tablePort('errors', world.errors, world, connection),
    send,
    sales: salesPort(world, connection),
    sendMail: mailPort(world, connection),
    now: () => new Date(world.time.now),
    random: world.random,
    newId: () => {
      world.ids.made += 1
      return `${world.ids.made}`
    },
  }
}
