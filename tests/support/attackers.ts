// Ten attackers, each an hour of attempts at the limits as they stand, and what they leave for the honest.

import { createAbuseLimits } from '../../shared/channel/abuse-limits.ts'
import type { Attempt, Limits } from '../../shared/channel/limit-rules.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { memoryTable } from './memory-table.ts'

export type Attacker = { readonly name: string; readonly attempt: (at: number) => Attempt }

const tries = 6_000
const mail = (at: number): string => `person${at}@company${at}.example`

export const attackers: readonly Attacker[] = [
  { name: 'one machine, one address', attempt: () => ({ network: '203.0.113.7', email: 'ada@fabrikam.example' }) },
  { name: 'one machine, many addresses', attempt: (at) => ({ network: '203.0.113.7', email: mail(at) }) },
  {
    name: 'one machine, plus signs and dots of one mailbox',
    attempt: (at) => ({ network: '203.0.113.7', email: `a.da+${at}@gmail.com` }),
  },
  {
    name: 'one machine, every spelling of its address',
    attempt: (at) => ({ network: ['203.0.113.7', '::ffff:203.0.113.7', '::FFFF:cb00:7107'][at % 3], email: mail(at) }),
  },
  {
    name: 'one IPv6 network, another address each time',
    attempt: (at) => ({ network: `2001:db8::${(at % 65_536).toString(16)}`, email: mail(at) }),
  },
  {
    name: 'a whole /48, another /64 each time',
    attempt: (at) => ({ network: `2001:db8:1:${(at % 65_536).toString(16)}::1`, email: mail(at) }),
  },
  { name: 'a whole /24', attempt: (at) => ({ network: `198.51.100.${at % 256}`, email: mail(at) }) },
  { name: 'twenty rented machines', attempt: (at) => ({ network: `10.${at % 20}.0.1`, email: mail(at) }) },
  {
    name: 'a botnet of 5,000 networks',
    attempt: (at) => ({ network: `${10 + (at % 20)}.${Math.floor(at / 20) % 250}.0.1`, email: mail(at) }),
  },
  { name: 'one machine, bodies that are no request', attempt: () => ({ network: '203.0.113.7' }) },
]

export type Measured = { readonly through: number; readonly honest: boolean; readonly site: boolean }

/** One attacker's hour against one instance of the app, with a site that has a key. */
export const measure = async (attacker: Attacker, limits: Limits): Promise<Measured> => {
  const now = new Date('2026-11-20T08:00:00.000Z')
  const { admit } = createAbuseLimits(createLimitBuckets(memoryTable()), limits, 'secret', () => now, true)
  const isIn = async (attempt: Attempt) => (await admit(attempt)).outcome === 'admitted'
  let through = 0
  for (let at = 0; at < tries; at += 1) if (await isIn(attacker.attempt(at))) through += 1
  return {
    through,
    honest: await isIn({ network: '192.0.2.99', email: 'honest@contoso.example' }),
    site: await isIn({ site: 'eu', network: '192.0.2.98', email: 'customer@contoso.example' }),
  }
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no')

/** The table of docs/operate.md, measured now. */
export const attackerTable = async (limits: Limits): Promise<string> => {
  const rows: string[] = []
  for (const attacker of attackers) {
    const { through, honest, site } = await measure(attacker, limits)
    rows.push(`| ${attacker.name} | ${through} | ${yesOrNo(honest)} | ${yesOrNo(site)} |`)
  }
  const head = `| attacker, ${tries.toLocaleString('en')} attempts | let through | room for an honest one | room for a site |`
  return [head, '|---|---|---|---|', ...rows].join('\n')
}
