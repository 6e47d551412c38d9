// The web addresses that browsers are tried with. Where our verdict is another one than theirs, the reason stands here.

import { describe, expect, it } from 'vitest'
import { accept, bodyWith } from '../support/intake-samples.ts'
import { tellReasons, validatorSet } from '../support/validator-sets.ts'

type Case = { readonly address: string; readonly host: string | null }

/** Why an address is refused here that browsers take. */
const refusedHere: Readonly<Record<string, (known: Case) => boolean>> = {
  'nobody tells a user name or a password of a website': ({ address }) => /^https?:[^?#]*@/.test(address),
  'a website of a company has a domain with a dot': ({ host }) => !/[^.]\.[^.]/.test(host ?? ''),
  'a control character or a line end inside is told with its place': ({ address }) => /\p{Cc}/u.test(address),
  'what cannot be read is told with its place': ({ address }) =>
    /[\ufffd\p{Cs}\p{Noncharacter_Code_Point}]/u.test(address),
  'a number in another writing leads elsewhere than it says': ({ host }) => /^[\d.]+$/.test(host ?? ''),
}

/** Whether the parser of this Node looks at what a label in Punycode stands for; some do not. */
const isUnchecked = ({ address }: Case): boolean => /\.xn--pokxncvks$/i.test(address)

const judged = validatorSet('whatwg-urls').map(([address, host]): Case & { ours: boolean } => ({
  address,
  host,
  ours: accept(bodyWith('company.website', address)).outcome === 'accepted',
}))

describe('the web addresses of the web platform tests', () => {
  it('are nothing here that browsers do not take', () => {
    expect(judged.filter((each) => each.ours && each.host === null && !isUnchecked(each))).toEqual([])
  })

  it('are taken here too, but for those with a reason', () => {
    const refused = judged.filter(({ host, ours }) => host !== null && !ours)
    const reasonOf = (known: Case) => Object.entries(refusedHere).find(([, applies]) => applies(known))?.[0]
    const told = refused.map((known) => reasonOf(known) ?? JSON.stringify(known.address))
    tellReasons('websites', judged.length, told)
    expect(refused.filter((known) => reasonOf(known) === undefined)).toEqual([])
  })

  it('are enough to say so', () => {
    expect(judged.length).toBeGreaterThanOrEqual(180)
    expect(judged.filter(({ ours }) => ours).length).toBeGreaterThanOrEqual(8)
  })
})
