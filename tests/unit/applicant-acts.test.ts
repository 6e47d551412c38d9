// What applicants do after submitting reaches headquarters once, whatever ends in between.

import { describe, expect, it } from 'vitest'
import { confirmToken, isConfirmToken, statusToken } from '../../shared/channel/status-token.ts'
import { actKey } from '../../shared/channel/store/keys.ts'
import type { ConfirmationRule } from '../../shared/domain/confirmation.ts'
import type { Message } from '../../shared/domain/messages.ts'
import { sweep, sweepEveryMs } from '../../shared/dual-write/sweep.ts'
import { channelPush } from '../../shared/headquarters/channel-push.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { pushCustomersToChannel } from '../../shared/headquarters/jobs/push-customers-to-channel.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog as log } from '../support/silent-log.ts'

const { request } = prospect()
const dayMs = 24 * 3_600_000

/** A channel with one request, and the jobs that take it in. */
const world = (confirmAddress: ConfirmationRule = 'flag', mailReceived = true) => {
  const { channel, users, changeFeed, headquarters, dualWrite, tables } = memoryStores()
  const clock = { now: Date.parse(now) }
  const sent: Message[] = []
  const deps = {
    requests: channel.requests,
    incoming: headquarters.incoming,
    prospects: headquarters.prospects,
    pushes: headquarters.pushes,
    matchIndex: headquarters.matchIndex,
    users,
    changeFeed,
    headquarters,
    send: async (messages: readonly Message[]) => void sent.push(...messages),
    changeUser: async () => undefined,
    overrideMember: async () => 'done' as const,
    importPartners: async () => 'done' as const,
    channelNames: ['default'],
    takeNumber: async () => 'P-000001',
    mailReceived,
    confirmAddress,
    now: () => new Date(clock.now),
    log,
  }
  const run = async () => {
    await pullChannelRequests(deps)()
    await synchronizeChannelRequests(deps)()
  }
  const read = async () => (await headquarters.prospects.read(leadId))?.value
  const types = () => sent.splice(0).map(({ type }) => type)
  const look = () => sweep({ headquarters, errors: dualWrite.errors, send: deps.send, now: deps.now })
  return { channel, headquarters, tables, clock, deps, run, read, types, look }
}

const submitted = async (...given: Parameters<typeof world>) => {
  const made = world(...given)
  await made.channel.requests.takeIn({ requestId: leadId, submittedAt: now, request })
  return made
}

describe('a new prospect', () => {
  it.each([
    ['off', true, {}, ['write-lead', 'received-mail']],
    ['flag', true, { confirmation: {} }, ['write-lead', 'received-mail']],
    ['require', true, { confirmation: { required: true } }, ['received-mail']],
    ['flag', false, {}, ['write-lead']],
  ] as const)('with %s, and mail %s, is asked for what follows', async (rule, mail, confirmation, messages) => {
    const { run, read, types } = await submitted(rule, mail)
    await run()
    expect(types()).toEqual(messages)
    const made = await read()
    expect(made?.confirmation).toEqual('confirmation' in confirmation ? confirmation.confirmation : undefined)
  })
})

