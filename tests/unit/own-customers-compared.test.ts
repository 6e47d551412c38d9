// The comparison of everything that is ours takes in customers that no onboarding brought: partners that staff made, their
// users, and customers that are no partners.

import { describe, expect, it } from 'vitest'
import { type NewPartner, readNewPartner } from '../../shared/domain/new-partner.ts'
import { compareEverything } from '../../shared/dual-write/compare-everything.ts'
import { compareRound } from '../../shared/dual-write/compare-round.ts'
import { createComparedStore } from '../../shared/dual-write/compared-store.ts'
import { newRound } from '../../shared/dual-write/repair-round.ts'
import { writeMissing } from '../../shared/dual-write/write-missing.ts'
import { createWriteToSales } from '../../shared/dual-write/write-to-sales.ts'
import { makeCustomer } from '../../shared/headquarters/make-customer.ts'
import { numberKey } from '../../shared/headquarters/store/keys.ts'
import { createProspectRound } from '../../shared/headquarters/store/prospect-round.ts'
import { makePartner } from '../../shared/headquarters/users/make-partner.ts'
import { put } from '../../shared/platform/table.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { memoryTable } from '../support/memory-table.ts'
import { partnerRig } from '../support/partner-rig.ts'
import { silentLog as log } from '../support/silent-log.ts'

const begunAt = '2030-02-01T08:00:00.000Z'
const organizationId = 'b0000000-0000-4000-8000-000000000007'
const plainId = '70000000-0000-4000-8000-000000000008'
const none = new Map<string, string>()
const lists = { customerGroup: none, priceGroup: none, paymentTerms: none, currency: none }
const litware = readNewPartner(
  { organization: { name: 'Litware' }, users: [{ lastName: 'Berg', email: 'bo@litware.example', role: 'Admin' }] },
  lists,
) as NewPartner

/** A partner that staff made, with its Admin, and a customer that is none. Both are in Sales unless that is left out. */
const desk = async (isWritten = true) => {
  const rig = await partnerRig()
  const { headquarters, dualWrite, sales, userDeps, run } = rig
  const made = await makePartner(userDeps, { partner: litware, organizationId, who: 'kim' })
  if (made.outcome !== 'made') throw new Error('No partner was made.')
  await makeCustomer(userDeps, { type: 'Organization', customerId: plainId, values: { name: 'Tailwind' } })
  if (isWritten) await run()
  const bo = made.users[0]?.userId ?? ''
  const port = { ...sales.port, leadsById: async () => [], opportunitiesById: async () => [] } as unknown as Sales
  const compared = { headquarters: createComparedStore(headquarters), sales: port, log }
  const compare = async () => (await compareRound(compared, undefined)).hints
  const go = async (kind: 'compare-all' | 'write-missing') => {
    const round = { headquarters, rounds: dualWrite.rounds, sales: port, log, now: () => new Date(begunAt) }
    const deps = { ...round, send: userDeps.send, bounds: { prospectsAtOnce: 2, partsAtOnce: 40 } }
    const before = await dualWrite.rounds.read(kind)
    await dualWrite.rounds.write(kind, before, newRound('kim', begunAt))
    if (kind === 'compare-all') await compareEverything(deps, { run: begunAt })
    else await writeMissing(deps, { by: 'kim', run: begunAt })
    return (await dualWrite.rounds.read(kind))?.value
  }
  return { ...rig, bo, compare, go }
}

