// The mail that tells a decision: claimed before it is sent, settled by what the provider says, and never sent twice
// unless nobody can know.

import { describe, expect, it } from 'vitest'
import { channelNamed } from '../../shared/channel/site.ts'
import { decisionMailMessage } from '../../shared/domain/messages.ts'
import type { Decision, Prospect } from '../../shared/domain/prospect.ts'
import type { MailState } from '../../shared/domain/prospect-view.ts'
import { decisionMailId } from '../../shared/headquarters/decision-mail-id.ts'
import { customerKey, hierarchyKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { mailTexts } from '../../shared/languages/mails-by-language.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import { allowOneMore } from '../../shared/mail/send-again.ts'
import { createSendDecisionMail, type SendDecisionMailDeps } from '../../shared/mail/send-decision-mail.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { noTemplates } from '../support/no-templates.ts'
import { aSite } from '../support/site-samples.ts'

const site = aSite([{ name: 'default', title: 'Contoso Garden', signInUrl: 'https://shop.example/in' }])

const minute = 60_000
const common = {
  number: 'C-1',
  prospectId: leadId,
  createdAt: now,
  changedAt: now,
  firstName: 'Ada',
  lastName: 'Roth',
  invoiceAccount: 'a0000000-0000-4000-8000-000000000001',
  language: 'nl',
}
const decided = (status: Decision['status'], changes: Partial<Prospect> = {}): Prospect =>
  prospect({ status, decision: { number: 1, status, decidedAt: now }, ...changes })
const message = decisionMailMessage(leadId, 1)
const accepted: MailOutcome = { outcome: 'accepted', messageId: 'sg-1' }
const unknown: MailOutcome = { outcome: 'unknown', code: 'ETIMEDOUT' }

/** A prospect with its decision, and a provider that answers in this order. */
const rig = async (decision: Prospect | undefined, ...answers: MailOutcome[]) => {
  const { headquarters, tables } = memoryStores()
  const store = async (next: Prospect) => {
    await tables.Headquarters.write(leadId.charAt(0), [put(prospectKey(leadId), next)])
  }
  if (decision) await store(decision)
  const sent: OutgoingMail[] = []
  const clock = { now: Date.parse(now) }
  const { log, lines } = keptLog()
  const deps: SendDecisionMailDeps = {
    headquarters,
    sendMail: async (mail) => {
      sent.push(mail)
      return answers.shift() ?? accepted
    },
    chooseMail: noTemplates,
    channelOf: (name) => channelNamed(site, name),
    statusUrl: (requestId, language) => `https://partners.example/requests/${requestId}?language=${language}`,
    now: () => new Date(clock.now),
    log,
  }
  const ledger = async () => (await headquarters.mails.read(leadId, 1))?.value
  const record = async (state: MailState, tries = 1) => {
    const before = await headquarters.mails.read(leadId, 1)
    const mail: MailRecord = {
      mailId: decisionMailId(leadId, 1),
      decision: 1,
      kind: 'approved',
      language: 'nl',
      state,
      tries,
      at: new Date(clock.now).toISOString(),
    }
    await headquarters.mails.write(leadId, mail, before)
  }
  const again = (at = now) => allowOneMore(headquarters, message, at)
  return {
    headquarters: tables.Headquarters,
    send: () => createSendDecisionMail(deps)(message),
    deps,
    sent,
    clock,
    lines,
    ledger,
    record,
    store,
    again,
  }
}

describe('a mail that nobody wants', () => {
  const unwanted = decided('Rejected', {
    decision: { number: 1, status: 'Rejected', decidedAt: now, noMail: true },
  })

  it('is not sent, stands in the ledger as skipped, and is not sent by a second message either', async () => {
    const { send, sent, ledger, lines } = await rig(unwanted)
    expect([await send(), await send()]).toEqual([{ outcome: 'done' }, { outcome: 'done' }])
    expect(sent).toEqual([])
    expect(await ledger()).toMatchObject({
      state: 'Skipped',
      kind: 'rejected',
      tries: 0,
      mailId: decisionMailId(leadId, 1),
    })
    expect(lines).toEqual([{ event: 'mail-skipped', correlationId: leadId, mailId: decisionMailId(leadId, 1) }])
  })

  it('is sent once somebody wants it after all', async () => {
    const { send, sent, ledger, store } = await rig(unwanted)
    await send()
    await store(decided('Rejected'))
    await send()
    await send()
    expect([sent.length, (await ledger())?.state]).toEqual([1, 'Accepted'])
  })

  it.each(['Waiting', 'Sending', 'Accepted'] as const)('stays what it is where it is %s already', async (state) => {
    const { send, record, ledger } = await rig(unwanted)
    await record(state)
    await send()
    expect((await ledger())?.state).not.toBe('Skipped')
  })
})

describe('a mail', () => {
  const personId = 'c0000000-0000-4000-8000-000000000001'
  const organizationId = 'a0000000-0000-4000-8000-000000000001'
  const home = leadId.charAt(0)
  const ref = (customerId: string) => ({ customerId, number: 'C-1', name: 'x', home })
  const partner = (email?: string) => ({
    organization: ref(organizationId),
    person: { ...ref(personId), ...(email ? { email } : {}) },
    hierarchyId: organizationId,
  })
  const hierarchy = (role: 'Admin' | 'User') => ({
    hierarchyId: organizationId,
    number: 'H-1',
    name: 'Fabrikam GmbH',
    purpose: 'B2B organization',
    organizationId,
    members: [{ customerId: personId, name: 'Ada Roth', role, addedAt: now }],
    createdAt: now,
  })

  it.each(['Admin', 'User'] as const)(
    'goes to the present address of the person, and says that it is %s',
    async (role) => {
      const { send, sent, headquarters } = await rig(decided('Approved', partner('new@fabrikam.example')))
      await headquarters.write(home, [put(hierarchyKey(organizationId), hierarchy(role))])
      await send()
      expect(sent[0]).toMatchObject({ to: 'new@fabrikam.example', toName: 'Ada Roth' })
      expect(sent[0]?.text).toContain(mailTexts.nl.approved.role[role])
    },
  )

  it('goes to the address of the customer where the prospect does not know it', async () => {
    const { send, sent, headquarters } = await rig(decided('Rejected', partner()))
    const ada = { ...common, type: 'Person', customerId: personId, name: 'Ada Roth', email: 'kept@fabrikam.example' }
    await headquarters.write(home, [put(customerKey(personId), ada)])
    await send()
    expect(sent[0]?.to).toBe('kept@fabrikam.example')
  })

  it('goes to the address of the lead where nobody is a customer, and else to the one of the request', async () => {
    const sales = { ...prospect().sales, leadEmail: 'corrected@fabrikam.example' }
    for (const [changes, to] of [
      [{ sales }, 'corrected@fabrikam.example'],
      [{}, 'ada.roth@fabrikam.example'],
      [partner(), 'ada.roth@fabrikam.example'],
    ] as const) {
      const { send, sent } = await rig(decided('Rejected', changes))
      await send()
      expect(sent[0]?.to).toBe(to)
    }
  })
})

describe('a decision', () => {
  it('is mailed without the names of a request that are no plain names, also beside the address', async () => {
    const { request } = prospect()
    const spam = {
      ...request,
      company: { ...request.company, name: 'WIN 500 EUR at evil-deals.example/now' },
      requestor: { ...request.requestor, firstName: 'Claim your', lastName: 'prize bit.ly/3xyz' },
    }
    const { send, sent } = await rig(decided('Rejected', { request: spam }))
    expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toMatchObject([{ toName: '', subject: mailTexts[request.language].rejected.heading }])
    expect(JSON.stringify(sent)).not.toMatch(/evil|WIN|bit\.ly|3xyz|Claim|prize/)
  })

  it('is mailed to the requestor in the language of the request, and the ledger says so', async () => {
    const { send, sent, ledger, lines } = await rig(decided('Approved'))
    expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toMatchObject([
      {
        id: decisionMailId(leadId, 1),
        to: 'ada.roth@fabrikam.example',
        toName: 'Ada Roth',
        customArgs: { mailId: decisionMailId(leadId, 1), prospectId: leadId },
      },
    ])
    for (const part of ['Fabrikam GmbH', 'Contoso Garden', 'https://shop.example/in', '?language=nl'])
      expect(sent[0]?.text).toContain(part)
    expect(sent[0]?.html).toContain('lang="nl"')
    expect(await ledger()).toMatchObject({
      mailId: decisionMailId(leadId, 1),
      decision: 1,
      kind: 'approved',
      language: 'nl',
      state: 'Accepted',
      tries: 1,
      messageId: 'sg-1',
      at: now,
      about: { numbers: [decided('Approved').number], channel: decided('Approved').request.channel },
    })
    expect(lines).toEqual([{ event: 'mail-accepted', correlationId: leadId, mailId: decisionMailId(leadId, 1) }])
  })

  it('that is a refusal has no link and is told as one', async () => {
    const { send, sent, ledger } = await rig(decided('Rejected'), { outcome: 'accepted' })
    await send()
    expect(sent[0]?.text).not.toContain('https:')
    expect(await ledger()).toMatchObject({ kind: 'rejected', state: 'Accepted' })
    expect(await ledger()).not.toHaveProperty('messageId')
  })

  it('is mailed once, however often it is asked for', async () => {
    const { send, sent } = await rig(decided('Approved'))
    for (let time = 0; time < 3; time += 1) expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(1)
  })

  it.each(['Accepted', 'Delivered', 'Bounced'] as const)('whose mail is %s is not mailed again', async (state) => {
    const { send, sent, record } = await rig(decided('Approved'))
    await record(state)
    expect([await send(), sent]).toEqual([{ outcome: 'done' }, []])
  })

  it.each(['Waiting', 'Refused'] as const)('whose mail is %s is mailed', async (state) => {
    const { send, sent, record, ledger } = await rig(decided('Approved'))
    await record(state, 1)
    expect([await send(), sent.length, await ledger()]).toMatchObject([{ outcome: 'done' }, 1, { tries: 2 }])
  })

  it('of no known prospect is told to staff', async () => {
    const { send, sent } = await rig(undefined)
    expect([await send(), sent]).toEqual([{ outcome: 'failed', code: 'prospect-unknown' }, []])
  })

  it.each([
    ['taken back', decided('Approved', { status: 'Open' })],
    ['followed by another', decided('Approved', { decision: { number: 2, status: 'Approved', decidedAt: now } })],
    ['never taken', prospect()],
  ])('that was %s is not mailed', async (_, before) => {
    const { send, sent, ledger } = await rig(before)
    expect([await send(), sent, await ledger()]).toEqual([{ outcome: 'done' }, [], undefined])
  })
})

describe('a mail that the provider', () => {
  it.each([
    [
      { outcome: 'transient', code: 'http-503' },
      { outcome: 'later', code: 'http-503' },
    ],
    [
      { outcome: 'transient', code: 'http-429', retryAfterSeconds: 0 },
      { outcome: 'later', code: 'http-429', afterSeconds: 0 },
    ],
  ] as const)('cannot take now (%j) waits, and the try does not count', async (answer, result) => {
    const { send, sent, ledger } = await rig(decided('Approved'), answer, answer)
    for (let time = 0; time < 2; time += 1) {
      expect(await send()).toEqual(result)
      expect(await ledger()).toMatchObject({ state: 'Waiting', tries: 0 })
    }
    expect([await send(), sent.length, await ledger()]).toMatchObject([{ outcome: 'done' }, 3, { tries: 1 }])
  })

  it('takes costs one reading of the table and two changes, and its repeat one reading', async () => {
    const { send, headquarters } = await rig(decided('Approved'))
    const costOf = async () => {
      const { reads, ranges, writes } = headquarters.requests
      await send()
      const after = headquarters.requests
      return { reads: after.reads - reads, ranges: after.ranges - ranges, writes: after.writes - writes }
    }
    expect(await costOf()).toEqual({ reads: 0, ranges: 1, writes: 2 })
    expect(await costOf()).toEqual({ reads: 0, ranges: 1, writes: 0 })
  })

  it('refuses is given up, the ledger says so, and a later try does not count it', async () => {
    const { send, ledger } = await rig(decided('Approved'), { outcome: 'permanent', code: 'http-400 subject' })
    expect(await send()).toEqual({ outcome: 'failed', code: 'http-400 subject' })
    expect(await ledger()).toMatchObject({ state: 'Refused', tries: 0 })
    expect([await send(), await ledger()]).toMatchObject([{ outcome: 'done' }, { state: 'Accepted', tries: 1 }])
  })

  it('answers later than it tells of the mail keeps what was told', async () => {
    const { send, deps, record, ledger } = await rig(decided('Approved'))
    const { sendMail } = deps
    Object.assign(deps, {
      sendMail: async (mail: OutgoingMail) => {
        await record('Delivered')
        return sendMail(mail)
      },
    })
    expect([await send(), (await ledger())?.state]).toEqual([{ outcome: 'done' }, 'Delivered'])
  })

  it('never answers for is held a quarter of an hour, sent once more, then given up and told', async () => {
    const { send, sent, ledger, clock, lines } = await rig(decided('Approved'), unknown, unknown)
    expect(await send()).toEqual({ outcome: 'later', code: 'ETIMEDOUT', afterSeconds: 900 })
    clock.now += 5 * minute - 1
    expect(await send()).toEqual({ outcome: 'later', code: 'mail-unknown', afterSeconds: 601 })
    expect([sent.length, await ledger()]).toMatchObject([1, { state: 'Sending', tries: 1, at: now }])
    clock.now += 10 * minute + 1
    expect(await send()).toEqual({ outcome: 'later', code: 'ETIMEDOUT', afterSeconds: 900 })
    expect([sent.length, await ledger()]).toMatchObject([2, { state: 'Sending', tries: 2 }])
    clock.now += 15 * minute
    const givenUp = new Date(clock.now).toISOString()
    for (let time = 0; time < 2; time += 1) {
      expect(await send()).toEqual({ outcome: 'failed', code: 'mail-unknown' })
      expect([sent.length, await ledger()]).toMatchObject([2, { state: 'Unknown', tries: 2, at: givenUp }])
    }
    expect(lines).toEqual([{ event: 'mail-unknown', correlationId: leadId, mailId: decisionMailId(leadId, 1) }])
  })
})

describe('a mail that two processes want to send', () => {
  it('is left to the one that claimed it', async () => {
    const { send, deps, sent } = await rig(decided('Approved'))
    const { headquarters } = deps
    const write = async () => 'conflict' as const
    Object.assign(deps, { headquarters: { ...headquarters, mails: { ...headquarters.mails, write } } })
    expect([await send(), sent]).toEqual([{ outcome: 'later', code: 'mail-claimed-elsewhere' }, []])
  })

  it('is left to the other also when it would be given up', async () => {
    const { send, deps, record, clock, lines } = await rig(decided('Approved'))
    await record('Sending', 2)
    clock.now += 15 * minute
    const { headquarters } = deps
    const write = async () => 'conflict' as const
    Object.assign(deps, { headquarters: { ...headquarters, mails: { ...headquarters.mails, write } } })
    expect([await send(), lines]).toEqual([{ outcome: 'later', code: 'mail-claimed-elsewhere' }, []])
  })
})

describe('a mail whose decision was taken back while it was being sent', () => {
  it('is held for the answer, then left as one that nobody knows of', async () => {
    const { send, sent, store, record, clock, ledger, lines } = await rig(decided('Approved'))
    await record('Sending')
    await store(decided('Approved', { status: 'Open' }))
    expect(await send()).toEqual({ outcome: 'later', code: 'mail-unknown', afterSeconds: 900 })
    clock.now += 15 * minute
    expect([await send(), sent]).toEqual([{ outcome: 'done' }, []])
    expect(await ledger()).toMatchObject({ state: 'Unknown', at: new Date(clock.now).toISOString() })
    expect(lines).toEqual([{ event: 'mail-unknown', correlationId: leadId, mailId: decisionMailId(leadId, 1) }])
  })

  it('stays what the provider told of it meanwhile', async () => {
    const { send, store, record, ledger, lines } = await rig(decided('Approved'))
    await record('Delivered')
    await store(decided('Approved', { status: 'Open' }))
    expect([await send(), (await ledger())?.state, lines]).toEqual([{ outcome: 'done' }, 'Delivered', []])
  })
})

describe('sending once more', () => {
  it('is for a mail that nobody knows of, whose decision stands, and for one time', async () => {
    const { again, send, sent, record, ledger, clock } = await rig(decided('Approved'), unknown)
    await record('Unknown', 2)
    await again('2026-11-22T00:00:00.000Z')
    expect(await ledger()).toMatchObject({ state: 'Waiting', tries: 1, at: '2026-11-22T00:00:00.000Z' })
    await send()
    clock.now += 15 * minute
    expect([await send(), sent.length]).toEqual([{ outcome: 'failed', code: 'mail-unknown' }, 1])
  })

  it.each(['Waiting', 'Sending', 'Refused', 'Accepted', 'Delivered', 'Bounced'] as const)(
    'is nothing for one that is %s',
    async (state) => {
      const { again, record, ledger } = await rig(decided('Approved'))
      await record(state, 2)
      await again('2026-11-22T00:00:00.000Z')
      expect(await ledger()).toMatchObject({ state, tries: 2, at: now })
    },
  )

  it.each([
    ['taken back', decided('Approved', { status: 'Open' })],
    ['followed by another', decided('Approved', { decision: { number: 2, status: 'Approved', decidedAt: now } })],
    ['never taken', prospect()],
  ])('is nothing for a decision that was %s', async (_, before) => {
    const { again, record, ledger } = await rig(before)
    await record('Unknown', 2)
    await again()
    expect(await ledger()).toMatchObject({ state: 'Unknown', tries: 2 })
  })

  it('is nothing where there is no mail, or no prospect', async () => {
    const without = await rig(decided('Approved'))
    await without.again()
    expect(await without.ledger()).toBeUndefined()
    const nobody = await rig(undefined)
    await nobody.again()
    expect(await nobody.ledger()).toBeUndefined()
  })
})
