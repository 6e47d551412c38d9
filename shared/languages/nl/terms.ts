// What pages and mails have in common, in Dutch.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
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
  signIn: 'Inloggen',
  avoided: /prospect|\blead|wegschrijven|verkoopkans|kwalific|sollicitatie|onboarding|hiërarch|hoofdkantoor/iu,
}
