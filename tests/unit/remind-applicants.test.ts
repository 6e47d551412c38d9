// Applicants who do not answer a question are reminded of it twice, and then it is closed; driven by the clock of the test.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import type { StatusView } from '../../shared/channel/channel-request.ts'
import type { ApprovalDesk } from '../../shared/domain/approval-desk.ts'
import { type Message, questionMailMessage, queueOf } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { takeBack } from '../../shared/domain/question.ts'
import { type MailOfQuestion, readReminderTimes, reminderStep } from '../../shared/domain/question-reminders.ts'
import { askQuestion } from '../../shared/headquarters/ask-question.ts'
import { questionMailNumber, questionMailOf } from '../../shared/headquarters/decision-mail-id.ts'
import { remindApplicants } from '../../shared/headquarters/jobs/remind-applicants.ts'
import { pausedMs } from '../../shared/headquarters/paused.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { sendMailAgain } from '../../shared/mail/send-mail-again.ts'
import { createSendQuestionMail } from '../../shared/mail/send-question-mail.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'

const hour = 3_600_000
const day = 24 * hour
const accepted: MailOutcome = { outcome: 'accepted', messageId: 'sg-1' }
const usual = [3 * day, 7 * day, 14 * day] as const
const kim = { name: 'Kim', id: 'kim' }

describe('the setting of reminders', () => {
  it('names three days, each later than the one before, or none', () => {
    expect(readReminderTimes('3,7, 14')).toEqual(usual)
    expect(readReminderTimes(' ')).toBe('never')
  })

  it.each(['3', '3,7', '3,7,7', '7,3,14', '0,1,2', '1,2,3,4', '1.5,2,3', 'a,b,c', '1,2,1000'])('refuses %j', (text) => {
    expect(readReminderTimes(text)).toBeUndefined()
  })
})

describe('the step that is due', () => {
  const sent = (at: number, state: MailOfQuestion['state'] = 'Accepted'): MailOfQuestion => ({ state, at: at * day })
  const stepAt = (days: number, ...mails: readonly MailOfQuestion[]) =>
    reminderStep(0, [mails[0], mails[1], mails[2]], usual, days * day)

  it('is each in its time', () => {
    expect(stepAt(2.9, sent(0))).toBeUndefined()
    expect(stepAt(3, sent(0))).toEqual({ remind: 1 })
    expect(stepAt(6.9, sent(0), sent(3))).toBeUndefined()
    expect(stepAt(7, sent(0), sent(3))).toEqual({ remind: 2 })
    expect(stepAt(13.9, sent(0), sent(3), sent(7))).toBeUndefined()
    expect(stepAt(14, sent(0), sent(3), sent(7))).toBe('close')
  })

  it('waits its time after the mail before it, however late that one was', () => {
    expect(stepAt(30, sent(28))).toBeUndefined()
    expect(stepAt(31, sent(28))).toEqual({ remind: 1 })
    expect(stepAt(34.9, sent(28), sent(31))).toBeUndefined()
    expect(stepAt(35, sent(28), sent(31))).toEqual({ remind: 2 })
    expect(stepAt(41.9, sent(28), sent(31), sent(35))).toBeUndefined()
    expect(stepAt(42, sent(28), sent(31), sent(35))).toBe('close')
  })

  it.each(['Waiting', 'Sending', 'Refused'] as const)('waits for a mail that is %s', (state) => {
    expect(stepAt(99, sent(0, state))).toBeUndefined()
    expect(stepAt(99, sent(0), sent(3, state))).toBeUndefined()
    expect(stepAt(99, sent(0), sent(3), sent(7, state))).toBeUndefined()
  })

  it.each(['Delivered', 'Bounced', 'Unknown', 'Skipped'] as const)('does not wait for a mail that is %s', (state) => {
    expect(stepAt(99, sent(0), sent(3), sent(7, state))).toBe('close')
  })

  it('is none before the question was mailed', () => {
    expect(stepAt(99)).toBeUndefined()
  })
})

