// A partner with its Admin, the three jobs, Sales and mail in memory: changes of its users from who asks to what sites see.

import { expect } from 'vitest'
import { askUserChange } from '../../shared/channel/ask-user-change.ts'
import type { Person } from '../../shared/domain/customer.ts'
import { factsOf } from '../../shared/domain/lists/partner-facets.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { OverrideIntent } from '../../shared/domain/overrides.ts'
import type { AskedChange } from '../../shared/domain/users/user-fields.ts'
import { createWriteToSales } from '../../shared/dual-write/write-to-sales.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { overrideMember } from '../../shared/headquarters/override-members.ts'
import { applyUserChange } from '../../shared/headquarters/users/apply-user-change.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import type { SendOnceDeps } from '../../shared/mail/send-once.ts'
import { createSendUserMail } from '../../shared/mail/send-user-mail.ts'
import { now } from './domain-samples.ts'
import { memoryStores } from './memory-stores.ts'
import { noTemplates } from './no-templates.ts'
import { asSales, asUser, prospect } from './partner-samples.ts'
import { silentLog as log } from './silent-log.ts'

export const organizationId = 'a0000000-0000-4000-8000-000000000001'
export const ada = 'c0000000-0000-4000-8000-000000000001'
export const home = '0'

/** A partner with its Admin Ada, told to the channel, and everything that works on changes of its users. */
export const partnerRig = async (chooseMail: SendOnceDeps['chooseMail'] = noTemplates) => {
  const stores = memoryStores()
  const { headquarters, channel, users, changeFeed, dualWrite } = stores
  const clock = { now: Date.parse(now) }
  const time = () => new Date(clock.now)
  const sent: Message[] = []
  const mailed: OutgoingMail[] = []
  const send = async (messages: readonly Message[]) => void sent.push(...messages)
  const sales = asSales()
  const person = asUser(ada, organizationId)
  const unit = headquarters.begin(home)
  const hierarchy = {
    hierarchyId: organizationId,
    organizationId,
    number: 'H-000001',
    name: 'Fabrikam GmbH',
    purpose: 'B2B organization' as const,
    createdAt: now,
    members: [{ customerId: ada, name: 'Ada Roth', role: 'Admin' as const, addedAt: now, home }],
  }
  headquarters.customers.create(unit, home, prospect.organization)
  headquarters.customers.create(unit, home, { ...person, memberOf: [{ organizationId, home }] })
  headquarters.hierarchies.create(unit, home, hierarchy, { facts: factsOf(prospect.organization) })
  headquarters.pushes.putPartner(unit, home, { organizationId, home, userId: ada, userHome: home }, 'first')
  await unit.commit()
  await headquarters.prospects.create(prospect.prospect, [])
  await headquarters.signIns.claim(person.email ?? '', ada, [organizationId])
  const channelNames = ['default', 'outlet']
  const common = { headquarters, users, changeFeed, channelNames, send, now: time, log }
  let numbers = 107
  const takeNumber = async () => `C-000${numbers++}`
  const userDeps = { ...common, takeNumber, maxUsers: 50, defaultLanguage: 'en' as const }
  const jobs = {
    ...common,
    requests: channel.requests,
    incoming: headquarters.incoming,
    prospects: headquarters.prospects,
    pushes: headquarters.pushes,
    matchIndex: headquarters.matchIndex,
    takeNumber,
    changeUser: (change: Parameters<typeof applyUserChange>[1]) => applyUserChange(userDeps, change),
    overrideMember: (intent: OverrideIntent) => overrideMember(userDeps, intent),
    importPartners: async () => 'done' as const,
    mailReceived: false,
    confirmAddress: 'off' as const,
    mailAfterPush: true,
  }
  const work = createWriteToSales({ headquarters, dualWrite, sales: sales.port, send, now: time, log })
  const mail = createSendUserMail({
    ...common,
    chooseMail,
    sendMail: async (each) => {
      mailed.push(each)
      return { outcome: 'accepted' }
    },
    channelOf: () => ({ title: 'Shop', sender: { name: 'Shop', email: 's@shop.example' } }),
  })
  const drain = async () => {
    for (let message = sent.shift(); message; message = sent.shift()) {
      if (message.type === 'user-mail') await mail(message)
      else if (message.type === 'write-customer' || message.type === 'show-user') await work(message)
    }
  }
  const pull = async () => {
    clock.now += 1000
    await pullChannelRequests(jobs)()
    await synchronizeChannelRequests(jobs)()
  }
  const tell = async () => {
    clock.now += 1000
    expect((await pushCustomersToChannel(jobs)()).failed).toBe(0)
    await drain()
  }
  const run = async () => {
    await pull()
    await drain()
    await tell()
  }
  const ask = askUserChange({ users, maxUsers: 50, defaultLanguage: 'en', now: time })
  const add = async (email: string, language: 'tr' | 'en' = 'tr', by = ada) => {
    clock.now += 1000
    const fields = { firstName: 'Eva', lastName: 'Berg', email, language }
    const asked = { kind: 'add', role: 'User', fields } as const
    const outcome = await ask({ organizationId, by, key: email, bodyHash: email, change: asked })
    return outcome.outcome === 'accepted' ? outcome.userId : outcome.code
  }
  const change = async (userId: string, asked: Exclude<AskedChange, { kind: 'add' }>, by = ada) => {
    clock.now += 1000
    return (await ask({ organizationId, by, userId, change: asked })).outcome
  }
  const view = async (userId: string) => (await users.read(organizationId, userId))?.value
  const member = (userId: string) => headquarters.hierarchies.readMember(home, organizationId, userId)
  const customer = async (userId: string) => (await headquarters.customers.locate(userId))?.value as Person | undefined
  await run()
  return { ...stores, run, pull, tell, add, change, view, member, customer, mailed, sent, sales, userDeps, clock }
}
