// What pages and mails have in common, in Estonian.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['„', '”'],
  yourRequest: 'Teie taotlus',
  becomePartner: 'Hakake äripartneriks',
  whatHappensNext: 'Mis edasi saab',
  statuses: {
    Submitted: 'Esitatud',
    InReview: 'Läbivaatamisel',
    Approved: 'Kinnitatud',
    Declined: 'Tagasi lükatud',
  },
  approved: 'heaks kiidetud',
  approve: { page: 'kinnitada', mail: 'heaks kiita' },
  signIn: { page: 'Logi sisse', mail: 'Logige sisse' },
  avoided: /potentsiaal|müügivihje|topeltkirjutus|müügivõimalus|kvalifits|rakendus|hierarhia|sisseost/iu,
}
