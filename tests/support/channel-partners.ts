// Partners and their users as job 1010 tells the channel of them.

import type { ToldOrganization, ToldUser } from '../../shared/channel/partner.ts'
import { type ChannelUsers, createChannelUsers, type Holder } from '../../shared/channel/store/users.ts'
import { plainAddress } from '../../shared/domain/users/user.ts'
import type { Table } from '../../shared/platform/table.ts'

export const fabrikamId = '0b9f6f0e-2c1d-4e7a-8f35-6d5c4b3a2918'
export const contosoId = '7c9f6f0e-2c1d-4e7a-8f35-6d5c4b3a2918'
export const adaId = '11111111-2222-4333-8444-555555555555'
export const benId = '22222222-2222-4333-8444-555555555555'
export const eveId = '33333333-2222-4333-8444-555555555555'

export const aPartner = (more: Partial<ToldOrganization> = {}): ToldOrganization => ({
  organizationId: fabrikamId,
  hierarchyId: fabrikamId,
  number: 'H-000009',
  name: 'Fabrikam GmbH',
  status: 'Active',
  channels: [],
  home: '0',
  ...more,
})

export const aUser = (more: Partial<ToldUser> = {}): ToldUser => ({
  userId: adaId,
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  language: 'en',
  role: 'Admin',
  status: 'Active',
  addedAt: '2026-11-20T08:00:00.000Z',
  ...more,
})

type Told = readonly [ToldOrganization, readonly ToldUser[]]

/** Tells the channel of partners, again and again; who has an address follows from what was told last. */
export const aChannel = (table: Table) => {
  const known = new Map<string, Told>()
  const holders = (): Map<string, Holder> => {
    const found = new Map<string, Holder>()
    for (const [{ organizationId }, members] of known.values())
      for (const { email, userId, status } of members) {
        if (status !== 'Active' && status !== 'Disabled') continue
        const address = plainAddress(email)
        const before = found.get(address)?.organizationIds ?? []
        found.set(address, { userId, organizationIds: [...before, organizationId] })
      }
    return found
  }
  const users: ChannelUsers = createChannelUsers(table, async (email) => holders().get(plainAddress(email)))
  return {
    users,
    tell: async (...[organization, members]: Told) => {
      known.set(organization.organizationId, [organization, members])
      const before = await users.whole(organization.organizationId)
      const told = before ? await users.tell(before, organization, members) : await users.tellNew(organization, members)
      if (told === 'conflict') throw new Error('Nobody else tells here.')
    },
  }
}
