// What is left to do for a person whose address became another one before the partner was there.

import { describe, expect, it } from 'vitest'
import type { Person } from '../../shared/domain/customer.ts'
import { afterTelling } from '../../shared/headquarters/users/after-telling.ts'
import { now } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { asUser } from '../support/partner-samples.ts'

const organizationId = 'a0000000-0000-4000-8000-000000000001'
const ada = 'c0000000-0000-4000-8000-000000000001'
const somebody = 'c0000000-0000-4000-8000-000000000002'
const home = '0'
const push = { organizationId, home, userId: ada, userHome: home }
const left = 'ada@before.example'

/** A person who left an address, of a partner whose hierarchy is not stored yet. */
const moved = async (more: Partial<Person> = {}) => {
  const { headquarters } = memoryStores()
  const unit = headquarters.begin(home)
  const person: Person = { ...asUser(ada, organizationId), formerEmails: [left], held: [left], ...more }
  headquarters.customers.create(unit, home, person)
  unit.collect(home, headquarters.watchList.changes({ customerId: ada, at: now }, true, false))
  await unit.commit()
  for (const email of [left, person.email ?? '']) await headquarters.signIns.claim(email, ada, [organizationId])
  const stored = async () => (await headquarters.customers.read(home, ada))?.value
  return { headquarters, stored, afterwards: () => afterTelling({ headquarters, now: () => new Date(now) }, push) }
}

describe('after the channel was told of a partner that is not there yet', () => {
  it('an address that was left is free, as no site shows it', async () => {
    const { headquarters, stored, afterwards } = await moved()
    expect(await afterwards()).toBe('done')
    expect(await stored()).not.toHaveProperty('held')
    expect(await stored()).not.toHaveProperty('formerEmails')
    expect(await headquarters.signIns.isFree(left, somebody)).toBe(true)
    expect(await headquarters.signIns.isFree(asUser(ada, organizationId).email ?? '', somebody)).toBe(false)
  })

  it('it is kept while an onboarding that brings the partner does not know the new one', async () => {
    const { headquarters, stored, afterwards } = await moved({
      untold: [{ number: 1, entries: [], to: [somebody], signIn: true }],
    })
    expect(await afterwards()).toBe('again')
    expect(await stored()).toMatchObject({ held: [left] })
    expect(await headquarters.signIns.isFree(left, somebody)).toBe(false)
  })
})
