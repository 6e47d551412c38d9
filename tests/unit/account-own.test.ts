// What users read of their own organization: its address, as people in its country write it.

import { expect, it } from 'vitest'
import { renderOwn } from '../../shared/channel/pages/account/render-own.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { anOrganization, aUser, organizationId } from '../support/account-samples.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { elementsOf, named, textOf } from './pages-dom.ts'

const [channel] = channelsFrom([{ name: 'default' }])
const parts = { line1: 'Street 1', city: 'City', stateOrProvince: 'State', postalCode: '12345' }

const linesOn = (language: Language, country: string): string[] => {
  const page = renderOwn({
    siteName: 'Northwind Trade',
    language,
    ...(channel ? { channel } : {}),
    user: { ...aUser(), organizationId, hierarchyId: organizationId, revision: 1 },
    organization: { ...anOrganization({ address: { ...parts, country } }), userCount: 1, admins: 1, revision: 1 },
    isAdmin: true,
    isOfSeveral: false,
  })
  const texts = named(elementsOf(page), 'bdi').map(textOf)
  return texts.slice(texts.lastIndexOf('Fabrikam GmbH') + 1, -1)
}

it.each([
  ['en', 'US', ['Street 1', 'City State 12345', 'United States']],
  ['en', 'DE', ['Street 1', '12345 City', 'State', 'Germany']],
  ['zh-Hans', 'CN', ['12345 State City', 'Street 1', '中国']],
  ['tr', 'TR', ['Street 1', '12345 City State', 'Türkiye']],
] as const)('in %s, of %s', (language, country, lines) => expect(linesOn(language, country)).toEqual(lines))
