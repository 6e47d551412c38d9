// What people and programs do here that changes something, as codes of the audit trail. Stored lines carry them, so a code
// stays; staff read a text for each.

/** What staff do. */
export const staffActCodes = [
  'look-at-prospect',
  'write-lead-again',
  'approve-prospect',
  'reject-prospect',
  'take-back-decision',
  'confirm-decision',
  'decline-decision',
  'reopen-prospect',
  'dismiss-flag',
  'ask-question',
  'take-back-question',
  'withhold-mail',
  'send-mail',
  'send-mail-again',
  'settle-mail',
  'look-at-customer',
  'write-customer-again',
  'edit-customer',
  'change-credit',
  'confirm-credit',
  'withdraw-credit',
  'make-partner',
  'make-customer',
  'import-partners',
  'add-user',
  'change-user-role',
  'hand-over-partner',
  'disable-user',
  'enable-user',
  'remove-user',
  'invite-user',
  'edit-hierarchy',
  'override-members',
  'undo-override',
  'suspend-partner',
  'resume-partner',
  'end-partner',
  'pause-bridge',
  'resume-bridge',
  'retry-all-errors',
  'retry-errors',
  'write-missing',
  'compare-all',
  'retry-error',
  'dismiss-error',
  'run-job',
  'take-in-request',
  'discard-request',
  'make-mail-template',
  'edit-mail-template',
  'return-mail-template',
  'change-mail-sender',
  'preview-mail-template',
  'test-mail-template',
  'edit-mail-profile',
  'order-erasure',
] as const

export type StaffActCode = (typeof staffActCodes)[number]

/** These, and what jobs do. */
export const actCodes = [
  ...staffActCodes,
  'seal-timelines',
  'remove-outdated',
  'erase-prospect',
  'erase-customer',
] as const

export type ActCode = (typeof actCodes)[number]

export const objectKinds = [
  'prospect',
  'customer',
  'hierarchy',
  'dual-write',
  'error',
  'job',
  'request',
  'import',
  'mail-template',
  'mail-profile',
  'mail',
] as const

export type ObjectKind = (typeof objectKinds)[number]

/** What an act is about; the bridge as a whole is `dual-write` / `bridge`. */
export type ActObject = { readonly kind: ObjectKind; readonly id: string }

export const actorKinds = ['staff', 'application', 'site', 'partner', 'job', 'bridge', 'local'] as const

export type ActorKind = (typeof actorKinds)[number]

/** Who acts: the object id of a person or application, the key's name of a site, the job's name, what of the bridge. */
export type Actor = { readonly kind: ActorKind; readonly id: string; readonly name?: string }

/** What came of an act: `nothing` was to be done, it was `refused` for its reason, or it `failed` on our side. */
export const actOutcomes = ['done', 'nothing', 'refused', 'failed'] as const

export type ActOutcome = (typeof actOutcomes)[number]

/** Values by the name of what they are of; only what changed. */
export type ActValues = Readonly<Record<string, string>>

export type Act = {
  readonly who: Actor
  readonly code: ActCode
  readonly on: ActObject
  /** The reason, where the act asks one. */
  readonly why?: string
  /** Tells two acts of one person on one object apart; the same act again after a crash has the same. */
  readonly input: string
}

/** What is known once an act is over. */
export type ActResult = {
  readonly outcome: ActOutcome
  readonly before?: ActValues
  readonly after?: ActValues
}

const longestValue = 200
const mostValues = 40
const shortened = (text: string): string =>
  text.length > longestValue ? `${text.slice(0, longestValue - 1).toWellFormed()}…` : text

/** Values as they are kept: so many, and each so long. */
export const boundedValues = (values: ActValues | undefined): ActValues | undefined =>
  values &&
  Object.fromEntries(
    Object.entries(values)
      .slice(0, mostValues)
      .map(([name, text]) => [name, shortened(text)]),
  )

/** A text that is kept, no longer than values are. */
export const boundedText = shortened
