// The description of the interface, whole, against what programs were told before. A meant change of it is written anew:
// `npm test -- tests/unit/interface-description.test.ts -u`.

import { expect, it } from 'vitest'
import { openApi } from '../../functions/open-api.ts'

it('the interface is described as before', async () => {
  const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en', attributes: ['industry'] } as const
  const text = `${JSON.stringify(openApi(rules, 'https://partners.example'), undefined, 2)}\n`
  await expect(text).toMatchFileSnapshot('../fixtures/interface-description.txt')
})
