// Events of accounts and contacts that are no customers: an organization has many, so each may cost next to nothing.

import { expect, it } from 'vitest'
import { readMessage, type SalesHint, salesChangeMessage } from '../../shared/domain/messages.ts'
import { type ApplySalesChangeDeps, createApplySalesChange } from '../../shared/dual-write/apply-sales-change.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'

const id = deriveId('account', 1)
const customer = {
  type: 'Organization',
  customerId: id,
  number: 'C-000001',
  name: 'Fabrikam',
  createdAt: now,
  changedAt: now,
  prospectId: leadId,
}

const work = async (hint: SalesHint) => {
  const { headquarters, tables } = memoryStores()
  await tables.Headquarters.write(shardOf(leadId), [put(customerKey(id), customer)])
  const asked: string[] = []
  const sales = {
    readCustomer: async (_: string, customerId: string) => {
      asked.push(customerId)
      return { id: customerId, etag: '1', values: { name: 'Fabrikam' } }
    },
  } as unknown as ApplySalesChangeDeps['sales']
  const deps = { headquarters, sales, now: () => new Date(now) } as unknown as ApplySalesChangeDeps
  const before = tables.Headquarters.requests.reads
  const result = await createApplySalesChange(deps)(salesChangeMessage(hint))
  return { result, asked, reads: tables.Headquarters.requests.reads - before }
}

it('one read says that it is no customer, and Sales is not asked', async () => {
  for (const cameWith of [deriveId('foreign', 1), deriveId('lead', 9)])
    expect(await work({ accountId: deriveId('foreign', 1), cameWith })).toEqual({
      result: { outcome: 'done' },
      asked: [],
      reads: 1,
    })
})

it('a customer is found where its lead is', async () => {
  const { asked, reads } = await work({ accountId: id, cameWith: leadId })
  expect([asked, reads]).toEqual([[id], 1])
})

it('an event without an image is looked up everywhere, as one of an organization that was prepared earlier', async () => {
  expect((await work({ accountId: id })).asked).toEqual([id])
  expect(await work({ accountId: deriveId('foreign', 1) })).toMatchObject({ asked: [], reads: 16 })
})

it('where it came from is carried by the message, and must be an id', () => {
  const message = salesChangeMessage({ contactId: id, cameWith: leadId })
  expect(readMessage(message)).toEqual(message)
  expect(message.correlationId).toBe(id)
  expect(readMessage({ ...message, data: { contactId: id, cameWith: 'somewhere' } })).toBeUndefined()
})
