// The mail that repeats the links to the requests of an address: only to that address, at most three a day, once a cause.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { languages } from '../../shared/domain/languages.ts'
import { linkAgainMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { referenceOf } from '../../shared/domain/reference.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import { applyMailEvent } from '../../shared/mail/mail-events.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import { renderLinkAgain } from '../../shared/mail/render-link-again.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { createSendLinkAgain } from '../../shared/mail/send-link-again.ts'
import { holdMs } from '../../shared/mail/send-once.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import type { Table } from '../../shared/platform/table.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const unknown: MailOutcome = { outcome: 'unknown', code: 'ETIMEDOUT' }
const ada = prospect().request.requestor.email
const dayMs = 24 * 3_600_000

/** Another request of the same person. */
const another = (name: string, changes: Partial<Prospect> = {}): Prospect =>
  prospect({ prospectId: deriveId('test', name), createdAt: '2026-11-19T09:00:00.000Z', ...changes })

const rig = async (prospects: readonly Prospect[], ...answers: MailOutcome[]) => {
  const { headquarters, tables } = memoryStores()
  for (const one of prospects) await headquarters.prospects.create(one, [])
  const sent: OutgoingMail[] = []
  const clock = { now: Date.parse(now) }
  const work = createSendLinkAgain({
    headquarters,
    sendMail: async (mail) => {
      sent.push(mail)
      return answers.shift() ?? { outcome: 'accepted' }
    },
    chooseMail: noTemplates,
    channelOf: () => ({ title: 'Contoso Garden', sender: { email: 'b2b@contoso.example', name: 'Contoso' } }),
    statusUrl: (id, language) => `https://partners.example/requests/${id}?language=${language}`,
    confirmUrl: (id) => `https://partners.example/requests/${id}/address?confirm=c`,
    linkDays: 90,
    now: () => new Date(clock.now),
    log: keptLog().log,
  })
  const ask = (cause: string, email = ada, askedAt = new Date(clock.now).toISOString()) =>
    work(linkAgainMessage({ askId: deriveId('ask', cause), addressHash: addressHash(email), askedAt }))
  const change = async (next: (before: Prospect) => Prospect, id = leadId) => {
    const stored = await headquarters.prospects.read(id)
    if (!stored) throw new Error('There is no such prospect.')
    const unit = headquarters.prospects.begin(id)
    headquarters.prospects.replace(unit, stored, next(stored.value), [], now)
    expect(await unit.commit()).toBe('written')
  }
  return { headquarters, tables, sent, clock, ask, change }
}

const addressRows = (table: Table) => table.range(shardOf(leadId), 'address|', 'address}')
const linksIn = (mail: OutgoingMail | undefined): string[] => mail?.text.match(/https:\/\/\S+/g) ?? []

describe('whoever lost a link', () => {
  it('gets those of the open and recent requests of the address, each in its language, the newest first', async () => {
    const decided = (decidedAt: string) =>
      ({ status: 'Rejected', decision: { number: 1, status: 'Rejected', decidedAt } }) as const
    const { request } = prospect()
    const { sent, ask } = await rig([
      prospect({ request: { ...request, language: 'et' } }),
      another('recent', { ...decided('2026-11-01T09:00:00.000Z'), request: { ...request, language: 'ru' } }),
      another('ended', decided('2026-01-01T09:00:00.000Z')),
      another('of somebody else', {
        request: { ...request, requestor: { ...request.requestor, email: 'tom@fabrikam.example' } },
      }),
    ])
    expect(await ask('one')).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ to: ada, subject: mailTexts.et.linkAgain.heading, toName: '' })
    expect(linksIn(sent[0])).toEqual([
      `https://partners.example/requests/${leadId}?language=et`,
      `https://partners.example/requests/${deriveId('test', 'recent')}?language=ru`,
    ])
    expect(sent[0]?.html).toContain(' lang="ru"')
  })

  it('is found however the letters of the address are written', async () => {
    const { sent, ask } = await rig([prospect()])
    await ask('one', ` ${ada.toUpperCase()} `)
    expect(sent[0]?.to).toBe(ada)
  })

  it('gets the link that confirms the address as long as that is awaited', async () => {
    const { sent, ask, change } = await rig([prospect({ confirmation: { required: true } })])
    await ask('one')
    expect(linksIn(sent[0])[1]).toContain('/address?confirm=c')
    await change((before) => ({ ...before, confirmation: { confirmedAt: now } }))
    await ask('two')
    expect(linksIn(sent[1])).toHaveLength(1)
  })

  it('of whom nothing is known gets nothing, and nothing is kept', async () => {
    const { sent, ask, tables } = await rig([])
    expect(await ask('one')).toEqual({ outcome: 'done' })
    expect(sent).toEqual([])
    expect(await addressRows(tables.Headquarters)).toEqual([])
  })

  it('is found by the address that a seller corrected, and the one before gets nothing', async () => {
    const { sent, ask, change } = await rig([prospect()])
    await change((before) => ({ ...before, sales: { ...before.sales, leadEmail: 'right@fabrikam.example' } }))
    await ask('one')
    expect(sent).toEqual([])
    await ask('two', 'right@fabrikam.example')
    expect(sent[0]?.to).toBe('right@fabrikam.example')
  })

  it('leaves no row of an address behind', async () => {
    const { tables, change } = await rig([prospect()])
    const rows = () => addressRows(tables.Headquarters)
    expect(await rows()).toHaveLength(1)
    await change((before) => ({ ...before, sales: { ...before.sales, leadEmail: 'right@fabrikam.example' } }))
    const [row, ...others] = await rows()
    expect(others).toEqual([])
    expect(row?.key).toContain(addressHash('right@fabrikam.example'))
    expect(JSON.stringify(row)).not.toContain('@')
  })
})