it('the number of a mail says which one of which question it is, and of no other', () => {
  const numbers = [1, 2, 20].flatMap((question) =>
    ([undefined, 1, 2] as const).map((reminder) => questionMailNumber(question, reminder)),
  )
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(questionMailOf(2, questionMailNumber(2, 1))).toEqual({ reminder: 1 })
  expect(questionMailOf(2, questionMailNumber(2))).toEqual({ reminder: undefined })
  expect(questionMailOf(2, questionMailNumber(1, 2))).toBeUndefined()
})

type Options = { readonly desk?: ApprovalDesk; readonly times?: typeof usual | 'never'; readonly sample?: Prospect }

/** A prospect of whom something was asked, and mailed; a channel that shows it, and a provider. */
const rig = async ({ desk, times = usual, sample = prospect() }: Options = {}) => {
  const { headquarters, tables } = memoryStores()
  await headquarters.prospects.create(sample, [])
  const clock = { now: Date.parse(now) }
  const channel: { question: number | undefined; reads: number } = { question: 1, reads: 0 }
  const requests = {
    status: async (requestId: string): Promise<StatusView> => {
      channel.reads += 1
      const shown = { number: channel.question ?? 0, text: '', askedAt: now, fields: [] }
      const view = { requestId, status: 'InReview', submittedAt: now } as const
      return channel.question === undefined ? view : { ...view, question: shown }
    },
  }
  const sent: OutgoingMail[] = []
  const delays: (number | undefined)[] = []
  const queued: Message[] = []
  const send = async (messages: readonly Message[], delayMs?: number) => {
    queued.push(...messages)
    delays.push(delayMs)
  }
  const kept = keptLog()
  const common = { headquarters, requests, send, now: () => new Date(clock.now), log: kept.log }
  const answers: MailOutcome[] = []
  const work = createSendQuestionMail({
    ...common,
    sendMail: async (mail) => {
      sent.push(mail)
      return answers.shift() ?? accepted
    },
    chooseMail: noTemplates,
    channelOf: () => ({ title: 'Contoso', sender: { email: 'b2b@contoso.example', name: 'Contoso' } }),
    statusUrl: (id) => `https://partners.example/requests/${id}`,
  })
  const read = async () => {
    const stored = await headquarters.prospects.read(leadId)
    if (!stored) throw new Error('It is gone.')
    return stored
  }
  const change = async (next: Prospect) => {
    const unit = headquarters.prospects.begin(leadId)
    headquarters.prospects.replace(unit, await read(), next, [], new Date(clock.now).toISOString())
    expect(await unit.commit()).not.toBe('conflict')
  }
  const job = remindApplicants({ ...common, reminderTimes: times, ...(desk ? { desk } : {}) })
  const taken = () => queued.splice(0)
  const drain = async () => {
    for (const message of taken()) if (message.type === 'question-mail') await work(message)
  }
  const asks = { action: 'ask', text: 'Welk nummer?', fields: [], who: kim } as const
  await askQuestion({ ...common, desk: 'sales' }, await read(), asks)
  await work(questionMailMessage(leadId, 1))
  sent.splice(0)
  /** Days after the question; the job looks then, and what it asked for is done. */
  const lookAt = async (days: number) => {
    clock.now = Date.parse(now) + days * day
    const report = await job()
    await drain()
    return report
  }
  const subjects = () => sent.map(({ subject }) => subject)
  const store = { headquarters, tables, clock, channel, sent, answers, delays, lines: kept.lines }
  return { ...store, job, work, read, change, taken, drain, lookAt, subjects, send, now: common.now }
}

