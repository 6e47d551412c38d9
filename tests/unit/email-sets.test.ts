// The e-mail addresses that two validators are tried with. Where our verdict is another one, the reason stands here.

import { describe, expect, it } from 'vitest'
import { accept, bodyWith } from '../support/intake-samples.ts'
import { tellReasons, validatorSet } from '../support/validator-sets.ts'

/** Why an address is refused here that the validator takes. */
const refusedHere = {
  'quoted names are of no mailbox that anybody has, and no browser takes them in an e-mail field': /^"/,
  'a host by its number has no mail of a company': /@(?:\[.*\]|[\d.]+)$/,
  'mail goes to the public Internet, where every domain has a dot': /@[^.]+$/,
  'no top-level domain has a single letter or is a number': /\.(?:[a-z]|\d+)$/,
  'neither the mail service nor Sales takes a mailbox with letters beyond ASCII': /^[^@]*\P{ASCII}[^@]*@/u,
  'the column in Sales holds 100 characters': /^.{101,}$/,
} as const

/** Why an address is taken here that the validator refuses. */
const takenHere = {
  'what was pasted with it is taken away: white space around it, a full stop behind it': /^\s|\s$|\.$/,
  'wide letters are what input methods of East Asia write': /[\uff01-\uff5e]/,
} as const

const isTaken = (address: string): boolean => accept(bodyWith('requestor.email', address)).outcome === 'accepted'

// From its ninth diagnosis on isemail takes nothing without being told to; those before begin with these words.
const isValid = {
  isemail: (verdict: string) => /^(?:valid|dnsWarn|rfc5321)/.test(verdict),
  'validator-js': (verdict: string) => verdict === 'valid',
}

describe.each([
  ['isemail', 26, 20],
  ['validator-js', 4, 5],
] as const)('the addresses of %s', (name, takenMore, refusedMore) => {
  const judged = validatorSet(name).map(([address, verdict]) => ({
    address,
    theirs: isValid[name](verdict ?? ''),
    ours: isTaken(address),
  }))
  const differing = judged.filter(({ theirs, ours }) => theirs !== ours)

  it('are judged alike, but for those with a reason', () => {
    const reasons = (ours: boolean) => Object.entries(ours ? takenHere : refusedHere)
    const unexplained = differing.filter(({ address, ours }) => !reasons(ours).some(([, form]) => form.test(address)))
    const told = differing.map(
      ({ address, ours }) => reasons(ours).find(([, form]) => form.test(address))?.[0] ?? JSON.stringify(address),
    )
    tellReasons(name, judged.length, told)
    expect(unexplained).toEqual([])
  })

  it('differ in as many verdicts as are known', () => {
    expect(differing.filter(({ ours }) => ours)).toHaveLength(takenMore)
    expect(differing.filter(({ ours }) => !ours)).toHaveLength(refusedMore)
  })
})
