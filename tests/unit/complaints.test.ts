// A report of spam: from then on nothing but decisions is mailed to the address that it came from.

import { describe, expect, it } from 'vitest'
import { receivedMailMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { decisionMailId, receivedNumber } from '../../shared/headquarters/decision-mail-id.ts'
import { applyMailEvent, furthestOfEach, readMailEvents } from '../../shared/mail/mail-events.ts'
import { reasonClassOf } from '../../shared/mail/reason-class.ts'
import { createSendDecisionMail } from '../../shared/mail/send-decision-mail.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { createSendReceivedMail } from '../../shared/mail/send-received-mail.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const decision = { number: 1, status: 'Rejected', decidedAt: now } as const
const address = prospect().request.requestor.email

const rig = async (stored: Prospect = prospect()) => {
  const { headquarters, channel } = memoryStores()
  await headquarters.prospects.create(stored, [])
  const sent: OutgoingMail[] = []
  const deps = {
    headquarters,
    usualTime: channel.usualTime,
    sendMail: async (mail: OutgoingMail) => {
      sent.push(mail)
      return { outcome: 'accepted' as const }
    },
    chooseMail: noTemplates,
    channelOf: () => ({ title: 'Contoso', sender: { name: 'Contoso', email: 'p@contoso.example' } }),
    statusUrl: () => 'https://site.example/status',
    confirmUrl: () => 'https://site.example/confirm',
    now: () => new Date(now),
    log: keptLog().log,
  }
  const complain = async (email: string, mailId = decisionMailId(leadId, receivedNumber)) => {
    const events = ['delivered', 'spamreport', 'bounce'].map((event) => ({ event, mailId, prospectId: leadId, email }))
    for (const event of furthestOfEach(readMailEvents(events)))
      await applyMailEvent(headquarters, event, deps.now, deps.log)
  }
  const receipt = () => createSendReceivedMail(deps)(receivedMailMessage(leadId))
  const decide = () =>
    createSendDecisionMail(deps)({
      type: 'decision-mail',
      data: { prospectId: leadId, decision: 1 },
      attempt: 0,
      correlationId: leadId,
    })
  const mail = async () => (await headquarters.mails.read(leadId, receivedNumber))?.value
  return { headquarters, sent, complain, receipt, decide, mail }
}

describe('an address that reported a mail as spam', () => {
  it('gets no other mail, and staff see why', async () => {
    const { sent, complain, receipt, mail } = await rig()
    await complain(address)
    expect(await receipt()).toEqual({ outcome: 'done' })
    expect(sent).toEqual([])
    expect(await mail()).toMatchObject({ state: 'Skipped', because: 'complaint' })
    expect(await receipt()).toEqual({ outcome: 'done' })
    expect(sent).toEqual([])
  })

  it('is told decisions all the same, past what the provider notes of complaints', async () => {
    const { sent, complain, decide } = await rig(prospect({ status: 'Rejected', decision }))
    await complain(address)
    expect(await decide()).toEqual({ outcome: 'done' })
    expect(sent).toMatchObject([{ to: address, isDecision: true }])
  })

  it('is known however its letters are written, and no other address is', async () => {
    const { headquarters, complain } = await rig()
    await complain(address.toUpperCase())
    expect(await headquarters.complaints.isFrom(address)).toBe(true)
    expect(await headquarters.complaints.isFrom(`x${address}`)).toBe(false)
  })

  it('is noted although the mail it reported is none that is kept any more', async () => {
    const { headquarters, complain } = await rig()
    await complain(address, decisionMailId(leadId, receivedNumber, 'again-1'))
    expect(await headquarters.complaints.isFrom(address)).toBe(true)
  })

  it('keeps no mail from any other address', async () => {
    const { sent, complain, receipt } = await rig()
    await complain('Somebody.Else@fabrikam.example')
    expect(await receipt()).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(1)
  })
})

describe('the reason that the provider gives', () => {
  it.each([
    [{ event: 'bounce', bounce_classification: 'Invalid Address' }, 'invalid-address'],
    [{ event: 'bounce', type: 'blocked', bounce_classification: 'Reputation' }, 'reputation'],
    [{ event: 'dropped', reason: 'Bounced Address' }, 'suppressed-bounce'],
    [{ event: 'dropped', reason: 'Spam Reporting Address' }, 'suppressed-spam'],
    [{ event: 'dropped', reason: 'Unsubscribed Address' }, 'suppressed-unsubscribe'],
    [{ event: 'bounce', bounce_classification: 'constructor' }, undefined],
    [{ event: 'bounce', reason: 'Bounced Address' }, undefined],
    [{ event: 'spamreport' }, undefined],
  ] as const)('%j is of class %s', (event, expected) => {
    expect(reasonClassOf(event)).toBe(expected)
  })

  it('stands with the trouble', () => {
    const event = { event: 'dropped', reason: 'Bounced Address', mailId: leadId, prospectId: leadId }
    expect(readMailEvents([event])).toMatchObject([{ trouble: { kind: 'dropped', class: 'suppressed-bounce' } }])
  })
})