describe('an address that is confirmed', () => {
  it('is so once, for the applicant at once and for headquarters with the next runs', async () => {
    const { channel, run, read, types } = await submitted()
    await run()
    types()
    expect(await channel.requests.confirm(leadId, '2026-11-21T10:00:00.000Z')).toBe('done')
    expect(await channel.requests.confirm(leadId, '2026-11-21T11:00:00.000Z')).toBe('done')
    expect(await channel.requests.status(leadId)).toMatchObject({
      status: 'InReview',
      confirmedAt: '2026-11-21T10:00:00.000Z',
    })
    await run()
    await run()
    expect((await read())?.confirmation).toEqual({ confirmedAt: '2026-11-21T10:00:00.000Z' })
    expect((await read())?.revision).toBe(1)
    expect(types()).toEqual([])
  })

  it('of a request that headquarters does not have yet cannot be confirmed', async () => {
    const { channel } = await submitted()
    expect(await channel.requests.confirm(leadId, now)).toBe('unknown')
  })

  it('has the lead written that waited for it, also when the job ended right after storing that', async () => {
    const { channel, run, read, types, deps } = await submitted('require')
    await run()
    types()
    await channel.requests.confirm(leadId, now)
    await pullChannelRequests(deps)()
    const broken = synchronizeChannelRequests({
      ...deps,
      send: async () => {
        throw new Error('The broker is gone.')
      },
    })
    await broken()
    expect((await read())?.confirmation?.confirmedAt).toBe(now)
    expect(types()).toEqual([])
    await run()
    expect(types()).toEqual(['write-lead'])
  })

  it('is not forgotten when the channel is told of a decision', async () => {
    const { channel, run, headquarters, deps } = await submitted()
    await run()
    await channel.requests.confirm(leadId, now)
    await run()
    const stored = await headquarters.prospects.read(leadId)
    if (!stored) throw new Error('There is no prospect.')
    const unit = headquarters.prospects.begin(leadId)
    headquarters.pushes.put(unit, channelPush({ ...stored.value, status: 'Rejected' }, 3))
    await unit.commit()
    await pushCustomersToChannel({ ...deps, pushes: headquarters.pushes, mailAfterPush: true })()
    expect(await channel.requests.status(leadId)).toMatchObject({ status: 'Declined', confirmedAt: now })
  })
})

describe('an address that is confirmed at the moment of the decision', () => {
  it('is shown so again as soon as headquarters knows it, also where the channel was told of the decision before', async () => {
    const { channel, run, headquarters, deps } = await submitted()
    await run()
    const stored = await headquarters.prospects.read(leadId)
    if (!stored) throw new Error('There is no prospect.')
    const unit = headquarters.prospects.begin(leadId)
    const decision = { number: 1, status: 'Approved', decidedAt: now } as const
    const next = { ...stored.value, status: 'Approved', decision } as const
    headquarters.prospects.replace(unit, stored, next, [], now)
    headquarters.pushes.put(unit, channelPush(next, stored.value.revision + 1))
    await unit.commit()
    await channel.requests.confirm(leadId, now)
    const push = () => pushCustomersToChannel({ ...deps, pushes: headquarters.pushes, mailAfterPush: true })()
    await push()
    await run()
    await push()
    expect(await channel.requests.status(leadId)).toMatchObject({ status: 'Approved', confirmedAt: now })
  })
})

describe('an address that has to be confirmed and is not', () => {
  it('is waited for in silence, and after seven days the request ends without a mail', async () => {
    const { run, read, types, look, clock, headquarters } = await submitted('require')
    await run()
    types()
    for (let day = 0; day < 7; day += 1) {
      clock.now += dayMs - 1000
      await look()
    }
    expect(types()).toEqual([])
    expect((await read())?.status).toBe('Open')
    clock.now += 2 * sweepEveryMs
    await look()
    expect(await read()).toMatchObject({ status: 'Rejected', withdrawn: { because: 'unconfirmed' } })
    expect(types()).toEqual([])
    const pushes = await headquarters.pushes.next(leadId.charAt(0), 9)
    expect(pushes.map(({ value }) => value)).toMatchObject([{ arrivedId: leadId }, { status: 'Rejected' }])
  })

  it('that was confirmed in time is looked at as any other', async () => {
    const { run, channel, types, look, clock } = await submitted('require')
    await run()
    await channel.requests.confirm(leadId, now)
    await run()
    types()
    clock.now += 8 * dayMs
    await look()
    expect(types()).toEqual(['write-lead'])
  })
})

