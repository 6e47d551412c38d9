// What the steps of one look at a prospect share.

import type { CreditBounds } from '../domain/credit-bounds.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TradeCodes } from '../domain/trade-codes.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { TakeNumber } from '../headquarters/store/number-sequences.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'
import type { UnitOfWork } from '../headquarters/store/unit-of-work.ts'

export type StepContext = {
  readonly headquarters: HeadquartersStore
  readonly takeNumber: TakeNumber
  /** What a new organization is given of its channel. */
  readonly tradeOf: (channel: string) => TradeCodes
  /** Collects what changes because of this look. */
  readonly unit: UnitOfWork
  readonly at: string
  readonly prospect: Prospect
  /** The prospect as it was read. */
  readonly stored: StoredProspect
  /** Sales says that it is won, and it is not approved yet. */
  readonly approves: boolean
  /** Something changed under the look before: what is expected to be new may be there already. */
  readonly afterConflict: boolean
  /** From which credit limits on a second person decides. */
  readonly creditBounds: CreditBounds
}

/** Something is not where it was a moment ago; everything is read again. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile'
}
