// By what two requests can be of the same company.

/** The strongest first. A code, once used, stands in stored rows. */
export const matchKinds = ['taxId', 'registrationNumber', 'email', 'domain', 'phone', 'name'] as const
export type MatchKind = (typeof matchKinds)[number]

/** What is the same then, in English: for the note in Sales, and for staff who read English. */
export const matchNames: Readonly<Record<MatchKind, string>> = {
  taxId: 'tax number',
  registrationNumber: 'registration number',
  email: 'e-mail address',
  domain: 'e-mail domain or website',
  phone: 'phone',
  name: 'company name',
}
