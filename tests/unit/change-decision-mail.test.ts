// What staff say about the mail of a decision, and what becomes of it.

import { expect, it } from 'vitest'
import { decisionMailMessage, type Message } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { decisionMailId } from '../../shared/headquarters/decision-mail-id.ts'
import { changeDecisionMail } from '../../shared/mail/change-decision-mail.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const wish = { who: 'kim', why: 'Spam' }
const rejected = (noMail: boolean): Partial<Prospect> => ({
  status: 'Rejected',
  decision: { number: 1, status: 'Rejected', decidedAt: now, ...(noMail ? { noMail } : {}) },
})

const rig = async (changes: Partial<Prospect>) => {
  const { headquarters } = memoryStores()
  await headquarters.prospects.create(prospect(changes), [])
  const sent: Message[] = []
  const deps = {
    headquarters,
    send: async (messages: readonly Message[]) => void sent.push(...messages),
    now: () => new Date(now),
  }
  return {
    sent,
    change: (wanted: boolean, id = leadId) => changeDecisionMail(deps, id, wanted, wish),
    stored: async () => (await headquarters.prospects.readWhole(leadId)) ?? { prospect: undefined, timeline: [] },
    skip: () =>
      headquarters.mails.write(
        leadId,
        {
          mailId: decisionMailId(leadId, 1),
          decision: 1,
          kind: 'rejected',
          language: 'nl',
          state: 'Skipped',
          tries: 0,
          at: now,
        },
        undefined,
      ),
  }
}

it('an open prospect is decided without a mail, or with one after all; each wish is on the timeline', async () => {
  const { change, stored, sent } = await rig({})
  expect([await change(true), await change(false), await change(false)]).toEqual(['nothing', 'done', 'nothing'])
  expect((await stored()).prospect?.noMail).toBe(true)
  expect(await change(true)).toBe('done')
  const { prospect: open, timeline } = await stored()
  expect(open).not.toHaveProperty('noMail')
  const entry = { at: now, actor: { name: 'kim' }, reason: 'Spam' }
  expect(timeline).toEqual([
    { ...entry, code: 'mail-unwanted' },
    { ...entry, code: 'mail-wanted' },
  ])
  expect(sent).toEqual([])
})

it('a decision that stands cannot be made silent, because it may have been told', async () => {
  const { change } = await rig(rejected(false))
  expect([await change(false), await change(true)]).toEqual(['nothing', 'nothing'])
})

it('a mail that was left out is sent after all, and asked for again where the message was lost', async () => {
  const { change, skip, sent, stored } = await rig(rejected(true))
  await skip()
  expect([await change(true), await change(true)]).toEqual(['done', 'done'])
  expect(sent).toEqual([decisionMailMessage(leadId, 1), decisionMailMessage(leadId, 1)])
  const { prospect: after, timeline } = await stored()
  expect(after?.decision).not.toHaveProperty('noMail')
  expect(timeline.map(({ code }) => code)).toEqual(['mail-wanted'])
})

it('a mail that is not due yet is only wanted: whoever makes it due sends it', async () => {
  const { change, sent } = await rig(rejected(true))
  expect([await change(true), sent]).toEqual(['done', []])
})

it('a prospect that is not there is not changed', async () => {
  const { change } = await rig({})
  expect(await change(false, '99999999-2222-4333-8444-555555555555')).toBe('unknown')
})
