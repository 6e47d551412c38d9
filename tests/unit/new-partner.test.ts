// What a partner that no onboarding made is read from, and that a making which was cut off goes on.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import { type NewPartner, readNewPartner } from '../../shared/domain/new-partner.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { createNumberSequences } from '../../shared/headquarters/store/number-sequences.ts'
import { makePartner } from '../../shared/headquarters/users/make-partner.ts'
import { now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { silentLog } from '../support/silent-log.ts'

const ada = { firstName: 'Ada', lastName: 'Roth', email: 'Ada@Fabrikam.example', role: 'Admin' }
const bo = { lastName: 'Lind', email: 'bo@fabrikam.example' }
const body = {
  organization: { name: ' Fabrikam GmbH ', address: { city: 'Berlin', country: 'DE' } },
  users: [ada, bo],
}
const none = new Map<string, string>()
const codes = new Map([['EUR', 'Euro']])
const lists = { customerGroup: none, priceGroup: none, paymentTerms: none, currency: codes }
const pathsOf = (given: unknown): string[] => {
  const read = readNewPartner(given, lists)
  return 'errors' in read ? read.errors.map(({ path }) => path) : []
}
const partner = readNewPartner(body, lists) as NewPartner
const organizationId = '0f8fad5b-d9cb-469f-a165-70867728950e'

describe('what a new partner is read from', () => {
  it('is cleaned as a request is, invites unless told otherwise, and takes an organization by its id', () => {
    expect(partner).toMatchObject({
      organization: { values: { name: 'Fabrikam GmbH', 'address.city': 'Berlin', 'address.country': 'DE' } },
      users: [{ role: 'Admin' }, { role: 'User', fields: { email: 'bo@fabrikam.example' } }],
      invite: true,
    })
    const known = readNewPartner({ organization: { organizationId }, users: [ada], invite: false }, lists)
    expect(known).toMatchObject({ organization: { organizationId }, invite: false })
  })

  it.each([
    ['no object', 7, ['']],
    ['nothing', {}, ['organization', 'users']],
    ['an unknown member', { ...body, prospect: 1 }, ['prospect']],
    ['an id that is none', { ...body, organization: { organizationId: '7' } }, ['organization.organizationId']],
    ['an id and a name', { ...body, organization: { organizationId, name: 'x' } }, ['organization.name']],
    ['an address that is a text', { ...body, organization: { name: 'x', address: 'y' } }, ['organization.address']],
    [
      'a member of an address',
      { ...body, organization: { name: 'x', address: { town: 'y' } } },
      ['organization.address.town'],
    ],
    ['a credit', { ...body, organization: { name: 'x', credit: { limit: '9' } } }, ['organization.credit']],
    ['a currency of no list', { ...body, organization: { name: 'x', currency: 'XXX' } }, ['organization.currency']],
    ['nobody', { ...body, users: [] }, ['users']],
    ['no Admin', { ...body, users: [bo] }, ['users']],
    ['an Owner', { ...body, users: [{ ...ada, role: 'Owner' }] }, ['users[0].role']],
    ['one address twice', { ...body, users: [ada, { ...bo, email: 'ada@fabrikam.example' }] }, ['users[1].email']],
    ['51 users', { ...body, users: Array.from({ length: 51 }, () => ada) }, ['users']],
    ['an invite that is a text', { ...body, invite: 'yes' }, ['invite']],
  ])('is refused with %s, named by its place', (_, given, paths) => {
    expect(pathsOf(given)).toEqual(paths)
  })
})

describe('making a partner', () => {
  const desk = (table = memoryTable()) => {
    const sent: Message[] = []
    const headquarters = createHeadquartersStore(table)
    const deps = {
      headquarters,
      takeNumber: createNumberSequences(table),
      send: async (messages: readonly Message[]) => void sent.push(...messages),
      maxUsers: 2,
      defaultLanguage: 'en' as const,
      now: () => new Date(now),
      log: silentLog,
    }
    return { table, headquarters, deps, sent }
  }
  const order = { partner, organizationId, who: 'ada' }

  it('goes on, whichever write it was cut off at, and makes everything once', async () => {
    for (let last = 0; last < 40; last += 1) {
      const table = memoryTable()
      let writes = 0
      const cut = {
        ...table,
        write: async (...given: Parameters<typeof table.write>) => {
          writes += 1
          if (writes > last) throw new Error('cut off')
          return table.write(...given)
        },
      }
      const first = await makePartner(desk(cut).deps, order).catch(() => 'cut off' as const)
      const { deps, headquarters } = desk(table)
      const made = await makePartner(deps, order)
      expect(made).toMatchObject({ outcome: 'made', users: [{ status: 'Active' }, { status: 'Active' }] })
      const kept = await headquarters.hierarchies.locateWhole(organizationId)
      expect(kept?.value.members.map(({ role }) => role)).toEqual(['Admin', 'User'])
      expect((await headquarters.customers.locate(organizationId))?.value.name).toBe('Fabrikam GmbH')
      if (first !== 'cut off') return
    }
    throw new Error('It was never made at once.')
  })

  it('is refused before anything is stored where there are more users than a partner may have', async () => {
    const { deps, headquarters } = desk()
    const third = { role: 'User' as const, fields: { lastName: 'Third', email: 'third@fabrikam.example' } }
    const many = { ...order, partner: { ...partner, users: [...partner.users, third] } }
    expect(await makePartner(deps, many)).toEqual({ outcome: 'too-many-users' })
    expect(await headquarters.customers.locate(organizationId)).toBeUndefined()
    expect(await headquarters.signIns.holder(ada.email)).toBeUndefined()
  })

  it('is refused where the organization is a partner of something else, and where there is no such organization', async () => {
    const { deps } = desk()
    const known = { ...partner, organization: { organizationId } }
    expect(await makePartner(deps, { ...order, partner: known })).toEqual({ outcome: 'organization-unknown' })
    await makePartner(deps, order)
    const again = await makePartner(deps, { ...order, partner: known })
    expect(again).toEqual({ outcome: 'already-a-partner', hierarchyId: organizationId })
  })
})
