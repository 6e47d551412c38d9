// What pages and mails have in common, in Russian.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['«', '»'],
  punctuation: { colon: ': ', brackets: [' (', ')'], gap: ' ' },
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
  usually: {
    one: 'Обычно мы принимаем решение в течение {count} рабочего дня.',
    few: 'Обычно мы принимаем решение в течение {count} рабочих дней.',
    many: 'Обычно мы принимаем решение в течение {count} рабочих дней.',
    other: 'Обычно мы принимаем решение в течение {count} рабочего дня.',
  },
  signIn: { page: 'Войти', mail: 'Войти на сайт' },
  avoided: /перспективн|интерес|лид\b|сделк|двойн|квалифи|приложени|иерархи|запрос/iu,
}