describe('an applicant who does not answer', () => {
  it('is reminded twice in their language, and the question is closed; the prospect stays open', async () => {
    const { lookAt, subjects, sent, read, headquarters } = await rig()
    expect(await lookAt(2.9)).toEqual({ processed: 0, failed: 0 })
    expect(await lookAt(3)).toEqual({ processed: 1, failed: 0 })
    for (const days of [3.01, 4, 6.9]) expect(await lookAt(days)).toEqual({ processed: 0, failed: 0 })
    expect(sent).toHaveLength(1)
    await lookAt(7)
    await lookAt(13.9)
    expect(subjects()).toEqual([expect.stringMatching(/^Herinnering aan /), expect.stringMatching(/^Herinnering aan /)])
    expect(sent[0]?.text).toContain('Welk nummer?')
    expect(sent[0]?.text).toContain(mailTexts.nl.reminder.how)
    expect(sent[0]?.id).not.toBe(sent[1]?.id)
    expect((await read()).value.question).toBeDefined()

    expect(await lookAt(14)).toEqual({ processed: 1, failed: 0 })
    const { value } = await read()
    expect(value).toMatchObject({ status: 'Open', flags: ['question-unanswered'] })
    expect(value.question).toBeUndefined()
    expect(value.pauses).toEqual([{ from: now, to: new Date(Date.parse(now) + 14 * day).toISOString() }])
    const since = { ...value, stageSince: now }
    expect(pausedMs(since, new Date(Date.parse(now) + 20 * day).toISOString())).toBe(14 * day)
    const whole = await headquarters.prospects.readWhole(leadId)
    expect(whole?.timeline.map(({ code, actor }) => [code, actor])).toContainEqual([
      'question-unanswered',
      { job: 'reminders' },
    ])
    expect(whole?.mails.map(({ kind }) => kind)).toEqual(['question', 'question-reminder', 'question-reminder'])
    // The channel is to be told, which asks nothing any more.
    const pushes = await headquarters.pushes.next(leadId.charAt(0), 9)
    expect(pushes.at(-1)?.value).toMatchObject({ prospectId: leadId, revision: value.revision })
    expect(pushes.at(-1)?.value).not.toHaveProperty('question')
    expect(await lookAt(40)).toEqual({ processed: 0, failed: 0 })
    expect(sent).toHaveLength(2)
  })

  it('gets nothing at once where the host stood still for weeks', async () => {
    const { lookAt, sent, read } = await rig()
    const found: number[] = []
    for (const days of [60, 60.1, 63.9, 64, 64.1, 70.9, 71]) {
      await lookAt(days)
      found.push(sent.length)
    }
    expect(found).toEqual([1, 1, 1, 2, 2, 2, 2])
    expect((await read()).value.flags).toEqual(['question-unanswered'])
  })

  it('is asked for a reminder again as long as nobody began to send it, and gets it once', async () => {
    const { lookAt, job, clock, taken, work, sent } = await rig()
    clock.now += 3 * day
    expect(await job()).toEqual({ processed: 1, failed: 0 })
    const [lost] = taken()
    clock.now += hour
    await job()
    const [message] = taken()
    expect(message).toEqual(lost)
    expect(message && queueOf(message)).toBe('mail')
    for (const _ of [1, 2])
      if (message?.type === 'question-mail') expect(await work(message)).toEqual({ outcome: 'done' })
    await lookAt(4)
    expect(sent).toHaveLength(1)
  })

  it('whose answer lies in the channel is neither reminded nor given up', async () => {
    const { lookAt, channel, sent, read } = await rig()
    channel.question = undefined
    await lookAt(3)
    expect(sent).toEqual([])
    channel.question = 1
    await lookAt(3)
    await lookAt(7)
    channel.question = undefined
    expect(await lookAt(14)).toEqual({ processed: 0, failed: 0 })
    expect((await read()).value.question).toBeDefined()
  })

  it.each(['answered', 'taken back', 'decided'] as const)(
    'gets no reminder that was asked for when it was %s',
    async (end) => {
      const { job, clock, taken, work, sent, change, read, channel } = await rig()
      clock.now += 3 * day
      await job()
      const messages = taken()
      const { value } = await read()
      if (end === 'answered') channel.question = undefined
      const at = new Date(clock.now).toISOString()
      if (end === 'taken back') await change(takeBack(value, kim, 'Found it', at).next)
      const { question: _, ...rest } = value
      if (end === 'decided') await change({ ...rest, status: 'Rejected', flags: [] })
      expect(messages).toHaveLength(1)
      for (const message of messages) if (message.type === 'question-mail') await work(message)
      expect(sent).toEqual([])
    },
  )

  it('to whom a reminder cannot be sent for now waits for it', async () => {
    const { lookAt, answers, sent, read } = await rig()
    answers.push({ outcome: 'permanent', code: 'refused-by-client' })
    await lookAt(3)
    await lookAt(60)
    expect(sent).toHaveLength(1)
    expect((await read()).value.question).toBeDefined()
  })

  it('who reported a mail as spam is not reminded, and the question is closed all the same', async () => {
    const { headquarters, lookAt, sent, read } = await rig()
    await headquarters.complaints.note(addressHash(prospect().request.requestor.email), now)
    for (const days of [3, 7, 14]) await lookAt(days)
    expect(sent).toEqual([])
    expect((await read()).value.flags).toEqual(['question-unanswered'])
  })

  it('gets a reminder again that staff have sent again, and the next one waits for it', async () => {
    const { headquarters, lookAt, clock, drain, send, now: time, sent, read } = await rig()
    await lookAt(3)
    clock.now += 2 * day
    const number = questionMailNumber(1, 1)
    const mailId = (await headquarters.mails.read(leadId, number))?.value.mailId ?? ''
    const place = { ownerId: leadId, number }
    const wish = { who: 'Kim', why: 'They lost it' }
    expect(await sendMailAgain({ headquarters, send, now: time }, place, mailId, wish)).toBe('done')
    await drain()
    expect(sent).toHaveLength(2)
    await lookAt(7)
    expect(sent).toHaveLength(2)
    await lookAt(9)
    expect(sent).toHaveLength(3)
    expect((await read()).value.question).toBeDefined()
  })
})

