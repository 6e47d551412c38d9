// What pages and mails have in common, in Estonian.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['„', '“'],
  punctuation: { colon: ': ', brackets: [' (', ')'], gap: ' ' },
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
  usually: {
    one: 'Tavaliselt otsustame ühe tööpäeva jooksul.',
    other: 'Tavaliselt otsustame {count} tööpäeva jooksul.',
  },
  signIn: { page: 'Logi sisse', mail: 'Logige sisse' },
  avoided: /potentsiaal|müügivihje|topeltkirjutus|müügivõimalus|kvalifits|rakendus|hierarhia|sisseost/iu,
}
