// Templates and profiles as they are kept, and what the mail of a decision becomes by them.

import { describe, expect, it } from 'vitest'
import { mailTags } from '../../shared/domain/mail-attributes.ts'
import { chooseMail } from '../../shared/domain/mail-templates.ts'
import { decisionMailMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { builtInMail } from '../../shared/languages/built-in-mails.ts'
import { changeDecisionMail } from '../../shared/mail/change-decision-mail.ts'
import { cleanHtml } from '../../shared/mail/clean-html.ts'
import { createSendDecisionMail } from '../../shared/mail/send-decision-mail.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { createMailTemplates, type KeptTemplate } from '../../shared/mail/store/mail-templates.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const templateId = '0b9f4a57-6a3f-5c0e-9b1e-0d2f6a1c7e11'
const channel = 'default'
const wording = { subject: 'Welkom', body: '<p>Hallo %name%</p><p><a href="%signinurl%">Inloggen</a></p>' }
const made = { templateId, type: 'approved', name: 'Welcome', version: 0, changedAt: now, changedBy: 'kim' } as const

const rig = async (decided?: Partial<Prospect>) => {
  const { headquarters, tables } = memoryStores()
  const clock = { now: Date.parse(now) }
  const time = () => new Date(clock.now)
  const ranges: string[] = []
  const table = tables.Headquarters
  const templates = createMailTemplates(
    {
      ...table,
      read: (...which) => table.read(...which),
      write: (...what) => table.write(...what),
      range: (partition, from, to, limit) => {
        ranges.push(from)
        return table.range(partition, from, to, limit)
      },
    },
    time,
  )
  await templates.make(made)
  const senders = [{ name: 'Onboarding', email: 'desk@contoso.example' }]
  const kept = async (): Promise<KeptTemplate> => {
    const found = await templates.read(templateId)
    if (!found) throw new Error('There is no template.')
    return found
  }
  const write = async (texts?: typeof wording) =>
    templates.change(await kept(), { language: 'nl', at: now, who: 'kim', ...(texts ? { wording: texts } : {}) })
  if (decided) await headquarters.prospects.create(prospect(decided), [])
  const sent: OutgoingMail[] = []
  const send = createSendDecisionMail({
    headquarters,
    sendMail: async (mail) => {
      sent.push(mail)
      return { outcome: 'accepted' }
    },
    chooseMail: async (asked) => chooseMail(await templates.book(), senders, asked),
    channelOf: () => ({
      title: 'Contoso',
      sender: { email: 'b@contoso.example', name: 'C' },
      signInUrl: 'https://c.example/',
    }),
    now: time,
    log: keptLog().log,
  })
  const ledger = async () => (await headquarters.mails.read(leadId, 1))?.value
  return {
    headquarters,
    templates,
    kept,
    write,
    clock,
    time,
    ranges,
    sent,
    ledger,
    send: () => send(decisionMailMessage(leadId, 1)),
  }
}

const approved = { status: 'Approved', decision: { number: 1, status: 'Approved', decidedAt: now } } as const

describe('a template as it is kept', () => {
  it('keeps every version, and what stands now', async () => {
    const { templates, write } = await rig()
    expect(await write(wording)).toBe('written')
    expect(await write({ ...wording, subject: 'Dag' })).toBe('written')
    expect(await write()).toBe('written')
    expect((await templates.read(templateId))?.texts).toEqual([])
    expect(
      (await templates.versions(templateId)).map(({ version, wording: said }) => [version, said?.subject]),
    ).toEqual([
      [3, undefined],
      [2, 'Dag'],
      [1, 'Welkom'],
    ])
  })

  it('is not changed by whoever saw it before another changed it', async () => {
    const { templates, kept, write } = await rig()
    const before = await kept()
    await write(wording)
    expect(await templates.change(before, { language: 'nl', at: now, who: 'bo' })).toBe('conflict')
    expect((await kept()).texts[0]?.subject).toBe('Welkom')
  })

  it('is made once, however often that is asked for', async () => {
    const { templates, write, kept } = await rig()
    await write(wording)
    await templates.make(made)
    expect((await kept()).template.value.version).toBe(1)
  })

  it('is read once a minute, and anew where this process changed it', async () => {
    const { templates, clock, ranges, write } = await rig()
    for (let times = 0; times < 3; times += 1) await templates.book()
    expect(ranges).toHaveLength(1)
    await write(wording)
    expect((await templates.book()).texts[0]?.subject).toBe('Welkom')
    expect(ranges).toHaveLength(2)
    clock.now += 60_000
    await templates.book()
    expect(ranges).toHaveLength(3)
  })

  it('has versions out of the way of what is read for each mail', async () => {
    const { templates, write } = await rig()
    for (let times = 0; times < 5; times += 1) await write({ ...wording, subject: `Dag ${times}` })
    expect(await templates.readAll()).toMatchObject({ templates: [{ version: 5 }], texts: [{ subject: 'Dag 4' }] })
  })
})

describe('the mail of a decision', () => {
  it('is written by the template that the profile chooses, and its line says by which version', async () => {
    const { templates, write, send, sent, ledger } = await rig(approved)
    await write(wording)
    await templates.writeProfile({ channel, lines: { approved: { templateId } } }, undefined)
    await send()
    expect(sent).toMatchObject([{ subject: 'Welkom', html: expect.stringContaining('Hallo') }])
    expect(await ledger()).toMatchObject({ state: 'Accepted', language: 'nl', template: { templateId, version: 1 } })
    await send()
    expect(sent).toHaveLength(1)
  })

  it('is the built-in one where the template does not speak its language', async () => {
    const { templates, send, sent, ledger } = await rig(approved)
    await templates.writeProfile({ channel, lines: { approved: { templateId } } }, undefined)
    await send()
    expect(sent[0]?.subject).toContain('goedgekeurd')
    expect((await ledger())?.template).toBeUndefined()
  })

  it('is skipped where the profile has it off, however often it is asked for', async () => {
    const { templates, send, sent, ledger } = await rig(approved)
    await templates.writeProfile({ channel, lines: { approved: { off: true } } }, undefined)
    for (let times = 0; times < 2; times += 1) expect((await send()).outcome).toBe('done')
    expect(sent).toEqual([])
    expect(await ledger()).toMatchObject({ state: 'Skipped', tries: 0 })
  })

  it('is sent all the same once staff want it, and once only', async () => {
    const { headquarters, templates, send, sent, time } = await rig(approved)
    await templates.writeProfile({ channel, lines: { approved: { off: true } } }, undefined)
    await send()
    const asked: unknown[] = []
    const deps = { headquarters, now: time, send: async (messages: readonly unknown[]) => void asked.push(...messages) }
    expect(await changeDecisionMail(deps, leadId, true, { who: 'kim', why: 'they called' })).toBe('done')
    expect(asked).toEqual([decisionMailMessage(leadId, 1)])
    for (let times = 0; times < 2; times += 1) await send()
    expect(sent).toHaveLength(1)
  })

  it('speaks the language of the person where staff changed that', async () => {
    const person = {
      customerId: leadId,
      number: 'C-1',
      name: 'Ada',
      home: 'a',
      email: 'ada@x.example',
      details: { language: 'et' },
    }
    const { send, sent } = await rig({ ...approved, person })
    await send()
    expect(sent[0]?.html).toContain('lang="et"')
  })
})

describe('markup of staff as it is kept', () => {
  it.each([
    ['<p onclick="a">b</p>', '<p>b</p>'],
    ['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
    ['<p><a href="javascript:alert(1)">a</a></p>', '<p><a href>a</a></p>'],
    ['<p><a href="%signinurl%">a</a></p>', '<p><a href="%signinurl%">a</a></p>'],
    ['<p>a</p><!-- b -->', '<p>a</p>'],
  ])('is without what acts: %s', (markup, clean) => {
    expect(cleanHtml(markup)).toBe(clean)
  })

  it('is what it was where nothing is against it', () => {
    expect(Object.keys(mailTags).length).toBeGreaterThan(10)
    const all = `${builtInMail('received', 'zh-Hans').body}<ul><li>R&amp;D &lt;1</li></ul><p><img src="https://x.example/a.png" alt="a" width="10"><br><a href="mailto:a@x.example">b</a></p>`
    expect(cleanHtml(all)).toBe(all)
  })
})
