// The decision mails in Turkish.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Sayın ${name},`,
  greetingWithoutName: 'Merhaba,',
  approved: {
    subject: (companyName) => `${terms.yourRequest} ${terms.approved}: ${companyName}`,
    preheader: {
      Admin: 'Artık oturum açabilir ve şirketinize kullanıcı ekleyebilirsiniz.',
      User: 'Artık oturum açabilir ve şirketiniz adına sipariş verebilirsiniz.',
    },
    heading: `${terms.yourRequest} ${terms.approved}`,
    paragraphs: (company) => [
      company
        ? `${company} şirketinin iş ortaklığı başvurusunun onaylandığını bildirmekten memnuniyet duyarız.`
        : 'Şirketinizin iş ortaklığı başvurusunun onaylandığını bildirmekten memnuniyet duyarız.',
      'Bu iletiyi aldığınız e-posta adresiyle artık sitemizde oturum açabilirsiniz.',
    ],
    role: {
      Admin:
        'Sitede şirketinizin yöneticisi sizsiniz: şirketiniz adına oturum açıp sipariş verebilecek kullanıcılar ekleyebilirsiniz.',
      User: 'Sitede şirketinizin kullanıcısısınız: şirketiniz adına oturum açıp sipariş verebilirsiniz. Diğer kullanıcıları şirketinizin yöneticisi ekler.',
    },
    viewRequest: 'Başvurunuzu görüntüleyin',
  },
  rejected: {
    preheader: 'Şirketinizin başvurusunu değerlendirdik.',
    heading: 'Başvurunuzun sonucu',
    paragraphs: (company) => [
      'İş ortağımız olmak istediğiniz için teşekkür ederiz.',
      company
        ? `${company} şirketinin başvurusunu dikkatle değerlendirdik. Ne yazık ki başvuruyu ${terms.approve}.`
        : `Şirketinizin başvurusunu dikkatle değerlendirdik. Ne yazık ki başvuruyu ${terms.approve}.`,
      'Ayırdığınız zaman için teşekkür eder, size ve şirketinize başarılar dileriz.',
    ],
  },
  closing: 'Saygılarımızla,',
  whyReceived: 'Bu iletiyi bir iş ortaklığı başvurusuyla ilgili olarak aldınız.',
}
