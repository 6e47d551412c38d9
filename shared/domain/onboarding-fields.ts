// The one table of what an onboarding request may contain. Validation, the sign-up form and the interface description
// are all read from it. Lengths are those of the Sales columns the values are written to, so that nothing that was
// accepted is cut later: https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/lead

export type FieldKind =
  | 'text'
  | 'name'
  | 'multiline'
  | 'email'
  | 'phone'
  | 'website'
  | 'country'
  | 'language'
  | 'channel'

export type OnboardingField = {
  /** Dotted path in the request's JSON. */
  readonly path: string
  readonly kind: FieldKind
  readonly required: boolean
  /** In UTF-16 code units. */
  readonly maxLength: number
}

const field = (path: string, kind: FieldKind, maxLength: number, required = false): OnboardingField => ({
  path,
  kind,
  required,
  maxLength,
})

export const onboardingFields = [
  field('company.name', 'name', 100, true),
  field('company.website', 'website', 200),
  field('company.registrationNumber', 'text', 50),
  field('company.taxId', 'text', 50),
  field('company.phone', 'phone', 50),
  field('company.address.line1', 'text', 250, true),
  field('company.address.line2', 'text', 250),
  field('company.address.city', 'text', 80, true),
  field('company.address.stateOrProvince', 'text', 50),
  field('company.address.postalCode', 'text', 20),
  field('company.address.country', 'country', 2, true),
  field('requestor.firstName', 'name', 50, true),
  field('requestor.lastName', 'name', 50, true),
  field('requestor.email', 'email', 100, true),
  field('requestor.phone', 'phone', 20),
  field('requestor.jobTitle', 'text', 100),
  field('comments', 'multiline', 1500),
  field('language', 'language', 35),
  field('channel', 'channel', 40),
] as const satisfies readonly OnboardingField[]

/** The site's own form fields: at most this many, names and values at most this long. */
export const attributeLimits = { count: 20, nameLength: 40, valueLength: 200 } as const
