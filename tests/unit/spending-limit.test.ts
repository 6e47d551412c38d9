// The spending limit of a person: an amount with its currency that staff set, kept with headquarters, told to the user's site.

import { describe, expect, it } from 'vitest'
import { apiUser } from '../../shared/channel/api-user.ts'
import { editCustomer } from '../../shared/headquarters/edit-customer.ts'
import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import { ada, organizationId, partnerRig } from '../support/partner-rig.ts'
import { tradeLists } from '../support/trade-lists.ts'

const staffRig = async () => {
  const rig = await partnerRig()
  const { headquarters, clock, users } = rig
  const choose = async (spendingLimit: string) => {
    clock.now += 1000
    const now = () => new Date(clock.now)
    const found = await headquarters.customers.locate(ada)
    const change = { typed: { spendingLimit }, etag: found?.etag ?? '', actor: { name: 'kim' }, mayMoveAdmins: true }
    return editCustomer({ headquarters, send: async () => undefined, now })(ada, change)
  }
  const told = async () => {
    await rig.run()
    const user = await users.read(organizationId, ada)
    if (!user) throw new Error('The site does not know the user.')
    return apiUser(user).spendingLimit
  }
  const page = async () => {
    const customer = await rig.customer(ada)
    if (!customer) throw new Error('The customer is gone.')
    return renderCustomer({ bridge: undefined, viewer: undefined, tradeLists, customer, etag: '' }).toString()
  }
  return { ...rig, choose, told, page }
}

describe('a spending limit', () => {
  it('is kept with all the decimals of its currency, told to the site by job 1010, and not to Sales', async () => {
    const { choose, told, customer, sales } = await staffRig()
    expect(await told()).toBeUndefined()
    const contact = JSON.stringify([...sales.contacts])
    expect(await choose('250 eur')).toMatchObject({ outcome: 'stored' })
    expect((await customer(ada))?.spendingLimit).toBe('250.00 EUR')
    expect(await told()).toEqual({ amount: '250.00', currency: 'EUR' })
    expect(JSON.stringify([...sales.contacts])).toBe(contact)
    await choose('')
    expect(await told()).toBeUndefined()
  })

  it.each(['-1 EUR', '1e309 EUR', '0.001 EUR', '10.5 JPY', '5 XYZ', '250', 'EUR', '100000000001 EUR'])(
    'that is none is refused: %s',
    async (text) => {
      const { choose, customer } = await staffRig()
      expect(await choose(text)).toMatchObject({ outcome: 'refused', errors: [{ path: 'spendingLimit' }] })
      expect(await customer(ada)).not.toHaveProperty('spendingLimit')
    },
  )

  it('stands on the page of the person, which says that the shop enforces it', async () => {
    const { choose, page } = await staffRig()
    expect(await page()).not.toContain('The shop enforces it')
    await choose('250 EUR')
    expect(await page()).toMatch(/Spending limit[\s\S]*250\.00[\s\S]*The shop enforces it/)
  })
})
