// The credit of an organization: what it may owe, whether that must be checked, and whether it is on hold. What of it is used is the shop's to know, never ours.

import type { CustomerPath, Values } from './customer-fields.ts'
import { asHold, type Hold } from './hold.ts'
import { readMoney } from './money.ts'
import { readInstant, readMembers } from './readers.ts'
import { readActor, readChanges } from './timeline.ts'

export const creditPaths = [
  'credit.limit',
  'credit.mandatory',
  'credit.onHold',
  'credit.rating',
] as const satisfies readonly CustomerPath[]
export type CreditPath = (typeof creditPaths)[number]
export const isCreditPath = (path: string): path is CreditPath => creditPaths.some((known) => known === path)

/** Reads a change that waits for a second person, and who wants it: `sales` where a seller changed the account. */
export const readProposedCredit = readMembers({ changes: readChanges, by: readActor, at: readInstant })
export type ProposedCredit = NonNullable<ReturnType<typeof readProposedCredit>>

/** What sites are told of it. */
export type ToldCredit = {
  readonly limit?: string
  readonly currency?: string
  readonly mandatory: boolean
  readonly onHold: Hold | 'No'
}

/** What sites are told, from the texts of an organization; nothing where it has neither limit nor anything else of it. */
export const toldCredit = (texts: Values): ToldCredit | undefined => {
  if (!creditPaths.some((path) => path !== 'credit.rating' && texts[path] !== undefined)) return undefined
  const limit = readMoney(texts['credit.limit'])
  return {
    ...(limit ? { limit: limit.amount, currency: limit.currency } : {}),
    mandatory: texts['credit.mandatory'] !== undefined,
    onHold: asHold(texts['credit.onHold']),
  }
}
