// Dead letters become catch-up errors. Their queue has no limit of deliveries, so one that cannot be kept now must not come
// back at once, and nothing that stands in one may keep it from being recorded.

import { describe, expect, it } from 'vitest'
import { writeLeadMessage } from '../../shared/domain/messages.ts'
import { createDeadLetterRecorder } from '../../shared/dual-write/dead-letters.ts'
import { createWorkQueue } from '../../shared/dual-write/work-queue.ts'
import { StorageRefused, StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryStores } from '../support/memory-stores.ts'

const setUp = () => {
  const { dualWrite, tables } = memoryStores()
  const waits: number[] = []
  const wait = async (ms: number) => waits.push(ms)
  const { log } = keptLog()
  const deps = { errors: dualWrite.errors, now: () => new Date(now), log, wait, send: async () => undefined }
  const record = createDeadLetterRecorder('sales-writes', deps.errors, deps.now, log, wait)
  const work = createWorkQueue('sales-writes', async () => ({ outcome: 'done' }), { ...deps, random: () => 0 })
  /** Lets writes fail for which `fails` gives an error. */
  const failing = (fails: (value: Record<string, unknown>) => Error | undefined) => {
    const { write } = tables.DualWrite
    Object.assign(tables.DualWrite, {
      write: async (...given: Parameters<typeof write>) => {
        for (const each of given[1]) {
          const error = 'value' in each ? fails(each.value as Record<string, unknown>) : undefined
          if (error) throw error
        }
        return write(...given)
      },
    })
  }
  return { record, work, waits, failing, kept: () => keptErrors(dualWrite.errors) }
}

describe('a dead letter', () => {
  it.each([
    ['a message', writeLeadMessage(leadId)],
    ['anything else', { no: 'message' }],
  ])('that is %s and cannot be kept now is held back before it comes again', async (_, body) => {
    const { record, waits, failing } = setUp()
    failing(() => new StorageUnavailable('The table could not store rows.'))
    await expect(record(body)).rejects.toThrow(StorageUnavailable)
    expect(waits).toEqual([20_000])
  })

  it('that storage refuses as it is, is kept without its message', async () => {
    const { record, waits, failing, kept } = setUp()
    failing(({ message }) => (message ? new StorageRefused('The table refused to store rows.') : undefined))
    await record(writeLeadMessage(leadId))
    expect([await kept(), waits]).toMatchObject([[{ code: 'dead-letter', prospectId: leadId, state: 'Open' }], []])
    expect((await kept())[0]).not.toHaveProperty('message')
  })

  it('is kept once, however often it comes', async () => {
    const { record, kept } = setUp()
    await record(writeLeadMessage(leadId))
    await record(writeLeadMessage(leadId))
    expect(await kept()).toHaveLength(1)
  })
})

describe('what is no message', () => {
  it('is held back as well while that it came cannot be kept', async () => {
    const { work, waits, failing } = setUp()
    failing(() => new StorageUnavailable('The table could not store rows.'))
    await expect(work('nothing')).rejects.toThrow(StorageUnavailable)
    expect(waits).toEqual([20_000])
  })
})