describe('the end of a question', () => {
  const ended = async (options: Options) => {
    const found = await rig(options)
    for (const days of [3, 7]) await found.lookAt(days)
    found.delays.splice(0)
    found.clock.now = Date.parse(now) + 14 * day
    await found.job()
    return { messages: found.taken(), delays: found.delays }
  }

  it('has Sales looked at a minute later, where a seller may have asked something that waited', async () => {
    const { messages, delays } = await ended({})
    expect(messages).toMatchObject([{ type: 'sales-change', data: { leadId } }])
    expect(delays).toEqual([60_000])
  })

  it('asks Sales nothing where headquarters decides', async () => {
    expect(await ended({ desk: 'headquarters' })).toEqual({ messages: [], delays: [] })
  })

  it('waits for the next run where somebody changes the prospect meanwhile', async () => {
    const { lookAt, headquarters, job, clock, read, change } = await rig()
    for (const days of [3, 7]) await lookAt(days)
    clock.now = Date.parse(now) + 14 * day
    const { begin } = headquarters.prospects
    let isFirst = true
    Object.assign(headquarters.prospects, {
      begin: (id: string) => {
        const unit = begin(id)
        if (!isFirst) return unit
        isFirst = false
        const commit = async () => {
          await change((await read()).value)
          return unit.commit()
        }
        return { ...unit, commit }
      },
    })
    expect(await job()).toEqual({ processed: 0, failed: 1 })
    expect((await read()).value.question).toBeDefined()
    expect(await job()).toEqual({ processed: 1, failed: 0 })
    expect((await read()).value.flags).toEqual(['question-unanswered'])
  })
})

describe('the job', () => {
  it('does nothing where nobody is to be reminded', async () => {
    const { lookAt, sent, channel } = await rig({ times: 'never' })
    expect(await lookAt(60)).toEqual({ processed: 0, failed: 0 })
    expect([sent, channel.reads]).toEqual([[], 0])
  })

  it('reads only prospects of whom something was asked long enough ago', async () => {
    const { headquarters, lookAt } = await rig()
    const reads: string[] = []
    const { read } = headquarters.prospects
    Object.assign(headquarters.prospects, {
      read: (id: string) => {
        reads.push(id)
        return read(id)
      },
    })
    const other = 'f'.repeat(8) + leadId.slice(8)
    await headquarters.prospects.create(prospect({ prospectId: other }), [])
    await lookAt(2.9)
    expect(reads).toEqual([])
    await lookAt(3)
    expect(new Set(reads)).toEqual(new Set([leadId]))
  })

  it('goes on with others where one cannot be looked at, and says so', async () => {
    const { headquarters, lookAt, lines } = await rig()
    Object.assign(headquarters.prospects, { read: () => Promise.reject(new Error('Out of order')) })
    expect(await lookAt(3)).toEqual({ processed: 0, failed: 1 })
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'job-partition-failed', job: 'reminders', correlationId: leadId }),
    )
  })
})
