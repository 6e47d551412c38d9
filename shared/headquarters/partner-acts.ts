// What staff do with a partner as a whole, as the addresses name it, and the status that it has then.

import type { PartnerStatus } from '../domain/users/user.ts'

export const partnerActs = {
  suspend: 'Suspended',
  resume: 'Active',
  end: 'Ended',
} as const satisfies Readonly<Record<string, PartnerStatus>>

export type PartnerAct = keyof typeof partnerActs

/** The act that an address names, if it is one. */
export const asPartnerAct = (name: string | undefined): PartnerAct | undefined =>
  name !== undefined && Object.hasOwn(partnerActs, name) ? (name as PartnerAct) : undefined

/** From which status each may be done: what has ended stays ended (PARTNERS section 1). */
const possibleFrom: Readonly<Record<PartnerAct, readonly PartnerStatus[]>> = {
  suspend: ['Active'],
  resume: ['Suspended'],
  end: ['Active', 'Suspended'],
}

/** What may be done with a partner of this status. */
export const actsOnPartner = (status: PartnerStatus): PartnerAct[] =>
  (Object.keys(partnerActs) as PartnerAct[]).filter((act) => possibleFrom[act].includes(status))
