// The comparison of everything that is ours takes in users whom Admins or staff added, whom no onboarding brought.

import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/domain/messages.ts'
import { compareEverything } from '../../shared/dual-write/compare-everything.ts'
import { compareRound } from '../../shared/dual-write/compare-round.ts'
import { createComparedStore } from '../../shared/dual-write/compared-store.ts'
import { newRound } from '../../shared/dual-write/repair-round.ts'
import { writeMissing } from '../../shared/dual-write/write-missing.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { ada, organizationId, partnerRig } from '../support/partner-rig.ts'
import { silentLog as log } from '../support/silent-log.ts'

const begunAt = '2030-02-01T08:00:00.000Z'

/** A partner to which Eva was added, and what a comparison finds of it. */
const withEva = async () => {
  const rig = await partnerRig()
  const { headquarters, dualWrite, sales } = rig
  const eva = await rig.add('eva@fabrikam.example')
  await rig.run()
  const contact = { accountId: organizationId, firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' }
  sales.contacts.set(ada, contact)
  const port = { ...sales.port, leadsById: async () => [], opportunitiesById: async () => [] } as unknown as Sales
  const compared = { headquarters: createComparedStore(headquarters), sales: port, log }
  const compare = async () => (await compareRound(compared, undefined)).hints
  const sent: Message[] = []
  const round = { headquarters, rounds: dualWrite.rounds, sales: port, log, now: () => new Date(begunAt) }
  const deps = { ...round, send: async (messages: readonly Message[]) => void sent.push(...messages) }
  const go = async (kind: 'compare-all' | 'write-missing') => {
    await dualWrite.rounds.write(kind, undefined, newRound('kim', begunAt))
    if (kind === 'compare-all') await compareEverything(deps, { run: begunAt })
    else await writeMissing(deps, { by: 'kim', run: begunAt })
    return (await dualWrite.rounds.read(kind))?.value
  }
  return { ...rig, eva, compare, go, sent }
}

describe('a user who was added later', () => {
  it('is looked at where Sales says something else, and else left in peace', async () => {
    const { eva, sales, compare } = await withEva()
    expect(await compare()).not.toContainEqual({ contactId: eva })
    sales.contacts.set(eva, { ...sales.contacts.get(eva), lastName: 'Sommer' })
    expect(await compare()).toContainEqual({ contactId: eva })
  })

  it('is shown again where Sales lost role and state', async () => {
    const { eva, sales, compare } = await withEva()
    sales.shown.delete(eva)
    await compare()
    expect(sales.shown.get(eva)).toMatchObject({ role: 'User', user: 'Active' })
  })

  it('is missing where Sales lost the contact, and asked for again', async () => {
    const { eva, sales, compare, go, sent } = await withEva()
    const before = (await go('compare-all'))?.missing.contacts ?? 0
    sales.contacts.delete(eva)
    expect(await compare()).toContainEqual({ contactId: eva })
    expect(await go('write-missing')).toMatchObject({ state: 'ended', missing: { contacts: before + 1 } })
    expect(sent).toContainEqual(
      expect.objectContaining({ type: 'write-customer-again', data: expect.objectContaining({ customerId: eva }) }),
    )
  })

  it('is asked for with all others of a partner, though each of them changes the same rows', async () => {
    const { add, run, sales, go, sent } = await withEva()
    for (const name of ['kim', 'lee', 'mia', 'noa', 'ole', 'pia']) await add(`${name}@fabrikam.example`)
    await run()
    sales.contacts.clear()
    const ended = await go('write-missing')
    const asked = sent.flatMap((each) => (each.type === 'write-customer-again' ? [each.data.customerId] : []))
    expect(asked.filter((id) => id !== organizationId)).toHaveLength(8)
    expect(ended).toMatchObject({ state: 'ended', missing: { contacts: 8 } })
  })

  it('is not missing before the contact is made, nor once removed', async () => {
    const { add, pull, change, run, eva, sales, go } = await withEva()
    const before = (await go('compare-all'))?.missing.contacts ?? 0
    await change(eva, { kind: 'remove' })
    await run()
    sales.contacts.delete(eva)
    await add('kim@fabrikam.example')
    await pull()
    expect((await go('write-missing'))?.missing.contacts).toBe(before)
  })
})
