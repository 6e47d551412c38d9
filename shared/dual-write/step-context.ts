// What the steps of one convergence share: where they write, and what ends them.

import type { Prospect } from '../domain/prospect.ts'
import type { TakeNumber } from '../headquarters/number-sequences.ts'
import { shardOf } from '../platform/ids.ts'
import type { Table, Write } from '../platform/table.ts'

/** Something changed in another partition while it was being written; everything is read again. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile'
}

/** What the steps of one convergence share. */
export type StepContext = {
  readonly table: Table
  readonly takeNumber: TakeNumber
  readonly at: string
  readonly prospect: Prospect
  readonly approves: boolean
  /** Look for rows that may exist already instead of expecting that they do not. */
  readonly careful: boolean
}

/** Writes where the row lives: into the transaction when that is the prospect's partition, at once otherwise. */
export const writeAt = async (context: StepContext, home: string, write: Write): Promise<Write[]> => {
  if (home === shardOf(context.prospect.prospectId)) return [write]
  if ((await context.table.write(home, [write])) === 'conflict')
    throw new ChangedMeanwhile('A row of another onboarding changed.')
  return []
}
