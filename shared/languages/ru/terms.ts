// What pages and mails have in common, in Russian.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['«', '»'],
  yourRequest: 'Ваша заявка',
  becomePartner: 'Стать деловым партнером',
  whatHappensNext: 'Что будет дальше',
  statuses: {
    Submitted: 'Отправлена',
    InReview: 'На рассмотрении',
    Approved: 'Одобрена',
    Declined: 'Отклонена',
  },
  approved: 'одобрена',
  approve: 'одобрить',
  signIn: { page: 'Войти', mail: 'Войти на сайт' },
  avoided: /перспективн|интерес|лид\b|сделк|двойн|квалифи|приложени|иерархи|запрос/iu,
}
