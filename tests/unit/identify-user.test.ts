// Whom a statement is about: found by the address once, by the link ever after; never somebody of another channel, and
// nobody who may not sign in.

import { describe, expect, it } from 'vitest'
import { createIdentifyUser } from '../../shared/channel/identify-user.ts'
import { createIdentities } from '../../shared/channel/store/identities.ts'
import type { UserClaims } from '../../shared/channel/user-token.ts'
import type { Table } from '../../shared/platform/table.ts'
import { aChannel, adaId, aPartner, aUser, benId, contosoId, eveId, fabrikamId } from '../support/channel-partners.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-28T12:00:00.000Z')

const claimsOf = (more: Partial<UserClaims> = {}): UserClaims => ({
  iss: 'https://sign-in.shop.example/',
  sub: 'ada-1',
  email: 'ada@fabrikam.example',
  channels: ['eu'],
  ...more,
})

const rig = () => {
  let time = start
  const counted = { reads: 0, writes: 0 }
  const table = memoryTable()
  const counting: Table = {
    ...table,
    read: (...given) => {
      counted.reads += 1
      return table.read(...given)
    },
    range: (...given) => {
      counted.reads += 1
      return table.range(...given)
    },
    write: (...given) => {
      counted.writes += 1
      return table.write(...given)
    },
  }
  const channel = aChannel(counting)
  /** One process; another one knows nothing of it. */
  const process = () =>
    createIdentifyUser({
      users: channel.users,
      identities: createIdentities(counting),
      now: () => new Date(time),
    })
  return {
    ...channel,
    table,
    process,
    counted,
    pass: (ms: number) => {
      time += ms
    },
  }
}

const contoso = aPartner({ organizationId: contosoId, hierarchyId: contosoId, number: 'H-000010', name: 'Contoso AG' })
const who = (identified: Awaited<ReturnType<ReturnType<typeof createIdentifyUser>>>) =>
  identified.outcome === 'identified'
    ? [identified.user.value.userId, identified.partner.organization.value.organizationId]
    : identified.code

describe('the first call of an identity', () => {
  it('finds the one user who has the address, whatever its letters, and links the two', async () => {
    const { tell, process, table } = rig()
    await tell(aPartner(), [aUser(), aUser({ userId: benId, email: 'ben@fabrikam.example', role: 'User' })])
    expect(who(await process()(claimsOf({ email: 'ADA@Fabrikam.example' })))).toEqual([adaId, fabrikamId])
    const stored = JSON.stringify(
      (await Promise.all([...'0123456789abcdef'].map((part) => table.range(part, 'identity|', 'identity}')))).flat(),
    )
    expect(stored).toContain(adaId)
    // What the issuer says of a person stands nowhere.
    for (const said of ['ada-1', 'sign-in.shop', 'fabrikam.example']) expect(stored).not.toContain(said)
  })

  it('of an address that nobody has is of nobody', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser()])
    expect(who(await process()(claimsOf({ email: 'eve@evil.example' })))).toBe('identity-unknown')
  })

  it.each<[string, Partial<Parameters<typeof aUser>[0]>, string]>([
    ['Disabled', { status: 'Disabled', reason: 'on-leave' }, 'user-not-active'],
    ['Removed', { status: 'Removed' }, 'identity-unknown'],
  ])('of a user who is %s is refused, and links nothing', async (_, more, code) => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser(more)])
    expect(who(await process()(claimsOf()))).toBe(code)
    await tell(aPartner(), [aUser()])
    expect(who(await process()(claimsOf()))).toEqual([adaId, fabrikamId])
  })

  it.each(['Suspended', 'Ended'] as const)('of a user whose partner is %s is refused', async (status) => {
    const { tell, process } = rig()
    await tell(aPartner({ status }), [aUser()])
    expect(who(await process()(claimsOf()))).toBe('partner-not-active')
  })

  it('finds nobody of a partner who buys elsewhere', async () => {
    const { tell, process } = rig()
    await tell(aPartner({ channels: ['us'] }), [aUser()])
    expect(who(await process()(claimsOf()))).toBe('identity-unknown')
    expect(who(await process()(claimsOf({ channels: ['us', 'uk'] })))).toEqual([adaId, fabrikamId])
  })

  it('that is made twice at once links one person', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser()])
    const found = await Promise.all([process()(claimsOf()), process()(claimsOf())])
    expect(found.map(who)).toEqual([
      [adaId, fabrikamId],
      [adaId, fabrikamId],
    ])
  })
})

