// Planted mistakes: what the protocol would be like if one of its rules were broken, where that shows, and which
// invariant has to notice.

import type { Variant } from './app.ts'
import type { Invariant } from './invariants.ts'
import { customerMutants } from './mutants-customers.ts'
import { earlyMutants } from './mutants-early.ts'
import { mailMutants } from './mutants-mail.ts'
import { messageMutants } from './mutants-messages.ts'
import { restoredMutants } from './mutants-restored.ts'
import { storageMutants } from './mutants-storage.ts'
import { toldMutants } from './mutants-told.ts'
import { unknownMutants } from './mutants-unknown.ts'
import type { SituationName } from './situations.ts'

export type Mutant = {
  readonly variant: Variant
  readonly shows: SituationName
  readonly caughtBy: Invariant
}

/** All of them by name. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...storageMutants,
  ...messageMutants,
  ...mailMutants,
  ...customerMutants,
  ...earlyMutants,
  ...restoredMutants,
  ...toldMutants,
  ...unknownMutants,
}
