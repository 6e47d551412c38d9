// A mail that did not arrive: staff see why, and have it sent again or say that nothing is left to do.

import { describe, expect, it } from 'vitest'
import { converge } from '../../shared/domain/convergence.ts'
import { undeliveredList } from '../../shared/domain/lists/facets.ts'
import { decisionMailMessage, type Message, receivedMailMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { decisionMailId, receivedNumber } from '../../shared/headquarters/decision-mail-id.ts'
import { countUndelivered } from '../../shared/headquarters/read-list.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { needsLook } from '../../shared/headquarters/store/prospects.ts'
import { applyMailEvent, furthestOfEach, readMailEvents } from '../../shared/mail/mail-events.ts'
import { sendTroubledAgain, settleTrouble } from '../../shared/mail/mail-trouble.ts'
import { createSendDecisionMail } from '../../shared/mail/send-decision-mail.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { leadId, now, prospect, qualified } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const decision = { number: 1, status: 'Rejected', decidedAt: now } as const
const rejected = (changes: Partial<Prospect> = {}) => prospect({ status: 'Rejected', decision, ...changes })
const wish = { who: 'kim', why: 'The block is lifted.' }

const rig = async (stored: Prospect = rejected(), number = 1, kind: MailRecord['kind'] = 'rejected') => {
  const { headquarters } = memoryStores()
  await headquarters.prospects.create(stored, [])
  const mailId = decisionMailId(leadId, number)
  const record: MailRecord = { mailId, decision: number, kind, language: 'nl', state: 'Accepted', tries: 1, at: now }
  await headquarters.mails.write(leadId, record, undefined)
  const sent: Message[] = []
  const clock = () => new Date(now)
  const send = async (messages: readonly Message[], delayMs = 0) => {
    // What looks at the order later finds that it was sent.
    if (delayMs === 0) sent.push(...messages)
  }
  const deps = { headquarters, send, now: clock }
  const tell = async (...events: readonly object[]) => {
    for (const event of furthestOfEach(readMailEvents(events.map((one) => ({ mailId, prospectId: leadId, ...one })))))
      await applyMailEvent(headquarters, event, clock, keptLog().log)
  }
  const view = async () => {
    const read = await readProspectView(headquarters, leadId)
    if (!read) throw new Error('It is there.')
    return read
  }
  return { headquarters, deps, sent, tell, view, mailId }
}

const blocked = {
  event: 'bounce',
  type: 'blocked',
  reason: '550 5.7.1 messages from this network are on our block list',
}

describe('a mail that was blocked', () => {
  it('is shown with its reason, and its prospect is flagged, once', async () => {
    const { tell, view } = await rig()
    await tell(blocked)
    await tell(blocked)
    const { mails, flags, timeline } = await view()
    expect(mails).toMatchObject([{ state: 'Bounced', trouble: { kind: 'blocked', reason: blocked.reason } }])
    expect(flags).toEqual(['mail-not-delivered'])
    expect(timeline.filter(({ code }) => code === 'flagged')).toHaveLength(1)
  })

  it('has its prospect in the list of undelivered mails, and counted there, until staff have seen to it', async () => {
    const { deps, headquarters, tell } = await rig()
    const listed = async () => (await headquarters.prospectList(undeliveredList, 9)).items.map(({ flags }) => flags)
    expect([await listed(), await countUndelivered(headquarters)]).toEqual([[], 0])
    await tell(blocked)
    await tell(blocked)
    expect([await listed(), await countUndelivered(headquarters)]).toEqual([[['mail-not-delivered']], 1])
    expect(await settleTrouble(deps, leadId, wish)).toBe('done')
    expect([await listed(), await countUndelivered(headquarters)]).toEqual([[], 0])
  })

  it('flags also where the flag could not be stored with the event before', async () => {
    const { headquarters, tell, view, mailId } = await rig()
    const mail = await headquarters.mails.read(leadId, 1)
    const trouble = { kind: 'blocked' } as const
    if (mail) await headquarters.mails.write(leadId, { ...mail.value, state: 'Bounced', trouble }, mail)
    await tell({ ...blocked, mailId })
    expect((await view()).flags).toEqual(['mail-not-delivered'])
  })

  it('is sent again under an id of its own, to the address of by then, and the flag goes', async () => {
    const { deps, headquarters, tell, view, sent, mailId } = await rig()
    await tell(blocked)
    expect(await sendTroubledAgain(deps, leadId, mailId, wish)).toBe('done')
    expect(sent).toEqual([decisionMailMessage(leadId, 1)])
    // The same order once more is the same one.
    expect(await sendTroubledAgain(deps, leadId, mailId, wish)).toBe('done')
    const taken: OutgoingMail[] = []
    const work = createSendDecisionMail({
      ...deps,
      sendMail: async (mail) => {
        taken.push(mail)
        return { outcome: 'accepted' }
      },
      chooseMail: noTemplates,
      channelOf: () => ({ title: 'Contoso', sender: { email: 'b2b@contoso.example', name: 'Contoso' } }),
      log: keptLog().log,
    })
    for (let times = 0; times < 2; times += 1) await work(decisionMailMessage(leadId, 1))
    expect(taken).toHaveLength(1)
    expect(taken[0]?.id).not.toBe(mailId)
    const { mails, flags, timeline } = await view()
    expect(mails).toMatchObject([{ mailId: taken[0]?.id, state: 'Accepted' }])
    expect(mails[0]?.trouble).toBeUndefined()
    expect(flags).toEqual([])
    expect(timeline.some(({ code }) => code === 'mail-again')).toBe(true)
    // A late event of the first one says nothing of the second.
    await tell(blocked)
    expect((await headquarters.mails.read(leadId, 1))?.value.state).toBe('Accepted')
    await tell({ ...blocked, mailId: taken[0]?.id ?? '' })
    expect((await view()).flags).toEqual(['mail-not-delivered'])
  })

  it('can be asked for again where its message was lost', async () => {
    const { deps, tell, view, sent, mailId } = await rig()
    await tell(blocked)
    const lost = {
      ...deps,
      send: async (_: readonly Message[], delayMs = 0) => {
        if (delayMs === 0) throw new Error('Away.')
      },
    }
    await expect(sendTroubledAgain(lost, leadId, mailId, wish)).rejects.toThrow('Away.')
    const { mails, flags } = await view()
    expect(mails).toMatchObject([{ state: 'Waiting' }])
    expect(flags).toEqual([])
    expect(await sendTroubledAgain(deps, leadId, mails[0]?.mailId ?? '', wish)).toBe('done')
    expect(sent).toHaveLength(1)
  })

  it('is sent again five times a day at most', async () => {
    const { deps, headquarters, tell, mailId } = await rig()
    let id = mailId
    const outcomes: string[] = []
    for (let times = 0; times < 6; times += 1) {
      await tell({ ...blocked, mailId: id })
      outcomes.push(await sendTroubledAgain(deps, leadId, id, wish))
      id = (await headquarters.mails.read(leadId, 1))?.value.mailId ?? ''
    }
    expect(outcomes).toEqual(['done', 'done', 'done', 'done', 'done', 'too-often'])
  })

  it('that tells what does not stand any more is not sent again, and staff settle it', async () => {
    const { deps, tell, view, sent, mailId } = await rig(rejected({ status: 'Open' }))
    await tell(blocked)
    expect(await sendTroubledAgain(deps, leadId, mailId, wish)).toBe('nothing')
    expect(await settleTrouble(deps, leadId, wish)).toBe('done')
    expect(await settleTrouble(deps, leadId, wish)).toBe('nothing')
    expect([(await view()).flags, sent]).toEqual([[], []])
  })

  it('of a prospect that is not there is unknown', async () => {
    const { deps } = await rig()
    const other = 'aaaaaaaa-1111-4111-8111-111111111111'
    expect(await sendTroubledAgain(deps, other, other, wish)).toBe('unknown')
    expect(await settleTrouble(deps, other, wish)).toBe('unknown')
  })
})

describe('the receipt', () => {
  it('is sent again as long as nothing is decided', async () => {
    const { deps, tell, sent, mailId } = await rig(prospect(), receivedNumber, 'received')
    await tell({ event: 'dropped', reason: 'Bounced Address' })
    expect(await sendTroubledAgain(deps, leadId, mailId, wish)).toBe('done')
    expect(sent).toEqual([receivedMailMessage(leadId)])
  })
})

describe('a report of spam', () => {
  it('is told although the mail was delivered, in whatever order the two come', async () => {
    for (const events of [
      [{ event: 'delivered' }, { event: 'spamreport' }],
      [{ event: 'spamreport' }, { event: 'delivered' }],
    ]) {
      const { tell, view } = await rig()
      for (const event of events) await tell(event)
      const { mails, flags } = await view()
      expect(mails).toMatchObject([{ state: 'Delivered', trouble: { kind: 'spam-report' } }])
      expect(flags).toEqual(['mail-not-delivered'])
    }
  })
})

describe('the flag', () => {
  const flagged = prospect({ flags: ['mail-not-delivered'] })

  it('stays whatever Sales says, and has nobody look at Sales again', () => {
    const { next } = converge(flagged, qualified(), now)
    expect(next.flags).toContain('mail-not-delivered')
    expect(needsLook(flagged)).toBe(false)
    expect(needsLook(prospect({ flags: ['no-email'] }))).toBe(true)
  })
})
