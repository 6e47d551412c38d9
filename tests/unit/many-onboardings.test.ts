// A person whom many companies share: what a clerk changes reaches every one of them, each once, however often the work is
// cut off, and no transaction grows with how many they are.

import { describe, expect, it } from 'vitest'
import { createStores } from '../../functions/stores.ts'
import type { Person } from '../../shared/domain/customer.ts'
import type { Message } from '../../shared/domain/messages.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from '../../shared/dual-write/converge-customer.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { customerKey, hierarchyKey, memberKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { now, prospect, readings, written } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const idOf = (kind: 'lead' | 'organization', at: number): string => {
  const place = at.toString(16).padStart(8, '0')
  const first = [...place].reverse().join('')
  return `${first}-0000-4000-8000-${kind === 'lead' ? '000000000001' : '000000000002'}`
}
const personId = 'c0000000-0000-4000-8000-000000000003'
const home = shardOf(personId)

const person: Person = {
  type: 'Person',
  customerId: personId,
  number: 'C-1',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  invoiceAccount: idOf('organization', 0),
  language: 'nl',
  prospectId: idOf('lead', 0),
  createdAt: written,
  changedAt: written,
}

/** All of them approved, each with its own organization. */
const desk = async (many: number) => {
  const places = Array.from({ length: many }, (_, at) => at)
  const sharedBy = places.slice(1).map((at) => idOf('lead', at))
  const inner = memoryTable()
  const seen = { largest: 0, calls: 0, refused: 0, failsEvery: Number.POSITIVE_INFINITY }
  const asked = <T>(act: () => Promise<T>): Promise<T> => {
    seen.calls += 1
    if (seen.calls % seen.failsEvery !== 0) return act()
    seen.refused += 1
    return Promise.reject(new StorageUnavailable('The table could not be reached.'))
  }
  const table: Table = {
    ...inner,
    read: (...which) => asked(() => inner.read(...which)),
    range: (...which) => asked(() => inner.range(...which)),
    write: (part, writes) => {
      seen.largest = Math.max(seen.largest, writes.length)
      return asked(() => inner.write(part, writes))
    },
  }
  const { headquarters } = createStores(
    (name) => (name === 'Headquarters' ? table : memoryTable()),
    () => new Date(now),
  )
  const row = { createdAt: written, number: 'H-1', name: 'Fabrikam', purpose: 'B2B organization' }
  for (const at of places) {
    const [prospectId, organizationId] = [idOf('lead', at), idOf('organization', at)]
    await headquarters.prospects.create(
      prospect({
        prospectId,
        status: 'Approved',
        hierarchyId: organizationId,
        decision: { number: 1, status: 'Approved', decidedAt: written },
        person: { customerId: personId, number: 'C-1', name: 'Ada Roth', email: 'ada@fabrikam.example', home },
      }),
      [],
    )
    const member = { customerId: personId, name: 'Ada Roth', role: 'Admin', addedAt: written }
    const hierarchy = { ...row, v: 2, hierarchyId: organizationId, organizationId, admins: 1 }
    await inner.write(shardOf(organizationId), [
      put(hierarchyKey(organizationId), hierarchy),
      put(memberKey(organizationId, personId), member),
    ])
  }
  await inner.write(home, [put(customerKey(personId), { ...person, sharedBy })])
  await headquarters.signIns.claim('ada@fabrikam.example', personId)
  const sent: Message[] = []
  let theirs: Record<string, string> = { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' }
  const deps: ConvergeCustomerDeps = {
    headquarters,
    sales: {
      readCustomer: async (type, id) => ({ id, values: readings(type, theirs), etag: 'W/"7"' }),
      lengths: async () => ({}),
      changeCustomer: async (_type, _id, values) => {
        theirs = { ...theirs, ...Object.fromEntries(Object.entries(values).map(([path, text]) => [path, text ?? ''])) }
        return 'written'
      },
    },
    send: async (messages) => void sent.push(...messages),
    now: () => new Date(now),
  }
  /** What the queue does: a message whose work failed comes again. */
  const work = async (): Promise<void> => {
    for (let message = sent.shift(); message; message = sent.shift())
      try {
        await convergeCustomer(deps, personId)
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error
        sent.push(message)
      }
  }
  const edit = async (typed: Record<string, string>) => {
    const form = await headquarters.customers.locate(personId)
    return editCustomer({ ...deps })(personId, {
      typed,
      etag: form?.etag ?? '',
      actor: { name: 'clerk' },
      mayMoveAdmins: true,
    })
  }
  const told = async () =>
    Promise.all(
      places.map(async (at) => {
        const whole = await headquarters.prospects.readWhole(idOf('lead', at))
        const organizationId = idOf('organization', at)
        const member = await headquarters.hierarchies.readMember(shardOf(organizationId), organizationId, personId)
        const lines = whole?.timeline.filter(({ code }) => code === 'customer-edited').length
        return `${whole?.prospect.person?.name}, ${member?.name}, ${lines}`
      }),
    )
  const pushed = async () => {
    const found = await Promise.all([...'0123456789abcdef'].map((part) => headquarters.pushes.next(part, 2 * many)))
    const users = found
      .flat()
      .flatMap(({ value }) => ('partner' in value && value.partner ? [value.partner.organizationId] : []))
    return new Set(users)
  }
  return { edit, work, told, pushed, seen, headquarters }
}

describe('a person of five hundred onboardings', () => {
  it('is changed with one press, and every one of them is told once', { timeout: 30_000 }, async () => {
    const { edit, work, told, pushed, seen, headquarters } = await desk(500)
    expect(await edit({ lastName: 'Berg' })).toMatchObject({ outcome: 'stored' })
    await work()
    expect(new Set(await told())).toEqual(new Set(['Ada Berg, Ada Berg, 1']))
    const everywhere = Array.from({ length: 500 }, (_, at) => idOf('organization', at))
    expect(await pushed()).toEqual(new Set(everywhere))
    const { untold, unwritten } = (await headquarters.customers.read(home, personId))?.value ?? {}
    expect([untold, unwritten]).toEqual([undefined, undefined])
    expect(seen.largest).toBeLessThan(40)
  })

  it('is told of everything once where storage fails again and again', { timeout: 60_000 }, async () => {
    const { edit, work, told, seen } = await desk(500)
    await edit({ lastName: 'Berg' })
    seen.failsEvery = 997
    await work()
    seen.failsEvery = Number.POSITIVE_INFINITY
    expect(seen.refused).toBeGreaterThan(5)
    expect(new Set(await told())).toEqual(new Set(['Ada Berg, Ada Berg, 1']))
  })

  it('may be changed again before all were told', { timeout: 30_000 }, async () => {
    const { edit, work, told } = await desk(120)
    for (let press = 1; press <= 12; press += 1) {
      const { outcome } = await edit({ lastName: `Berg ${press}` })
      // Telling comes first where too much waits.
      if (outcome === 'changed-meanwhile') press -= 1
    }
    await work()
    expect(new Set(await told())).toEqual(new Set(['Ada Berg 12, Ada Berg 12, 12']))
  })
})