describe('later calls', () => {
  it('go by the link: another address in the statement moves nothing', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser(), aUser({ userId: benId, email: 'ben@fabrikam.example' })])
    const first = process()
    await first(claimsOf())
    for (const identify of [first, process()])
      expect(who(await identify(claimsOf({ email: 'ben@fabrikam.example' })))).toEqual([adaId, fabrikamId])
  })

  it('go by the link when the user has another address, and whoever has the old one is somebody else', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser()])
    await process()(claimsOf())
    await tell(aPartner(), [
      aUser({ email: 'ada.roth@fabrikam.example' }),
      aUser({ userId: benId, email: 'ada@fabrikam.example', role: 'User' }),
    ])
    expect(who(await process()(claimsOf()))).toEqual([adaId, fabrikamId])
    expect(who(await process()(claimsOf({ sub: 'ben-1' })))).toEqual([benId, fabrikamId])
  })

  it('of the same name at another issuer are of somebody else', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser()])
    await process()(claimsOf())
    const elsewhere = { iss: 'https://sign-in.other.example/', email: 'eve@evil.example' }
    expect(who(await process()(claimsOf(elsewhere)))).toBe('identity-unknown')
  })

  it('end with the right, at once', async () => {
    const { tell, process } = rig()
    await tell(aPartner(), [aUser()])
    const identify = process()
    expect(who(await identify(claimsOf()))).toEqual([adaId, fabrikamId])
    await tell(aPartner(), [aUser({ status: 'Removed' })])
    expect(who(await identify(claimsOf()))).toBe('user-not-active')
    await tell(aPartner(), [aUser({ status: 'Disabled' })])
    expect(who(await identify(claimsOf()))).toBe('user-not-active')
    await tell(aPartner({ status: 'Suspended' }), [aUser()])
    expect(who(await identify(claimsOf()))).toBe('partner-not-active')
    await tell(aPartner({ channels: ['us'] }), [aUser()])
    expect(who(await identify(claimsOf()))).toBe('identity-unknown')
    await tell(aPartner(), [aUser()])
    expect(who(await identify(claimsOf()))).toEqual([adaId, fabrikamId])
  })

  it('are one storage transaction for whoever is known', async () => {
    const { tell, process, counted } = rig()
    await tell(aPartner(), [aUser(), aUser({ userId: eveId, email: 'eve@fabrikam.example' })])
    const identify = process()
    await identify(claimsOf())
    Object.assign(counted, { reads: 0, writes: 0 })
    for (let count = 0; count < 10; count += 1) await identify(claimsOf())
    expect(counted).toEqual({ reads: 10, writes: 0 })
  })
})

describe('a person of several organizations', () => {
  const both = async () => {
    const all = rig()
    await all.tell(aPartner(), [aUser()])
    await all.tell(contoso, [aUser({ role: 'User' })])
    return all
  }

  it('chooses one, and is told which there are', async () => {
    const { process } = await both()
    const identify = process()
    expect(await identify(claimsOf())).toEqual({
      outcome: 'refused',
      code: 'choose-organization',
      organizations: [
        { organizationId: fabrikamId, number: 'H-000009', name: 'Fabrikam GmbH' },
        { organizationId: contosoId, number: 'H-000010', name: 'Contoso AG' },
      ],
    })
    expect(who(await identify(claimsOf(), contosoId))).toEqual([adaId, contosoId])
    expect(who(await identify(claimsOf(), fabrikamId))).toEqual([adaId, fabrikamId])
    expect(who(await process()(claimsOf(), contosoId))).toEqual([adaId, contosoId])
  })

  it('cannot choose one of others, nor one that does not exist', async () => {
    const { process, tell } = await both()
    const foreign = '9c9f6f0e-2c1d-4e7a-8f35-6d5c4b3a2918'
    await tell(aPartner({ organizationId: foreign, number: 'H-000011', name: 'Evil' }), [
      aUser({ userId: eveId, email: 'eve@evil.example' }),
    ])
    for (const identify of [process(), process()])
      for (const wanted of [foreign, eveId, ''])
        expect(who(await identify(claimsOf(), wanted))).toBe('identity-unknown')
  })

  it('need not choose where only one is open to them', async () => {
    const { process, tell } = await both()
    await tell({ ...contoso, status: 'Suspended' }, [aUser({ role: 'User' })])
    const identify = process()
    expect(who(await identify(claimsOf()))).toEqual([adaId, fabrikamId])
    expect(who(await identify(claimsOf(), contosoId))).toBe('partner-not-active')
  })

  it('is offered one that they came to a minute later, and at once where they name it', async () => {
    const { tell, process, pass } = rig()
    await tell(aPartner(), [aUser()])
    const identify = process()
    await identify(claimsOf())
    await tell(contoso, [aUser({ role: 'User' })])
    expect(who(await identify(claimsOf(), contosoId))).toEqual([adaId, contosoId])
    pass(60_000)
    expect(who(await identify(claimsOf()))).toBe('choose-organization')
  })
})
