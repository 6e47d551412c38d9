// What pages and mails have in common, in Estonian.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['„', '“'],
  yourRequest: 'Teie taotlus',
  becomePartner: 'Saage äripartneriks',
  whatHappensNext: 'Mis edasi saab',
  statuses: {
    Submitted: 'Esitatud',
    InReview: 'Läbivaatamisel',
    Approved: 'Heaks kiidetud',
    Declined: 'Tagasi lükatud',
  },
  approved: 'heaks kiidetud',
  approve: 'heaks kiita',
  signIn: { page: 'Logi sisse', mail: 'Logige sisse' },
  avoided: /potentsiaal|müügivihje|topeltkirjutus|müügivõimalus|kvalifits|rakendus|hierarhia|sisseost/iu,
}
