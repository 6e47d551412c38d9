// The bytes of an accepted request decide its id, so they must stay what they are whatever becomes of the table of fields.

import { describe, expect, it } from 'vitest'
import { createChannelRequests } from '../../shared/channel/store/requests.ts'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { accepted, fullBody } from '../support/intake-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const least = {
  requestor: { lastName: 'Roth', email: 'ada.roth@fabrikam.example', firstName: 'Ada' },
  company: { address: { country: 'DE', city: 'Berlin', line1: 'Lindenstraße 1' }, name: 'Fabrikam GmbH' },
}

const idOf = async (body: unknown): Promise<string | undefined> => {
  const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en' } as const
  const now = () => new Date('2026-11-20T08:05:00Z')
  const result = await createSubmitRequest({ requests: createChannelRequests(memoryTable()), rules, now })(body)
  return result.outcome === 'accepted' ? result.requestId : undefined
}

describe('an accepted request', () => {
  it('of which everything is given is these bytes', () => {
    expect(JSON.stringify(accepted(fullBody()))).toBe(
      '{"company":{"name":"Fabrikam GmbH","website":"https://fabrikam.example","registrationNumber":"HRB 12345",' +
        '"taxId":"DE123456789","phone":"+49 30 1234","address":{"line1":"Lindenstraße 1","line2":"2. Hof",' +
        '"city":"Berlin","stateOrProvince":"BE","postalCode":"10969","country":"DE"}},"requestor":{"firstName":"Ada",' +
        '"lastName":"Roth","email":"ada.roth@fabrikam.example","phone":"+49 170 1234567","jobTitle":"Buyer"},' +
        '"comments":"We sell\\ngarden furniture.","language":"nl","channel":"benelux","attributes":{"industry":"Retail"}}',
    )
  })

  it('of which only what is required is given is these bytes', () => {
    expect(JSON.stringify(accepted(least))).toBe(
      '{"company":{"name":"Fabrikam GmbH","address":{"line1":"Lindenstraße 1","city":"Berlin","country":"DE"}},' +
        '"requestor":{"firstName":"Ada","lastName":"Roth","email":"ada.roth@fabrikam.example"},"language":"en",' +
        '"channel":"default","attributes":{}}',
    )
  })

  it('has the id that it always had', async () => {
    expect(await idOf(fullBody())).toBe('79b00c98-3e56-5631-a62b-77e293378068')
    expect(await idOf(least)).toBe('c28c1723-367a-5e21-a5ea-0a6debc8eb87')
  })
})
