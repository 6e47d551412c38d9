// An import of partners from a file, as it is kept: what it is, and what becomes of each row.

import type { NewPartner } from './new-partner.ts'

/** What staff ordered; as an intent it stays until every row has ended. */
export type PartnerImport = {
  readonly importId: string
  /** ISO 8601. */
  readonly at: string
  /** The member of staff, or the application. */
  readonly who: string
  readonly rows: number
  /** Of the file. */
  readonly digest: string
  /** When the last row ended; ISO 8601. */
  readonly endedAt?: string
}

/** Why a row is refused; the fields that are wrong stand beside it. */
export const importRefusals = ['invalid', 'address-taken', 'organization-unknown', 'too-many-users'] as const
export type ImportRefusal = (typeof importRefusals)[number]

/** `Waiting`: it will be made; `Exists`: it was a partner already, and nothing was changed. */
export const importOutcomes = ['Waiting', 'Made', 'Exists', 'Refused'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

export type ImportRow = {
  /** Of the file, counted from 1. */
  readonly line: number
  readonly name: string
  readonly organizationId: string
  readonly outcome: ImportOutcome
  /** What is to be made; gone once it is. */
  readonly partner?: NewPartner
  /** Of the hierarchy. */
  readonly number?: string
  readonly why?: ImportRefusal
  /** Columns that are wrong. */
  readonly columns?: readonly string[]
}
