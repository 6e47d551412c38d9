// The pages on which staff make partners that no onboarding made, drawn with sample data.

import type { Organization } from '../../shared/domain/customer.ts'
import type { ImportRow } from '../../shared/domain/partner-import.ts'
import type { Viewer } from '../../shared/headquarters/access.ts'
import type { BridgeView } from '../../shared/headquarters/pages/bridge-banner.ts'
import { renderFindOrganization } from '../../shared/headquarters/pages/render-find-organization.ts'
import { renderImport, renderPartnerImport } from '../../shared/headquarters/pages/render-import.ts'
import { renderNewCustomer } from '../../shared/headquarters/pages/render-new-customer.ts'
import { renderNewPartner } from '../../shared/headquarters/pages/render-new-partner.ts'
import type { Html } from '../../shared/platform/html.ts'
import { tradeLists } from '../support/trade-lists.ts'
import type { Change } from './pages-samples.ts'

export const newPartnerPages = (
  text: Change,
  bridge: BridgeView,
  viewer: Viewer,
  organization: Organization,
): Record<string, Html> => {
  const place = { city: text('Berlin'), country: 'DE', email: text('info@fabrikam.example') }
  const contacts = ['Ada Roth', 'Bo Lind'].map((name, at) => ({
    // Never what somebody typed: names of controls are made of them.
    id: `k${at}`,
    userId: `k${at}`,
    name: text(name),
    email: text('ada@fabrikam.example'),
    ...(at === 0 ? { jobTitle: text('Owner') } : {}),
  }))
  const frame = { bridge, viewer, tradeLists, formId: text('f1') }
  const row = (line: number, outcome: ImportRow['outcome'], more: Partial<ImportRow> = {}): ImportRow => ({
    line,
    name: text('Fabrikam GmbH'),
    organizationId: text('a1'),
    outcome,
    ...more,
  })
  const refused = [
    row(4, 'Refused', { why: 'invalid', columns: [text('admin.email')] }),
    row(5, 'Refused', { why: 'address-taken' }),
  ]
  const head = { importId: text('i1'), at: '2026-11-24T08:00:00.000Z', who: text('kim'), rows: 4, digest: text('d') }
  const ended = { ...head, endedAt: '2026-11-24T08:01:00.000Z' }
  const imports = { bridge, viewer, formId: text('f1'), newest: [] }
  return {
    import: renderImport({ ...imports, newest: [head, ended], problem: { code: 'cells', line: 3 } }),
    'import-preview': renderImport({
      ...imports,
      preview: {
        text: text('a,b'),
        rows: [row(2, 'Waiting'), row(3, 'Exists', { number: text('H-000009') }), ...refused],
        inSales: new Map([[2, { id: text('a2'), name: text('Fabrikam'), city: text('Bonn') }]]),
      },
    }),
    'import-sales-out': renderImport({
      ...imports,
      preview: { text: text('a,b'), rows: [row(2, 'Waiting')], isSalesOut: true },
    }),
    'import-nothing': renderImport({ ...imports, preview: { text: text('a,b'), rows: refused } }),
    'import-result': renderPartnerImport({
      bridge,
      viewer,
      head: ended,
      rows: [row(2, 'Made', { number: text('H-000010') }), row(3, 'Waiting'), ...refused],
    }),
    'find-organization': renderFindOrganization({
      bridge,
      viewer,
      search: text('Fabrikam'),
      found: [
        {
          organizationId: text('a1'),
          number: text('C-000107'),
          hierarchyId: text('a1'),
          name: text('Fabrikam AG'),
          ...place,
        },
        { organizationId: text('a2'), number: text('C-000108'), name: text('Fabrikam BV') },
        { accountId: text('a3'), name: text('Fabrikam GmbH'), ...place },
      ],
    }),
    'new-partner': renderNewPartner({
      ...frame,
      contacts: [],
      ticked: [],
      admins: [],
      invite: true,
      typed: { 'organization.name': '', 'organization.address.city': text('Bonn'), 'person.email': text('ada@') },
      holder: { customerId: text('u1'), label: text('C-000109 Ada Roth') },
      errors: [
        { path: 'organization.name', code: 'required' },
        { path: 'person.email', code: 'sign-in-taken' },
        { path: 'users', code: 'required' },
      ],
    }),
    'find-customer': renderFindOrganization({
      bridge,
      viewer,
      of: 'customer',
      search: text('Fabrikam'),
      found: [
        { organizationId: text('a2'), number: text('C-000108'), name: text('Fabrikam BV') },
        { accountId: text('a3'), name: text('Fabrikam GmbH'), ...place },
      ],
    }),
    'new-customer': renderNewCustomer({
      ...frame,
      defaultLanguage: 'en',
      organization: undefined,
      typed: { name: '', 'address.city': text('Bonn') },
      errors: [{ path: 'name', code: 'required' }],
    }),
    'new-person': renderNewCustomer({
      ...frame,
      defaultLanguage: 'en',
      organization,
      typed: { lastName: text('Roth'), language: 'et' },
    }),
    'new-partner-of-account': renderNewPartner({
      ...frame,
      picked: { kind: 'account', organization },
      contacts,
      ticked: ['k0'],
      admins: ['k0'],
      invite: false,
      typed: { 'person.role': 'User' },
      errors: [{ path: 'contact:k1', code: 'sign-in-taken' }],
    }),
  }
}