describe('a request that its applicant withdraws', () => {
  const at = '2026-11-21T10:00:00.000Z'

  it('shows that at once, and is rejected without a mail; its lead is to be closed', async () => {
    const { channel, run, read, types, headquarters } = await submitted()
    await run()
    types()
    expect(await channel.requests.withdraw(leadId, at)).toBe('done')
    expect(await channel.requests.withdraw(leadId, now)).toBe('done')
    expect(await channel.requests.status(leadId)).toMatchObject({ status: 'Declined', withdrawnAt: at })
    await run()
    await run()
    const prospectNow = await read()
    expect(prospectNow).toMatchObject({ status: 'Rejected', withdrawn: { at, because: 'applicant' }, revision: 1 })
    expect(types()).toEqual(['close-lead'])
    const view = await readProspectView(headquarters, leadId)
    expect(view?.mails).toEqual([])
    expect(view?.timeline[0]).toMatchObject({ actor: 'applicant', code: 'prospect-withdrawn' })
  })

  it('before it was pulled becomes a prospect that is withdrawn, and an equal one of the day is a new one', async () => {
    const { channel, run, read, tables } = await submitted()
    await channel.requests.withdraw(leadId, now)
    await run()
    await run()
    expect((await read())?.status).toBe('Rejected')
    expect(await channel.requests.status(leadId)).toMatchObject({ status: 'Declined', withdrawnAt: now })
    expect(await channel.requests.takeIn({ requestId: leadId, submittedAt: now, request })).toBe('exists')
    expect(await tables.Channel.read(leadId.charAt(0), actKey(leadId, 'withdraw'))).toBeUndefined()
  })

  it('while it is in review leaves a mark, so that an equal one of the day is a new one', async () => {
    const { channel, run } = await submitted()
    await run()
    await channel.requests.withdraw(leadId, now)
    await run()
    expect(await channel.requests.takeIn({ requestId: leadId, submittedAt: now, request })).toBe('exists')
  })

  it('after the decision stays as it was decided', async () => {
    const { channel, run } = await submitted()
    await run()
    await channel.requests.tell({
      requestId: leadId,
      status: 'Approved',
      submittedAt: now,
      decidedAt: now,
      revision: 3,
    })
    expect(await channel.requests.withdraw(leadId, at)).toBe('decided')
    expect(await channel.requests.status(leadId)).toMatchObject({ status: 'Approved' })
  })

  it('at the moment of the decision is told that it came too late', async () => {
    const { channel, run, read, headquarters, deps, types } = await submitted()
    await run()
    types()
    await channel.requests.withdraw(leadId, at)
    const stored = await headquarters.prospects.read(leadId)
    if (!stored) throw new Error('There is no prospect.')
    const unit = headquarters.prospects.begin(leadId)
    const decision = { number: 1, status: 'Approved', decidedAt: now } as const
    headquarters.prospects.replace(unit, stored, { ...stored.value, status: 'Approved', decision }, [], now)
    await unit.commit()
    await run()
    expect(await read()).toMatchObject({ status: 'Approved' })
    expect((await read())?.withdrawn).toBeUndefined()
    expect(types()).toEqual([])
    await pushCustomersToChannel({ ...deps, mailAfterPush: true })()
    const status = await channel.requests.status(leadId)
    expect(status).toMatchObject({ status: 'Approved' })
    expect(status?.withdrawnAt).toBeUndefined()
  })

  it('is not known where there is none', async () => {
    const { channel } = world()
    expect(await channel.requests.withdraw(leadId, now)).toBe('unknown')
  })
})

describe('the link that confirms', () => {
  const secrets = ['one-secret-of-thirty-two-characters', 'another-secret-of-thirty-two-chars']

  it('is not that of the status, and is of one request', () => {
    const token = confirmToken(secrets[0] ?? '', leadId)
    expect(isConfirmToken(secrets, leadId, token)).toBe(true)
    expect(isConfirmToken(secrets, leadId, statusToken(secrets[0] ?? '', leadId))).toBe(false)
    expect(isConfirmToken(secrets, 'b0000000-0000-4000-8000-000000000001', token)).toBe(false)
  })

  it('works on while one secret replaces another', () => {
    expect(isConfirmToken(secrets, leadId, confirmToken(secrets[1] ?? '', leadId))).toBe(true)
    expect(isConfirmToken(secrets.slice(0, 1), leadId, confirmToken(secrets[1] ?? '', leadId))).toBe(false)
  })
})
