// What an applicant does about a request after submitting it, on its status page.

export const applicantActs = ['confirm', 'withdraw'] as const
export type ApplicantActName = (typeof applicantActs)[number]

/** Said once and kept until headquarters knows it. */
export type ApplicantAct = {
  readonly requestId: string
  readonly act: ApplicantActName
  /** ISO 8601. */
  readonly at: string
}
