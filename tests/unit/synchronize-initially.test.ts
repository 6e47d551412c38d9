// The job Initial synchronization: who begins it, how far a run goes, where the next one goes on, and what of errors.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import { type InitialDeps, synchronizeInitially } from '../../shared/dual-write/synchronize-initially.ts'
import { customerKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import type { ArrivingCustomer } from '../../shared/sales/sales.ts'
import { now, readings } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog as log } from '../support/silent-log.ts'

const accounts = Array.from(
  { length: 5 },
  (_, at): ArrivingCustomer => ({
    id: deriveId('account', at),
    isArriving: true,
    values: readings('Organization', { name: `Company ${at}` }),
  }),
)
const contacts = accounts.map(
  ({ id }, at): ArrivingCustomer => ({
    id: deriveId('contact', at),
    isArriving: true,
    accountId: id,
    values: readings('Person', { lastName: `Person ${at}` }),
  }),
)
const perPage = 2

const desk = (takesAll = true) => {
  const { headquarters, dualWrite, takeNumber, tables } = memoryStores()
  const sent: Message[] = []
  const calls: string[] = []
  const state = { time: Date.parse(now), msPerPage: 0, fails: undefined as Error | undefined, refusedId: '' }
  const deps: InitialDeps = {
    headquarters,
    dualWrite,
    takeNumber,
    takesAll,
    defaultLanguage: 'en',
    log,
    send: async (messages) => void sent.push(...messages),
    now: () => new Date(state.time),
    sales: {
      arrivingCustomers: async (type, next = '0') => {
        calls.push(`${type} ${next}`)
        state.time += state.msPerPage
        if (state.fails) throw state.fails
        const all = type === 'Organization' ? accounts : contacts
        const from = Number(next)
        const more = from + perPage < all.length ? { next: String(from + perPage) } : {}
        return { found: all.slice(from, from + perPage), ...more }
      },
      readArriving: async (type, id) => {
        calls.push(`read ${type}`)
        return (type === 'Organization' ? accounts : contacts).find((row) => row.id === id)
      },
      contactIdsOf: async () => {
        throw new Error('Contacts come by themselves.')
      },
      show: async (rows) => {
        calls.push(`show ${rows.length}`)
        return rows.length
      },
      readCustomer: async () => undefined,
      lengths: async () => ({}),
      changeCustomer: async () => 'written',
    },
  }
  const job = synchronizeInitially(deps)
  const run = (by?: string) => job(undefined, by)
  const progress = async () => (await dualWrite.initial.read())?.value
  const names = async () => {
    const found = await Promise.all([...accounts, ...contacts].map(({ id }) => headquarters.customers.locate(id)))
    return found.map((one) => one?.value.name)
  }
  return { run, progress, names, calls, sent, state, deps, headquarters, dualWrite, tables }
}
const everybody = [...accounts.map((_, at) => `Company ${at}`), ...contacts.map((_, at) => `Person ${at}`)]

