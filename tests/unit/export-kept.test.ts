// The export of everything kept of a request or a customer.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { exportCustomer, exportProspect } from '../../shared/headquarters/export-kept.ts'
import { renderExport } from '../../shared/headquarters/pages/render-export.ts'
import { request } from '../support/domain-samples.ts'
import { noClocks } from '../support/no-clocks.ts'
import { ada, organizationId, partnerRig } from '../support/partner-rig.ts'
import { prospect } from '../support/partner-samples.ts'
import { elementsOf, textOf } from './pages-dom.ts'

const at = new Date('2026-12-01T08:00:00.000Z')

const rig = async () => {
  const partner = await partnerRig()
  const { audit, auditTrail } = partner
  const act = await auditTrail.begin({
    who: { kind: 'staff', id: 'kim', name: 'Kim' },
    code: 'edit-customer',
    on: { kind: 'customer', id: ada },
    input: '',
  })
  await auditTrail.end(act, { outcome: 'done', after: { email: 'ada@new.example' } })
  return { ...partner, deps: { headquarters: partner.headquarters, audit, clocks: () => noClocks, now: () => at } }
}

describe('what is kept of a person', () => {
  it('is its fields, its places in partners, its mails, and what was done with it', async () => {
    const { deps, add, run, headquarters } = await rig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await headquarters.complaints.note(addressHash('eva@fabrikam.example'), at.toISOString())
    const kept = await exportCustomer(deps, eva)
    expect(kept).toMatchObject({
      exportedAt: at.toISOString(),
      customer: { customerId: eva, lastName: 'Berg', email: 'eva@fabrikam.example', language: 'tr' },
      addresses: ['eva@fabrikam.example'],
      memberships: [{ hierarchyId: organizationId, number: 'H-000001', name: 'Fabrikam GmbH', role: 'User' }],
      requests: [],
      mails: [{ kind: 'user-added', state: 'Accepted', language: 'tr' }],
      reportedSpam: true,
      acts: [],
    })
    // Its lines stand with the request of its partner, and the other lines there are not about it.
    expect(kept?.timeline.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('ada@')
    const acts = (await exportCustomer(deps, ada))?.acts
    expect(acts).toMatchObject([{ act: 'edit-customer', after: { email: 'ada@new.example' } }])
  })

  it('has former addresses, and leaves out how the work is done', async () => {
    const { deps, change, run, add } = await rig()
    const eva = await add('eva@fabrikam.example')
    await run()
    await change(eva, { kind: 'edit', fields: { email: 'eva.berg@fabrikam.example' } })
    await run()
    const kept = await exportCustomer(deps, eva)
    expect(kept?.addresses).toEqual(['eva.berg@fabrikam.example', 'eva@fabrikam.example'])
    expect(Object.keys(kept?.customer ?? {})).not.toContain('memberOf')
  })

  it('has the requests that came from its address', async () => {
    const { deps, headquarters } = await rig()
    const prospectId = 'ffffffff-d9cb-469f-a165-70867728950e'
    const email = (await exportCustomer(deps, ada))?.addresses[0] ?? ''
    const { person: _, organization: __, hierarchyId: ___, ...before } = prospect.prospect
    const other = { ...before, prospectId, number: 'P-000077', status: 'Open' } as const
    const requestor = { ...request.requestor, email }
    await headquarters.prospects.create({ ...other, request: { ...request, requestor } }, [])
    expect((await exportCustomer(deps, ada))?.requests.map(({ number }) => number)).toContain('P-000077')
  })

  it('is nothing of whom nobody knows', async () => {
    const { deps } = await rig()
    expect(await exportCustomer(deps, 'ffffffff-d9cb-469f-a165-70867728950e')).toBeUndefined()
    expect(await exportProspect(deps, 'ffffffff-d9cb-469f-a165-70867728950e')).toBeUndefined()
  })
})

describe('what is kept of a request', () => {
  it('is the request, its customers and its lines', async () => {
    const { deps } = await rig()
    const { prospectId, number, request: asked } = prospect.prospect
    expect(await exportProspect(deps, prospectId)).toMatchObject({
      prospect: { prospectId, number, requestor: asked.requestor, company: asked.company },
      reportedSpam: false,
    })
  })

  it('is read on the page word by word', async () => {
    const { deps } = await rig()
    const kept = await exportProspect(deps, prospect.prospect.prospectId)
    const frame = { bridge: undefined, viewer: undefined, number: 'P-1', file: '/a', back: '/b' }
    const page = elementsOf(renderExport({ ...frame, kept: kept ?? {} }))
      .map(textOf)
      .join(' ')
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]
    const texts = leaves(kept).filter((text) => !/^(true|false|\d{4}-\d\d-\d\dT.*|)$/.test(text))
    expect(texts.length).toBeGreaterThan(20)
    for (const text of texts) expect(page).toContain(text)
  })
})
