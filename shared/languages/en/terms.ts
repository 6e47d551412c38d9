// What pages and mails have in common, in English.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
  punctuation: { colon: ': ', brackets: [' (', ')'], gap: ' ' },
  yourRequest: 'Your request',
  becomePartner: 'Become a business partner',
  whatHappensNext: 'What happens next',
  statuses: {
    Submitted: 'Submitted',
    InReview: 'In review',
    Approved: 'Approved',
    Declined: 'Declined',
  },
  approved: 'approved',
  approve: 'approve',
  usually: {
    one: 'We usually decide within one working day.',
    other: 'We usually decide within {count} working days.',
  },
  signIn: 'Sign in',
  avoided: /prospect|\blead|dual|opportunit|qualif|requestor|onboarding|hierarch|headquarters|application/iu,
}
