// The mails to requestors in Turkish.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Sayın ${name},`,
  greetingWithoutName: 'Merhaba,',
  reference: (reference) =>
    `Başvuru numaranız: ${reference}. Bize yazarken veya bizi ararken lütfen bu numarayı belirtin.`,
  received: {
    subject: (reference) => `Başvurunuzu aldık: ${reference}`,
    preheader: 'Ekibimiz başvurunuzu inceleyip e-postayla yanıt verecek.',
    heading: 'Başvurunuzu aldık',
    paragraphs: (company) => [
      company
        ? `${company} şirketinin iş ortaklığı başvurusunu aldık.`
        : 'Şirketinizin iş ortaklığı başvurusunu aldık.',
      'Ekibimiz başvurunuzu inceleyip e-postayla yanıt verecek. Aşağıdaki bağlantı başvurunuzun durumunu her zaman gösterir.',
    ],
    confirm: 'Yanıtımızın size ulaşması için lütfen bu e-posta adresinin size ait olduğunu onaylayın.',
    confirmFirst: (days) =>
      `Bunu yaptıktan sonra incelemeye başlarız. Onaylanmayan başvurular ${days} gün sonra sona erer.`,
    confirmAddress: 'E-posta adresini onaylayın',
    notYou: 'Başvuruyu siz göndermediyseniz bir şey yapmanız gerekmez.',
  },
  question: {
    subject: (reference) => `Başvurunuzla ilgili bir soru: ${reference}`,
    heading: 'Başvurunuzla ilgili bir sorumuz var',
    preheader: 'Devam edebilmemiz için lütfen yanıtlayın.',
    paragraphs: (company) => [
      company
        ? `${company} şirketinin başvurusu hakkında karar verebilmek için şunu da bilmemiz gerekiyor:`
        : 'Şirketinizin başvurusu hakkında karar verebilmek için şunu da bilmemiz gerekiyor:',
    ],
    how: 'Lütfen aşağıdaki bağlantıyla açılan başvuru sayfanızda yanıtlayın. O zamana kadar bekliyoruz.',
    answer: 'Soruyu yanıtlayın',
  },
  reminder: {
    subject: (reference) => `Sorumuzla ilgili hatırlatma: ${reference}`,
    heading: 'Yanıtınızı bekliyoruz',
    preheader: 'Devam edebilmemiz için lütfen sorumuzu yanıtlayın.',
    paragraphs: (company) => [
      company
        ? `${company} şirketinin başvurusuyla ilgili size bir soru sorduk ve henüz yanıt alamadık:`
        : 'Şirketinizin başvurusuyla ilgili size bir soru sorduk ve henüz yanıt alamadık:',
    ],
    how: 'Lütfen aşağıdaki bağlantıyla açılan başvuru sayfanızda yanıtlayın. Yanıt gelmezse bildiklerimizle devam ederiz.',
  },
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
    preheader: 'Şirketinizin başvurusunu inceledik.',
    heading: 'Başvurunuzun sonucu',
    paragraphs: (company) => [
      'İş ortağımız olmak istediğiniz için teşekkür ederiz.',
      company
        ? `${company} şirketinin başvurusunu dikkatle inceledik. Ne yazık ki başvuruyu ${terms.approve}.`
        : `Şirketinizin başvurusunu dikkatle inceledik. Ne yazık ki başvuruyu ${terms.approve}.`,
      'Ayırdığınız zaman için teşekkür eder, size ve şirketinize başarılar dileriz.',
    ],
    because: (reason) => `Gerekçe: ${reason}`,
    reasons: {
      'not-a-business': 'Sitemiz yalnızca şirketler ve diğer kuruluşlar içindir.',
      'details-not-verified': 'Şirketiniz hakkında aldığımız bilgileri doğrulayamadık.',
      'outside-area': 'Şu anda şirketinizin bulunduğu ülkeye veya bölgeye teslimat yapmıyoruz.',
      'already-a-partner': 'Şirketiniz zaten iş ortağımız. Şirketinizin yöneticisi sizi kullanıcı olarak ekleyebilir.',
    },
  },
  linkAgain: {
    heading: 'Başvurularınızın bağlantıları',
    preheader: 'Her bağlantı bir başvurunun durumunu gösterir.',
    paragraphs: [
      'Bu e-posta adresiyle yapılan açık ve yakın tarihli başvuruların bağlantıları aşağıdadır. Her bağlantı başvurunun durumunu gösterir. Bağlantıları kimseyle paylaşmayın: bağlantısı olan herkes başvuruyu görebilir ve geri çekebilir.',
      'Bu iletiyi siz istemediyseniz bir şey yapmanız gerekmez: ileti yalnızca bu adrese gönderilir.',
    ],
    request: (reference, date) => `${reference} numaralı başvuru, ${date}`,
    confirm: (reference) => `${reference} numaralı başvurunun e-posta adresini onaylayın`,
    whyReceived: 'Bu iletiyi, sitemizde bu e-posta adresinin başvurularına ait bağlantılar istendiği için aldınız.',
  },
  user: {
    'user-added': {
      preheader: 'Şirketinizin kullanıcısı olarak eklendiniz.',
      heading: 'Artık oturum açabilirsiniz',
      paragraphs: (company) => [
        company
          ? `Sitemizde ${company} şirketinin kullanıcısı olarak eklendiniz.`
          : 'Sitemizde şirketinizin kullanıcısı olarak eklendiniz.',
        'Bu iletiyi aldığınız e-posta adresiyle oturum açabilirsiniz.',
      ],
    },
    'user-removed': {
      preheader: 'Artık şirketiniz adına oturum açamazsınız.',
      heading: 'Erişiminiz sona erdi',
      paragraphs: (company) => [
        company
          ? `Artık sitemizde ${company} şirketinin kullanıcısı değilsiniz ve şirket adına oturum açamazsınız.`
          : 'Artık sitemizde şirketinizin kullanıcısı değilsiniz ve şirket adına oturum açamazsınız.',
        'Bunun bir hata olduğunu düşünüyorsanız lütfen şirketinizin yöneticisine başvurun.',
      ],
    },
    'sign-in-address-changed': {
      preheader: 'Bundan sonra yeni adresinizle oturum açın.',
      heading: 'Oturum açma adresiniz değişti',
      paragraphs: () => [
        'Bundan sonra sitemizde bu iletiyi aldığınız e-posta adresiyle oturum açabilirsiniz.',
        'Önceki adres artık geçerli değil. Bu değişikliği beklemiyorsanız lütfen şirketinizin yöneticisine veya bize bildirin.',
      ],
    },
    'sign-in-address-left': {
      preheader: 'Bu adresle artık oturum açamazsınız.',
      heading: 'Oturum açma adresiniz değişti',
      paragraphs: () => [
        'Bu iletiyi aldığınız e-posta adresiyle artık sitemizde oturum açamazsınız: sizin için başka bir adres kaydedildi.',
        'Bu değişikliği beklemiyorsanız lütfen hemen şirketinizin yöneticisine veya bize bildirin.',
      ],
    },
  },
  signIn: {
    heading: 'Oturum açma bağlantınız',
    paragraphs: (minutes) => [
      `Oturum açmak için bir bağlantı istediniz. ${minutes} dakika içinde, bağlantıyı istediğiniz tarayıcıda düğmeye basın.`,
      'Bağlantı bir kez çalışır.',
    ],
    notYou: 'Bağlantıyı siz istemediyseniz bir şey yapmanız gerekmez: onunla sizden başka kimse oturum açamaz.',
    whyReceived: 'Bu iletiyi, bu adresle oturum açmak için bir bağlantı istendiği için aldınız.',
  },
  closing: 'Saygılarımızla,',
  whyReceived: 'Bu iletiyi bir iş ortaklığı başvurusuyla ilgili olarak aldınız.',
  whyUser: 'Bu iletiyi, bir iş ortağının şimdiki veya eski kullanıcısı olduğunuz için aldınız.',
}
