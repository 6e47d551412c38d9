// In what one organization differs from another: its languages, its business units, what is secured, how fast it is. The
// ready ones are those that the installation is tried on.

/** All may be left out; then it is an English organization with one business unit. */
export type OrganizationTraits = {
  /** LCIDs of the languages it has; the first is its base language. */
  readonly languages?: readonly number[]
  /** LCID of the language that its users have chosen; absent = the base language. */
  readonly userLanguage?: number
  /** The application user belongs to a business unit below the root. */
  readonly childUnit?: boolean
  /** Columns under column security, by table. */
  readonly secured?: Readonly<Record<string, readonly string[]>>
  /** A changed definition of a table ends the tokens of its change tracking, as is seen in some organizations. */
  readonly trackingEndsWithDefinitions?: boolean
  /** Service endpoints need every column that their reference calls required, though samples leave some out. */
  readonly wholeEndpoints?: boolean
  /** Closed leads and opportunities take changes of columns through the API; whether real ones do is not documented. */
  readonly closedRowsTakeColumns?: boolean
  /** Milliseconds that the organization works on an import of a solution after its answer: another one is refused meanwhile. */
  readonly importMs?: number
  /** It has the columns of accounts that the solutions of dual-write bring, as far as they are about credit. */
  readonly dualWrite?: boolean
  /** Milliseconds until a role that was given takes effect. */
  readonly roleDelayMs?: number
}

export const english = 1033

/** LCID of the base language. */
export const baseLanguage = ({ languages }: OrganizationTraits): number => languages?.[0] ?? english

/** Organizations as partners have them, each with what is hard about it. */
export const readyOrganizations = {
  english: {},
  turkish: { languages: [1055] },
  secured: { secured: { lead: ['emailaddress1', 'telephone1'], contact: ['emailaddress1', 'mobilephone'] } },
  childUnit: { childUnit: true },
  // Slow is the service in front of it: see `slowPublishing`.
  slow: {},
} satisfies Record<string, OrganizationTraits>
