// What people have to look at: the flags of prospects and customers, as codes. A code, once used, stands in stored rows.

import type { ApprovalDesk } from './approval-desk.ts'

export const flagCodes = [
  'qualified-without-opportunity',
  'lead-missing',
  'changed-after-approval',
  'contradiction-in-sales',
  'unknown-state-in-sales',
  'duplicate-sign-in',
  'no-email',
  'account-missing',
  'contact-missing',
  'account-too-narrow',
  'contact-too-narrow',
  'sign-in-kept',
  'lead-merged',
  'unreadable-in-sales',
  'lead-secured',
  'account-secured',
  'contact-secured',
  'account-merged',
  'contact-merged',
  'account-inactive',
  'contact-inactive',
  'withdrawn-in-sales',
  'won-after-withdrawal',
  'mail-not-delivered',
  'credit-proposed',
  'decided-here',
  'decided-otherwise',
  'rejected-in-sales',
  'question-open',
  'question-answered',
  'question-unanswered',
] as const

export type ProspectFlag = (typeof flagCodes)[number]

/** Flags that a customer of the prospect brings, by its type. */
export const customerFlags = {
  Organization: {
    missing: 'account-missing',
    tooNarrow: 'account-too-narrow',
    secured: 'account-secured',
    merged: 'account-merged',
    inactive: 'account-inactive',
    creditProposed: 'credit-proposed',
  },
  Person: {
    missing: 'contact-missing',
    tooNarrow: 'contact-too-narrow',
    secured: 'contact-secured',
    merged: 'contact-merged',
    inactive: 'contact-inactive',
    signInKept: 'sign-in-kept',
  },
} as const satisfies Record<string, Record<string, ProspectFlag>>

type FlagsOf = typeof customerFlags
export type CustomerFlag =
  | FlagsOf['Organization'][keyof FlagsOf['Organization']]
  | FlagsOf['Person'][keyof FlagsOf['Person']]

/** Flags of what Sales does not have any more. */
const missingFlags: readonly ProspectFlag[] = ['lead-missing', 'account-missing', 'contact-missing']

export const lacksInSales = ({ flags }: { readonly flags: readonly ProspectFlag[] }): boolean =>
  flags.some((flag) => missingFlags.includes(flag))

/** Whether a mail to the requestor did not arrive, and nobody has seen to it yet. */
export const isUndelivered = ({ flags }: { readonly flags: readonly ProspectFlag[] }): boolean =>
  flags.includes('mail-not-delivered')

/** Whether it tells of a question to the applicant. */
export const isQuestionFlag = (flag: ProspectFlag): boolean =>
  flag === 'question-open' || flag === 'question-answered' || flag === 'question-unanswered'

/** Whether the applicant has been asked something: nobody else has to do anything. */
export const waitsForApplicant = ({ flags }: { readonly flags: readonly ProspectFlag[] }): boolean =>
  flags.includes('question-open')

/** Whether a customer of this type brings the flag. */
export const isFlagOf = (type: keyof FlagsOf, flag: ProspectFlag): boolean =>
  Object.values<ProspectFlag>(customerFlags[type]).includes(flag)

export const isCustomerFlag = (flag: ProspectFlag): flag is CustomerFlag =>
  isFlagOf('Organization', flag) || isFlagOf('Person', flag)

/** What neither Sales nor a look at it brings. */
const ownFlags: readonly ProspectFlag[] = [
  'duplicate-sign-in',
  'no-email',
  'mail-not-delivered',
  'question-open',
  'question-answered',
  'question-unanswered',
]

/** The flags that matter at a desk: where headquarters decides, nothing is to be done about what Sales once said. */
export const flagsAt = <Flag extends ProspectFlag>(desk: ApprovalDesk | undefined, flags: readonly Flag[]): Flag[] =>
  flags.filter((flag) => desk !== 'headquarters' || ownFlags.includes(flag))

/** Whether Sales says nothing of it: it stays whatever a look at Sales comes to. */
export const isKeptFlag = (flag: ProspectFlag): boolean =>
  isCustomerFlag(flag) || isQuestionFlag(flag) || flag === 'mail-not-delivered'

export const customerFlagCodes: readonly CustomerFlag[] = flagCodes.filter(isCustomerFlag)

/** Flags that stand for something that waits, or have a way out of their own: they are seen as long as they are raised. */
const notDismissed: readonly ProspectFlag[] = [
  'duplicate-sign-in',
  'no-email',
  'unreadable-in-sales',
  'mail-not-delivered',
  'question-open',
]

export const canBeDismissed = (flag: ProspectFlag): boolean => !notDismissed.includes(flag)

/** What is flagged, with those flags of it that staff dismissed. */
type Flagged = { readonly flags: readonly ProspectFlag[]; readonly dismissed?: readonly ProspectFlag[] }

/**
 * The same with the flags that are raised now: one that was dismissed stays so until it is not raised any more.
 * @param raised all of them, dismissed or not
 */
export const withFlags = <T extends Flagged>({ dismissed = [], ...rest }: T, raised: readonly ProspectFlag[]) => {
  const still = dismissed.filter((flag) => raised.includes(flag))
  return {
    ...rest,
    flags: raised.filter((flag) => !still.includes(flag)),
    ...(still.length > 0 ? { dismissed: still } : {}),
  }
}