describe('a customer that no onboarding brought', () => {
  it('is looked at where Sales says something else or lost it, and else left in peace', async () => {
    const { bo, sales, compare } = await desk()
    const of = async () => JSON.stringify(await compare())
    for (const id of [organizationId, plainId, bo]) expect(await of()).not.toContain(id)
    sales.accounts.set(organizationId, { name: 'Litware Ltd' })
    sales.accounts.delete(plainId)
    sales.contacts.delete(bo)
    for (const id of [organizationId, plainId, bo]) expect(await of()).toContain(id)
  })

  it('is shown again as the partner or the user that it is, and a plain one as nothing but its number', async () => {
    const { bo, sales, compare } = await desk()
    sales.shown.clear()
    await compare()
    expect(sales.shown.get(organizationId)).toMatchObject({ partner: 'Active' })
    expect(sales.shown.get(bo)).toMatchObject({ role: 'Admin', user: 'Active' })
    expect(sales.shown.get(plainId)).toEqual({ accountNumber: expect.stringMatching(/^C-/) })
  })

  it('is missing where Sales lost it, counted once, and asked for again', async () => {
    const { bo, sales, go, sent } = await desk()
    const before = (await go('compare-all'))?.missing ?? { accounts: 0, contacts: 0 }
    for (const id of [organizationId, plainId]) sales.accounts.delete(id)
    sales.contacts.delete(bo)
    const wanted = { accounts: before.accounts + 2, contacts: before.contacts + 1 }
    expect((await go('compare-all'))?.missing).toMatchObject(wanted)
    sent.splice(0)
    expect(await go('write-missing')).toMatchObject({ state: 'ended', missing: wanted })
    const asked = sent.flatMap((each) => (each.type === 'write-customer-again' ? [each.data.customerId] : []))
    for (const id of [organizationId, plainId, bo]) expect(asked.filter((each) => each === id)).toHaveLength(1)
  })

  it('says nothing as long as its record is still to be made', async () => {
    const { bo, compare, go } = await desk(false)
    const found = JSON.stringify(await compare())
    for (const id of [organizationId, plainId, bo]) expect(found).not.toContain(id)
    const { missing } = (await go('write-missing')) ?? {}
    const written = await desk()
    expect(missing).toEqual((await written.go('write-missing'))?.missing)
  })
})

it('has an account and all contacts at once, though each of its users asks for the account first', async () => {
  const { userDeps, headquarters, dualWrite, sales, sent } = await partnerRig()
  const users = ['bo', 'eva', 'lee'].map((name) => ({
    lastName: 'Berg',
    email: `${name}@litware.example`,
    role: name === 'bo' ? 'Admin' : 'User',
  }))
  const partner = readNewPartner({ organization: { name: 'Litware' }, users }, lists) as NewPartner
  await makePartner(userDeps, { partner, organizationId, who: 'kim' })
  const asked = sent.splice(0).filter((each) => each.type === 'write-customer')
  const { send, now } = userDeps
  const work = createWriteToSales({ headquarters, dualWrite, sales: sales.port, send, now, log })
  const results = await Promise.all(asked.map((message) => work(message)))
  expect(results.map(({ outcome }) => outcome)).toEqual(asked.map(() => 'done'))
  expect(asked.length).toBeGreaterThanOrEqual(3)
  expect(sales.accounts.get(organizationId)).toMatchObject({ name: 'Litware' })
  expect((await headquarters.customers.locate(organizationId))?.value).not.toHaveProperty('toWrite')
})

describe('going round the customers of a table', () => {
  const id = (at: number): string =>
    `${(at % 16).toString(16)}${String(at).padStart(7, '0')}-0000-4000-8000-000000000000`

  it('comes to each that came from elsewhere once, with any size of a part, and passes by the others', async () => {
    const table = memoryTable()
    for (let at = 0; at < 60; at += 1) {
      const value = at % 3 === 2 ? {} : { isFromElsewhere: at % 3 === 0 }
      await table.write(id(at).charAt(0), [put(numberKey(`C-${String(at).padStart(6, '0')}`, id(at)), value)])
    }
    // Of what an earlier version stored it is not known.
    const wanted = Array.from({ length: 60 }, (_, at) => at).flatMap((at) => (at % 3 === 1 ? [] : [id(at)]))
    const read = createProspectRound(table)
    for (const most of [1, 3, 50, 1000]) {
      const found: string[] = []
      let place: string | undefined
      do {
        const part = await read(place, most)
        expect(part.customers.length).toBeLessThanOrEqual(most)
        for (const { home, customerId } of part.customers) expect(home).toBe(customerId.charAt(0))
        found.push(...part.customers.map(({ customerId }) => customerId))
        place = part.place
      } while (place !== undefined)
      expect(found.sort()).toEqual([...wanted].sort())
    }
  })

  it('ends a part that finds nobody, and goes on from there', async () => {
    const table = memoryTable()
    let reads = 0
    const range = async (...asked: Parameters<typeof table.range>) => {
      reads += 1
      return table.range(...asked)
    }
    for (let from = 0; from < 40_000; from += 100)
      await table.write(
        '0',
        Array.from({ length: 100 }, (_, at) =>
          put(numberKey(`C-${String(from + at).padStart(6, '0')}`, `0${from + at}`), { isFromElsewhere: false }),
        ),
      )
    const read = createProspectRound({ ...table, range })
    const first = await read(undefined, 50)
    expect([reads, first.customers, typeof first.place]).toEqual([64, [], 'string'])
    expect(await read(first.place, 50)).toEqual({ prospectIds: [], customers: [] })
  })
})
