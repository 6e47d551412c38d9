// Which spellings of an e-mail address are one mailbox, as far as the limits count.

import { expect, it } from 'vitest'
import { foldedAddress } from '../../shared/domain/folded-address.ts'

it.each([
  ['Ada@Fabrikam.Example', 'ada@fabrikam.example'],
  ['ada+1@fabrikam.example', 'ada@fabrikam.example'],
  ['ada+b2b+2@fabrikam.example', 'ada@fabrikam.example'],
  ['ada.roth@fabrikam.example', 'ada.roth@fabrikam.example'],
  ['a.d.a@gmail.com', 'ada@gmail.com'],
  ['A.da+x@GoogleMail.com', 'ada@gmail.com'],
  ['a-d_a.@protonmail.com', 'ada@proton.me'],
  ['ada@pm.me', 'ada@proton.me'],
  ['ada@gmail.com.', 'ada@gmail.com'],
  ['+ada@fabrikam.example', '+ada@fabrikam.example'],
  ['a.d.a@gmail.com.evil.example', 'a.d.a@gmail.com.evil.example'],
])('%s is counted as %s', (email, counted) => {
  expect(foldedAddress(email)).toBe(counted)
})
