// What people have to look at: the flags of prospects and customers, as codes. A code, once used, stands in stored rows.

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

/** Whether a customer of this type brings the flag. */
export const isFlagOf = (type: keyof FlagsOf, flag: ProspectFlag): boolean =>
  Object.values<ProspectFlag>(customerFlags[type]).includes(flag)

export const isCustomerFlag = (flag: ProspectFlag): flag is CustomerFlag =>
  isFlagOf('Organization', flag) || isFlagOf('Person', flag)

export const customerFlagCodes: readonly CustomerFlag[] = flagCodes.filter(isCustomerFlag)
