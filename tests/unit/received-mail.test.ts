// The mail that says that a request was received: sent once, while nothing is decided, in the language of the request.

import { describe, expect, it } from 'vitest'
import { confirmWithinDays } from '../../shared/domain/confirmation.ts'
import { languages } from '../../shared/domain/languages.ts'
import { receivedMailMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { receivedNumber } from '../../shared/headquarters/decision-mail-id.ts'
import { prospectKey } from '../../shared/headquarters/store/keys.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import { renderReceivedMail } from '../../shared/mail/render-received-mail.ts'
import { allowOneMore } from '../../shared/mail/send-again.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { holdMs } from '../../shared/mail/send-once.ts'
import { createSendReceivedMail } from '../../shared/mail/send-received-mail.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const accepted: MailOutcome = { outcome: 'accepted', messageId: 'sg-1' }
const unknown: MailOutcome = { outcome: 'unknown', code: 'ETIMEDOUT' }
const message = receivedMailMessage(leadId)

/** A prospect, and a provider that answers in this order. */
const rig = async (stored: Prospect | undefined, ...answers: MailOutcome[]) => {
  const { channel, headquarters, tables } = memoryStores()
  const store = (next: Prospect) => tables.Headquarters.write(leadId.charAt(0), [put(prospectKey(leadId), next)])
  if (stored) await store(stored)
  const sent: OutgoingMail[] = []
  const clock = { now: Date.parse(now) }
  const work = createSendReceivedMail({
    headquarters,
    usualTime: channel.usualTime,
    sendMail: async (mail) => {
      sent.push(mail)
      return answers.shift() ?? accepted
    },
    chooseMail: noTemplates,
    channelOf: () => ({ title: 'Contoso Garden', sender: { email: 'b2b@contoso.example', name: 'Contoso' } }),
    statusUrl: (id, language) => `https://partners.example/requests/${id}?language=${language}`,
    confirmUrl: (id) => `https://partners.example/requests/${id}/address?confirm=c`,
    now: () => new Date(clock.now),
    log: keptLog().log,
  })
  const ledger = async () => (await headquarters.mails.read(leadId, receivedNumber))?.value
  return { channel, headquarters, store, sent, clock, ledger, send: () => work(message) }
}

describe('a request', () => {
  it('is told once that it was received', async () => {
    const { send, sent, ledger } = await rig(prospect({ confirmation: {} }))
    expect(await send()).toEqual({ outcome: 'done' })
    expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ to: prospect().request.requestor.email, customArgs: { prospectId: leadId } })
    expect(sent[0]?.text).toContain('/address?confirm=c')
    expect(await ledger()).toMatchObject({ kind: 'received', decision: 0, state: 'Accepted', tries: 1 })
  })

  it('is told at the address that a seller corrected meanwhile', async () => {
    const { sales } = prospect()
    const { send, sent } = await rig(prospect({ sales: { ...sales, leadEmail: 'right@fabrikam.example' } }))
    await send()
    expect(sent[0]?.to).toBe('right@fabrikam.example')
  })

  it.each([
    ['that asks for no confirmation', {}],
    ['that is confirmed', { confirmation: { confirmedAt: now } }],
  ])('%s is sent no link that confirms', async (_, changes) => {
    const { send, sent } = await rig(prospect(changes))
    await send()
    expect(sent[0]?.text).not.toContain('/address')
  })

  it('is told how long a decision usually takes, where that is known', async () => {
    const { channel, send, sent } = await rig(prospect())
    await channel.usualTime.keep(3)
    await send()
    expect(sent[0]?.text).toContain('Meestal beslissen wij binnen 3\u00a0werkdagen.')
  })

  it.each(['Approved', 'Rejected'] as const)('that is %s by then is told so by another mail', async (status) => {
    const { send, sent } = await rig(prospect({ status }))
    expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toEqual([])
  })

  it('that nobody knows is kept as an error', async () => {
    const { send } = await rig(undefined)
    expect(await send()).toEqual({ outcome: 'failed', code: 'prospect-unknown' })
  })

  it('whose mail has an unknown end waits for the event, is sent once more, and then only if somebody says so', async () => {
    const { send, sent, clock, headquarters, ledger } = await rig(prospect(), unknown, unknown)
    expect(await send()).toMatchObject({ outcome: 'later', code: 'ETIMEDOUT' })
    expect(await send()).toMatchObject({ outcome: 'later', code: 'mail-unknown' })
    clock.now += holdMs
    await send()
    clock.now += holdMs
    expect(await send()).toEqual({ outcome: 'failed', code: 'mail-unknown' })
    expect(sent).toHaveLength(2)
    await allowOneMore(headquarters, message, now)
    await send()
    expect(sent).toHaveLength(3)
    expect((await ledger())?.state).toBe('Accepted')
  })

  it('is not allowed one mail more once it is decided', async () => {
    const { send, clock, headquarters, ledger, store } = await rig(prospect(), unknown, unknown)
    await send()
    clock.now += holdMs
    await send()
    clock.now += holdMs
    await send()
    await store(prospect({ status: 'Rejected' }))
    await allowOneMore(headquarters, message, now)
    expect((await ledger())?.state).toBe('Unknown')
  })
})

describe.each(languages.map(({ tag }) => tag))('in %s', (language) => {
  const input = {
    requestId: leadId,
    language,
    firstName: 'Ada',
    lastName: 'Roth',
    companyName: 'Fabrikam',
    siteName: 'Contoso',
    statusUrl: 'https://partners.example/requests/1',
    confirmUrl: 'https://partners.example/requests/1/address',
    isRequired: false,
  }

  it('says the same in both parts, and the reference in the subject', () => {
    const { subject, text, html } = renderReceivedMail(input)
    expect(subject).toContain(referenceOf(leadId))
    for (const part of [text, html]) {
      expect(part).toContain('Fabrikam')
      expect(part).toContain('Ada Roth')
      expect(part).toContain('https://partners.example/requests/1/address')
    }
    expect(text.match(/https:\S+/g)).toEqual([input.confirmUrl, input.statusUrl])
  })

  it('says how long a request waits for the address only where it does', () => {
    const waits = mailTexts[language].received.confirmFirst(confirmWithinDays)
    expect(waits).toContain('7')
    expect(renderReceivedMail(input).text).not.toContain(waits)
    expect(renderReceivedMail({ ...input, isRequired: true }).text).toContain(waits)
  })

  it.each([
    { companyName: 'Win at casino.example/now' },
    { companyName: 'https://casino.example' },
    { firstName: 'Call +49 170 5551234', lastName: 'now' },
    { companyName: 'casino.example' },
  ])('repeats nothing that is no plain name: %o', (changes) => {
    const { subject, text, html } = renderReceivedMail({ ...input, ...changes })
    for (const part of [subject, text, html]) expect(part).not.toMatch(/casino|5551234/)
  })

  it('has no names in the subject', () => {
    expect(renderReceivedMail(input).subject).not.toMatch(/Fabrikam|Ada|Roth/)
  })
})
