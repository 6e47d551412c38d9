// What pages and mails have in common, in Dutch.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
  punctuation: { colon: ': ', brackets: [' (', ')'], gap: ' ' },
  yourRequest: 'Uw aanvraag',
  becomePartner: 'Zakenpartner worden',
  whatHappensNext: 'Hoe het verder gaat',
  statuses: {
    Submitted: 'Ingediend',
    InReview: 'In beoordeling',
    Approved: 'Goedgekeurd',
    Declined: 'Afgewezen',
  },
  approved: 'goedgekeurd',
  approve: 'goedkeuren',
  usually: {
    one: 'Meestal beslissen wij binnen één werkdag.',
    other: 'Meestal beslissen wij binnen {count} werkdagen.',
  },
  signIn: 'Inloggen',
  avoided: /prospect|\blead|wegschrijven|verkoopkans|kwalific|sollicitatie|onboarding|hiërarch|hoofdkantoor/iu,
}
