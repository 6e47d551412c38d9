// Planted mistakes: what the protocol would be like if one of its rules were broken, where that shows, and which
// invariant has to notice.

import type { Variant } from './app.ts'
import type { Invariant } from './invariants.ts'
import { applicantMutants } from './mutants-applicant.ts'
import { arrivingMutants } from './mutants-arriving.ts'
import { creditMutants } from './mutants-credit.ts'
import { customerMutants } from './mutants-customers.ts'
import { deskMutants } from './mutants-desk.ts'
import { earlyMutants } from './mutants-early.ts'
import { importMutants } from './mutants-import.ts'
import { likelyMutants } from './mutants-likely.ts'
import { listedMutants } from './mutants-listed.ts'
import { mailMutants } from './mutants-mail.ts'
import { memoryMutants } from './mutants-memory.ts'
import { mergedMutants } from './mutants-merged.ts'
import { messageMutants } from './mutants-messages.ts'
import { questionMutants } from './mutants-questions.ts'
import { restoredMutants } from './mutants-restored.ts'
import { storageMutants } from './mutants-storage.ts'
import { toldMutants } from './mutants-told.ts'
import { unknownMutants } from './mutants-unknown.ts'
import { upkeepMutants } from './mutants-upkeep.ts'
import { userMutants } from './mutants-users.ts'
import type { SituationName } from './situations.ts'

export type Mutant = {
  readonly variant: Variant
  readonly shows: SituationName
  readonly caughtBy: Invariant
}

/** All of them by name. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...applicantMutants,
  ...questionMutants,
  ...storageMutants,
  ...messageMutants,
  ...likelyMutants,
  ...listedMutants,
  ...memoryMutants,
  ...mailMutants,
  ...mergedMutants,
  ...creditMutants,
  ...customerMutants,
  ...deskMutants,
  ...earlyMutants,
  ...restoredMutants,
  ...toldMutants,
  ...unknownMutants,
  ...userMutants,
  ...upkeepMutants,
  ...importMutants,
  ...arrivingMutants,
}
