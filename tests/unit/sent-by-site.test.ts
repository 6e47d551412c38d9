// Which site handed in a request is told on the timeline of its prospect, from the request on, without a transaction more.

import { expect, it } from 'vitest'
import type { Sender } from '../../shared/channel/submit-request.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { synchronizeChannelRequests } from '../../shared/headquarters/jobs/synchronize-channel-requests.ts'
import { timelineLine } from '../../shared/languages/staff/en/timeline.ts'
import { keptLog } from '../support/http-samples.ts'
import { bodyWith } from '../support/intake-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const now = () => new Date('2026-11-20T08:05:00.000Z')

const firstLine = async (sender: Sender) => {
  const { channel, headquarters, takeNumber, tables } = memoryStores()
  const rules = { channels: ['default'], defaultLanguage: 'en' } as const
  const submit = createSubmitRequest({ requests: channel.requests, rules, now })
  const taken = await submit(bodyWith('channel', 'default'), undefined, sender)
  if (taken.outcome !== 'accepted') throw new Error('It was not accepted.')
  const { writes } = tables.Channel.requests
  const { log } = keptLog()
  const { incoming, prospects, matchIndex } = headquarters
  await pullChannelRequests({ requests: channel.requests, incoming, now, log })()
  const send = async () => undefined
  const asked = { pushes: { put: () => undefined }, mailReceived: false, confirmAddress: 'off' } as const
  await synchronizeChannelRequests({
    ...asked,
    incoming,
    prospects,
    matchIndex,
    send,
    takeNumber,
    changeUser: async () => undefined,
    overrideMember: async () => 'done' as const,
    importPartners: async () => 'done' as const,
    now,
    log,
  })()
  const [line] = (await prospects.readWhole(taken.requestId))?.timeline ?? []
  return { writes, what: line && timelineLine(line).what }
}

it('a request that a site sent with its key names the site; any other names nobody', async () => {
  const created = 'Prospect P-000001 created from a channel request'
  expect(await firstLine({ site: 'default' })).toEqual({ writes: 1, what: `${created}, sent by the site default` })
  expect(await firstLine({})).toEqual({ writes: 1, what: created })
})
