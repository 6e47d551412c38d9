// Staff have a mail sent again: from every state but those on their way, to the present address, five a day at most, once for each
// order.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { isSendable, mayHaveIt, mostAgainADay, ordersOfDay } from '../../shared/domain/mail-again.ts'
import type { Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { mailKinds, mailStates } from '../../shared/domain/prospect-view.ts'
import { decisionMailId, receivedNumber } from '../../shared/headquarters/decision-mail-id.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { createSendDecisionMail } from '../../shared/mail/send-decision-mail.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { sendMailAgain } from '../../shared/mail/send-mail-again.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const decision = { number: 1, status: 'Rejected', decidedAt: now } as const
const rejected = (changes: Partial<Prospect> = {}) => prospect({ status: 'Rejected', decision, ...changes })
const wish = { who: 'kim', why: 'They asked for it.' }
const hour = 3_600_000

const rig = async (more: Partial<MailRecord> = {}, stored: Prospect = rejected()) => {
  const { headquarters } = memoryStores()
  await headquarters.prospects.create(stored, [])
  const number = more.decision ?? 1
  const mailId = decisionMailId(leadId, number)
  const record: MailRecord = {
    mailId,
    decision: number,
    kind: 'rejected',
    language: 'nl',
    state: 'Accepted',
    tries: 1,
    at: now,
    ...more,
  }
  await headquarters.mails.write(leadId, record, undefined)
  const messages: { readonly message: Message; readonly delayMs: number }[] = []
  const clock = { at: Date.parse(now) }
  const deps = {
    headquarters,
    send: async (sent: readonly Message[], delayMs = 0) => {
      messages.push(...sent.map((message) => ({ message, delayMs })))
    },
    now: () => new Date(clock.at),
  }
  const mails: OutgoingMail[] = []
  const work = createSendDecisionMail({
    headquarters,
    sendMail: async (mail) => {
      mails.push(mail)
      return { outcome: 'accepted' }
    },
    chooseMail: noTemplates,
    channelOf: () => ({ title: 'Contoso', sender: { name: 'Contoso', email: 'p@contoso.example' } }),
    now: deps.now,
    log: keptLog().log,
  })
  /** Everything that was asked for, at once and later. */
  const deliver = async () => {
    for (const { message } of messages.splice(0)) if (message.type === 'decision-mail') await work(message)
  }
  const order = (id: string, use = deps) => sendMailAgain(use, { ownerId: leadId, number }, id, wish)
  const read = async () => (await headquarters.mails.read(leadId, number))?.value
  return { headquarters, deps, clock, mails, messages, mailId, deliver, order, read }
}

describe('a mail may be sent again', () => {
  it('from every state but those on their way, and whatever it tells but a link', () => {
    expect(mailStates.filter((state) => !isSendable({ state, kind: 'approved' }))).toEqual(['Waiting', 'Sending'])
    expect(mailKinds.filter((kind) => !isSendable({ state: 'Bounced', kind }))).toEqual(['link-again'])
    expect(mailStates.filter((state) => mayHaveIt({ state }))).toEqual(['Accepted', 'Delivered', 'Unknown'])
  })

  it('as often as the orders of the last day leave room', () => {
    const at = (ago: number) => ({ after: 'x', at: new Date(Date.parse(now) - ago).toISOString() })
    expect(
      ordersOfDay(
        [at(hour), at(23 * hour), at(24 * hour), at(99 * hour)],
        new Date(Date.parse(now) - 24 * hour).toISOString(),
      ),
    ).toHaveLength(2)
  })
})

describe('a mail that is sent again', () => {
  it.each(['Accepted', 'Delivered', 'Bounced', 'Unknown', 'Refused', 'Skipped'] as const)(
    'that was %s leaves exactly once, with an id of its own, and the timeline tells it',
    async (state) => {
      const { headquarters, order, deliver, mails, mailId, read } = await rig({ state })
      expect(await order(mailId)).toBe('done')
      await deliver()
      await deliver()
      expect(mails.map(({ to }) => to)).toEqual([rejected().request.requestor.email])
      expect(mails[0]?.id).not.toBe(mailId)
      expect(await read()).toMatchObject({ state: 'Accepted', after: mailId, tries: 1 })
      const lines = (await headquarters.prospects.readWhole(leadId))?.timeline ?? []
      expect(lines.filter(({ code }) => code === 'mail-again')).toMatchObject([{ actor: { name: 'kim' } }])
    },
  )

  it.each(['Waiting', 'Sending'] as const)('is not where it is %s', async (state) => {
    const { order, messages, mailId } = await rig({ state })
    expect([await order(mailId), messages]).toEqual(['nothing', []])
  })

  it('goes to the address of by now', async () => {
    const person = { customerId: leadId, number: 'C-1', name: 'Ada Roth', home: 'a', email: 'new@fabrikam.example' }
    const { order, deliver, mails, mailId } = await rig({}, rejected({ person }))
    expect(await order(mailId)).toBe('done')
    await deliver()
    expect(mails.map(({ to }) => to)).toEqual(['new@fabrikam.example'])
  })

  it('takes the flag away with it', async () => {
    const { headquarters, order, mailId } = await rig({ state: 'Bounced' }, rejected({ flags: ['mail-not-delivered'] }))
    expect(await order(mailId)).toBe('done')
    expect((await headquarters.prospects.readAlone(leadId))?.flags).toEqual([])
  })

  it('leaves once for one order that is sent twice', async () => {
    const { order, deliver, mails, mailId } = await rig()
    expect([await order(mailId), await order(mailId)]).toEqual(['done', 'done'])
    await deliver()
    expect([await order(mailId), mails.length]).toEqual(['done', 1])
    await deliver()
    expect(mails).toHaveLength(1)
  })

  it('leaves although the message after the order was lost', async () => {
    const { deps, order, deliver, mails, mailId, read } = await rig()
    const lost = {
      ...deps,
      send: (sent: readonly Message[], delayMs?: number) =>
        delayMs === undefined ? Promise.reject(new Error('Away.')) : deps.send(sent, delayMs),
    }
    await expect(order(mailId, lost)).rejects.toThrow('Away.')
    expect((await read())?.state).toBe('Waiting')
    await deliver()
    expect(mails).toHaveLength(1)
  })

  it('leaves once where the order was not stored, and was given once more', async () => {
    const { deps, order, deliver, mails, mailId } = await rig()
    const away = {
      ...deps,
      headquarters: {
        ...deps.headquarters,
        prospects: {
          ...deps.headquarters.prospects,
          begin: () => {
            throw new Error('Away.')
          },
        },
      },
    }
    await expect(order(mailId, away)).rejects.toThrow('Away.')
    await deliver()
    expect(mails).toEqual([])
    expect(await order(mailId)).toBe('done')
    await deliver()
    expect(mails).toHaveLength(1)
  })

  it('is five times a day at most, whichever mails they are, and again the day after', async () => {
    const { clock, order, deliver, mails, read } = await rig()
    const again = async () => order((await read())?.mailId ?? '')
    for (let times = 0; times < mostAgainADay; times += 1) {
      expect(await again()).toBe('done')
      await deliver()
    }
    expect([await again(), mails.length]).toEqual(['too-often', mostAgainADay])
    clock.at += 24 * hour
    expect(await again()).toBe('done')
  })

  it('is not where what it tells is so no more', async () => {
    const { order, mailId, messages } = await rig({}, rejected({ status: 'Open' }))
    expect([await order(mailId), messages]).toEqual(['nothing', []])
  })

  it('is not where somebody at the address complained, but for a decision', async () => {
    const told = await rig()
    await told.headquarters.complaints.note(addressHash(rejected().request.requestor.email), now)
    expect(await told.order(told.mailId)).toBe('done')
    const receipt = await rig({ kind: 'received', decision: receivedNumber, state: 'Skipped' }, prospect())
    await receipt.headquarters.complaints.note(addressHash(prospect().request.requestor.email), now)
    expect([await receipt.order(receipt.mailId), receipt.messages]).toEqual(['complained', []])
  })

  it('that is not there is unknown', async () => {
    const { deps } = await rig()
    expect(await sendMailAgain(deps, { ownerId: leadId, number: 7 }, leadId, wish)).toBe('unknown')
  })
})