describe('the initial synchronization', () => {
  it('makes customers of all accounts and their contacts, with two calls for each page', async () => {
    const { run, progress, names, calls } = desk()
    expect(await run('ada')).toEqual({ processed: 10, failed: 0 })
    expect(await names()).toEqual(everybody)
    expect(calls).toEqual([
      'Organization 0',
      'show 2',
      'Organization 2',
      'show 2',
      'Organization 4',
      'show 1',
      'Person 0',
      'show 2',
      'Person 2',
      'show 2',
      'Person 4',
      'show 1',
    ])
    const counts = { accounts: 5, contacts: 5, made: 10, errors: 0 }
    expect(await progress()).toEqual({
      by: 'ada',
      begunAt: now,
      movedAt: now,
      endedAt: now,
      table: 'contacts',
      ...counts,
    })
  })

  it('is begun by people only, and changes nothing the second time', async () => {
    const { run, progress, names, calls } = desk()
    expect([await run(), calls]).toEqual([{ processed: 0, failed: 0 }, []])
    await run('ada')
    const made = await names()
    expect(await run('bo')).toEqual({ processed: 10, failed: 0 })
    expect(await progress()).toMatchObject({ by: 'bo', made: 0, errors: 0 })
    expect(await names()).toEqual(made)
  })

  it('begins no page after a minute, and goes on where it was by schedule', async () => {
    const { run, progress, calls, state, names } = desk()
    state.msPerPage = 31_000
    expect(await run('ada')).toEqual({ processed: 4, failed: 0 })
    expect(await progress()).toMatchObject({ table: 'accounts', next: '4', accounts: 4 })
    expect(await run()).toEqual({ processed: 3, failed: 0 })
    expect(calls.filter((call) => /^\w+ \d$/.test(call) && !call.startsWith('show'))).toEqual([
      'Organization 0',
      'Organization 2',
      'Organization 4',
      'Person 0',
    ])
    await run()
    expect(await names()).toEqual(everybody)
    expect(await progress()).toMatchObject({ made: 10, endedAt: expect.any(String) })
  })

  it('that goes on is not begun anew by whoever runs it meanwhile', async () => {
    const { run, progress, state } = desk()
    state.msPerPage = 61_000
    await run('ada')
    await run('bo')
    expect(await progress()).toMatchObject({ by: 'ada', accounts: 4 })
  })

  it('keeps its place while Sales is silent, and repeats the page', async () => {
    const { run, progress, state, names } = desk()
    state.msPerPage = 31_000
    await run('ada')
    state.fails = new SalesUnavailable('unreachable')
    expect(await run()).toEqual({ processed: 0, failed: 1 })
    expect(await progress()).toMatchObject({ next: '4', accounts: 4 })
    state.fails = undefined
    state.msPerPage = 0
    await run()
    expect(await names()).toEqual(everybody)
  })

  it('begins the table anew where Sales takes the address of a page no more', async () => {
    const { run, progress, state } = desk()
    state.msPerPage = 31_000
    await run('ada')
    state.fails = new SalesRefused('0x80060891', 'permanent')
    await run()
    expect(await progress()).not.toHaveProperty('next')
  })

  it('keeps a record that cannot be made as a catch-up error that is retried as its event, and goes on', async () => {
    const { run, progress, dualWrite, tables } = desk()
    const [spoiled] = accounts
    const id = spoiled?.id ?? ''
    await tables.Headquarters.write(shardOf(id), [put(customerKey(id), { format: 'nobody knows' })])
    expect(await run('ada')).toMatchObject({ failed: 2 })
    expect(await progress()).toMatchObject({ made: 8, errors: 2, accounts: 5, contacts: 5, endedAt: now })
    const { errors } = await dualWrite.errors.list({ state: 'Open' }, 9)
    const messages = errors.map(({ message }) => message)
    expect(messages).toContainEqual(expect.objectContaining({ type: 'sales-change', data: { accountId: id } }))
  })

  it('has what is known and differs looked at', async () => {
    const { run, sent, headquarters } = desk()
    await run('ada')
    const [first] = accounts
    const located = await headquarters.customers.locate(first?.id ?? '')
    if (!located) throw new Error('There is no customer.')
    const unit = headquarters.begin(located.home)
    headquarters.customers.replace(unit, located, { ...located.value, name: 'Otherwise' })
    await unit.commit()
    await run('ada')
    expect(sent.map(({ data }) => data)).toEqual([{ accountId: first?.id }])
  })

  it.each([['paused'], ['waiting']] as const)('does nothing while the bridge is %s', async (state) => {
    const { run, calls, dualWrite } = desk()
    const reason = { code: 'sales-silent' } as const
    await dualWrite.bridge.write({ state, at: now, by: 'bridge', reason })
    expect([await run('ada'), calls]).toEqual([{ processed: 0, failed: 0 }, []])
  })

  it('costs nothing where customers come by onboardings only', async () => {
    const { run, calls, tables } = desk(false)
    expect([await run('ada'), await run(), calls]).toEqual([
      { processed: 0, failed: 0 },
      { processed: 0, failed: 0 },
      [],
    ])
    expect([tables.DualWrite.requests.reads, tables.Headquarters.requests.reads]).toEqual([0, 0])
  })
})
