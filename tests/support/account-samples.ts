// A partner with users in memory, and everything with which its people sign in to the ready pages.

import { randomUUID } from 'node:crypto'
import { createAbuseLimits } from '../../shared/channel/abuse-limits.ts'
import { createAskSignInLink } from '../../shared/channel/account/ask-sign-in-link.ts'
import { createChooseOrganization, createReadSession } from '../../shared/channel/account/session-user.ts'
import { linkToken } from '../../shared/channel/account/sign-in-token.ts'
import { createLookAtLink, createUseLink } from '../../shared/channel/account/use-sign-in-link.ts'
import type { ToldOrganization, ToldUser } from '../../shared/channel/partner.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { createPartnerStores } from '../../shared/channel/store/partner-stores.ts'
import { createChannelUsers } from '../../shared/channel/store/users.ts'
import type { Sender } from '../../shared/channel/submit-request.ts'
import type { Message } from '../../shared/domain/messages.ts'
import { createSignInStore } from '../../shared/headquarters/store/sign-ins.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { createSendSignInMail } from '../../shared/mail/send-sign-in-mail.ts'
import { shards } from '../../shared/platform/shards.ts'
import type { Table } from '../../shared/platform/table.ts'
import { keptLog } from './http-samples.ts'
import { memoryTable } from './memory-table.ts'

export const organizationId = '11111111-1111-4111-8111-111111111111'
export const secondOrganizationId = '22222222-2222-4222-8222-222222222222'
export const adaId = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
export const ada = 'ada@fabrikam.example'
const secrets = ['s'.repeat(40), 'b'.repeat(40)]
const minute = 60_000

export const anOrganization = (more: Partial<ToldOrganization> = {}): ToldOrganization => ({
  organizationId,
  hierarchyId: organizationId,
  number: 'C-000007',
  name: 'Fabrikam GmbH',
  status: 'Active',
  channels: [],
  home: 'a',
  ...more,
})

export const aUser = (more: Partial<ToldUser> = {}): ToldUser => ({
  userId: adaId,
  firstName: 'Ada',
  lastName: 'Roth',
  email: ada,
  language: 'nl',
  role: 'Admin',
  status: 'Active',
  addedAt: '2026-11-01T08:00:00.000Z',
  ...more,
})

/** All that a table keeps, as text. */
export const keptIn = async (table: Table): Promise<string> =>
  JSON.stringify(await Promise.all(shards.map((shard) => table.range(shard, ' ', '~'))))

/** Everything on tables in memory, at a time of its own. */
export const accountRig = () => {
  let at = Date.parse('2026-11-28T09:00:00.000Z')
  const now = () => new Date(at)
  const [channel, headquarters] = [memoryTable(), memoryTable()]
  const signIns = createSignInStore(headquarters)
  const users = createChannelUsers(channel)
  const stores = createPartnerStores(channel, users, signIns.holderOfHash)
  const sent: Message[] = []
  const mails: OutgoingMail[] = []
  const answers: MailOutcome[] = []
  const { log, lines } = keptLog()
  const limits = createAbuseLimits(createLimitBuckets(channel), { address: 5, network: 300, total: 6000 }, 'x', now)
  let made = 0
  const newToken = () => {
    made += 1
    return `${'t'.repeat(42)}${made}`.slice(-43)
  }
  const ask = createAskSignInLink({
    links: stores.links,
    limits,
    send: async (messages) => void sent.push(...messages),
    now,
    newLinkId: randomUUID,
  })
  const complained: string[] = []
  const sendMail = createSendSignInMail({
    ...stores,
    complaints: { isFrom: async (email) => complained.includes(email) },
    sendMail: async (mail) => {
      mails.push(mail)
      return answers.shift() ?? { outcome: 'accepted' }
    },
    channelOf: () => ({ title: 'Adventure Works', sender: { name: 'Adventure Works', email: 'p@works.example' } }),
    linkUrl: ({ linkId, host = 'works.example' }, language) =>
      `https://${host}/account/link/${linkId}?language=${language}`,
    now,
    log,
  })
  const browser = 'w'.repeat(43)
  return {
    channel,
    signIns,
    users,
    stores,
    sent,
    mails,
    answers,
    lines,
    browser,
    pass: (minutes: number) => {
      at += minutes * minute
    },
    now,
    ask: (typed: string, more: { browser?: string; host?: string; sender?: Sender } = {}) =>
      ask({ typed, browser, sender: {}, language: 'en', channel: 'default', ...more }),
    /** Works on what was sent, in its order. */
    work: async () => {
      const done = []
      for (const message of sent.splice(0)) if (message.type === 'sign-in-mail') done.push(await sendMail(message))
      return done
    },
    sendMail,
    /** The id and the secret of the link that was asked for last. */
    link: () => {
      const linkId = sent.at(-1)?.correlationId ?? ''
      return { linkId, token: linkToken(secrets[0] ?? '', linkId), browser }
    },
    look: createLookAtLink({ ...stores, tokenSecrets: secrets, now }),
    use: createUseLink({ ...stores, tokenSecrets: secrets, now, newToken }),
    session: createReadSession({ ...stores, now }),
    choose: createChooseOrganization({ ...stores, now }),
    /** Tells the channel and the claims of addresses of a partner and its users. */
    tell: async (organization: ToldOrganization, told: readonly ToldUser[]) => {
      await users.tell(await users.whole(organization.organizationId), organization, told)
      for (const { email, userId } of told) await signIns.claim(email, userId, [organization.organizationId])
    },
  }
}

export type AccountRig = ReturnType<typeof accountRig>

/** Somebody signs in; the token of the session. */
export const signIn = async (rig: AccountRig, email = ada): Promise<string> => {
  await rig.ask(email)
  const token = await rig.use(rig.link())
  if (token === undefined) throw new Error('The link was not taken.')
  return token
}