describe('a mail with links', () => {
  it('leaves once for each cause, however often that is told', async () => {
    const { sent, ask, headquarters } = await rig([prospect()])
    await ask('one')
    await ask('one')
    expect(sent).toHaveLength(1)
    const stored = await headquarters.prospects.read(leadId)
    expect(stored?.mails.map(({ value }) => value)).toMatchObject([{ kind: 'link-again', state: 'Accepted', tries: 1 }])
  })

  it('leaves three times a day at most, also where other requests of the address come meanwhile', async () => {
    const { sent, ask, headquarters, clock } = await rig([prospect()])
    await ask('one')
    await ask('two')
    await headquarters.prospects.create(another('newer', { createdAt: '2027-01-01T00:00:00.000Z' }), [])
    for (const cause of ['three', 'four', 'five']) await ask(cause)
    expect(sent).toHaveLength(3)
    clock.now += dayMs
    await ask('six')
    expect(sent).toHaveLength(4)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(4)
  })

  it('takes the places of those that are a day old, so no more rows are kept than may leave in a day', async () => {
    const { sent, ask, headquarters, clock } = await rig([prospect()])
    for (let day = 0; day < 4; day += 1) {
      for (const cause of ['a', 'b', 'c']) await ask(`${day}${cause}`)
      clock.now += dayMs
    }
    expect(sent).toHaveLength(12)
    expect((await headquarters.prospects.read(leadId))?.mails).toHaveLength(3)
  })

  it('that was asked for a day ago is wanted by nobody', async () => {
    const { sent, ask, clock } = await rig([prospect()])
    const askedAt = new Date(clock.now).toISOString()
    clock.now += dayMs
    expect(await ask('late', ada, askedAt)).toEqual({ outcome: 'done' })
    expect(sent).toEqual([])
  })

  it('of unknown end is held for the event, sent once more, and then left alone', async () => {
    const { sent, ask, clock } = await rig([prospect()], unknown, unknown)
    const askedAt = new Date(clock.now).toISOString()
    expect(await ask('one', ada, askedAt)).toMatchObject({ outcome: 'later' })
    expect(await ask('one', ada, askedAt)).toMatchObject({ outcome: 'later', code: 'mail-unknown' })
    clock.now += holdMs
    await ask('one', ada, askedAt)
    clock.now += holdMs
    expect(await ask('one', ada, askedAt)).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(2)
    expect(sent[0]?.id).toBe(sent[1]?.id)
  })

  it('is moved on by the events of its own, and not by those of the mail whose place it took', async () => {
    const { sent, ask, headquarters, clock } = await rig([prospect()])
    for (const cause of ['a', 'b', 'c']) await ask(cause)
    clock.now += dayMs
    await ask('d')
    const states = async () => (await headquarters.prospects.read(leadId))?.mails.map(({ value }) => value.state)
    const told = (at: number) => ({ mailId: sent[at]?.id ?? '', prospectId: leadId, state: 'Delivered' as const })
    const clockNow = () => new Date(clock.now)
    await applyMailEvent(headquarters, told(0), clockNow, keptLog().log)
    expect(await states()).toEqual(['Accepted', 'Accepted', 'Accepted'])
    await applyMailEvent(headquarters, told(3), clockNow, keptLog().log)
    expect(await states()).toEqual(['Delivered', 'Accepted', 'Accepted'])
  })

  it('stands in the way of no mail of a decision', async () => {
    const { ask, headquarters } = await rig([prospect()])
    await ask('one')
    expect((await headquarters.mails.read(leadId, 1))?.value).toBeUndefined()
  })
})

describe.each(languages.map(({ tag }) => tag))('in %s', (language) => {
  const { subject, html, text } = renderLinkAgain({
    language,
    siteName: 'Contoso',
    requests: [
      {
        requestId: leadId,
        language,
        submittedAt: now,
        statusUrl: 'https://partners.example/requests/1',
        confirmUrl: 'https://partners.example/requests/1/address',
      },
    ],
  })

  it('says the same in both parts, with the reference and no word of staff', () => {
    expect(linksIn({ text } as OutgoingMail)).toHaveLength(2)
    for (const part of [html, text]) expect(part.split(referenceOf(leadId))).toHaveLength(3)
    for (const line of mailTexts[language].linkAgain.paragraphs) expect(text).toContain(line)
    expect(`${subject}\n${text}`).not.toMatch(mailTexts[language].terms.avoided)
  })
})
