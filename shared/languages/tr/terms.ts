// What pages and mails have in common, in Turkish.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
  punctuation: { colon: ': ', brackets: [' (', ')'], gap: ' ' },
  yourRequest: 'Başvurunuz',
  becomePartner: 'İş ortağı olun',
  whatHappensNext: 'Bundan sonra ne olacak',
  statuses: {
    Submitted: 'Gönderildi',
    InReview: 'İnceleniyor',
    Approved: 'Onaylandı',
    Declined: 'Reddedildi',
  },
  approved: 'onaylandı',
  approve: 'onaylayamıyoruz',
  usually: {
    one: 'Genellikle bir iş günü içinde karar veririz.',
    other: 'Genellikle {count} iş günü içinde karar veririz.',
  },
  signIn: { page: 'Oturum aç', mail: 'Oturum açın' },
  avoided: /müşteri|çift yazma|fırsat|uygun|uygulama|hiyerarşi|istek/iu,
}
