// Acts that one Approver proposes and another one confirms (PARTNERS H7).

import { folded } from './text.ts'

export const secondApproverCases = ['duplicates', 'credit'] as const
export type SecondApproverCase = (typeof secondApproverCases)[number]

/** Who proposed something, or wants to confirm it: by object id and by name, and whether it is a program. */
export type Approver = { readonly id: string; readonly name: string; readonly isApplication?: boolean }

/** The form of the setting `SECOND_APPROVER`. */
export const secondApproverForm = /^(none|all|(duplicates|credit)(,(duplicates|credit))*)$/

/** Whether an act of a kind falls under the setting. */
export const needsSecondApprover = (setting: string, cases: readonly SecondApproverCase[]): boolean =>
  setting === 'all' || setting.split(',').some((each) => cases.some((one) => one === each))

/**
 * Whether somebody may confirm what another proposed: a person, who signed in, and by neither id nor name the proposer. A
 * program may not: whoever proposed it may be the one who runs it.
 */
export const mayConfirm = (proposer: Approver, confirmer: Approver): boolean =>
  confirmer.isApplication !== true &&
  confirmer.id !== '' &&
  folded(confirmer.id) !== folded(proposer.id) &&
  (confirmer.name === '' || folded(confirmer.name) !== folded(proposer.name))
