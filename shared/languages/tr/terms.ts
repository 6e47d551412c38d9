// What pages and mails have in common, in Turkish.

import type { Terms } from '../terms.ts'

export const terms: Terms = {
  quotes: ['“', '”'],
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
  signIn: { page: 'Oturum aç', mail: 'Oturum açın' },
  avoided: /müşteri|çift yazma|fırsat|uygun|uygulama|hiyerarşi|istek/iu,
}
