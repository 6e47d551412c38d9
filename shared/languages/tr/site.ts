// The site's words in Turkish.

import type { SiteTexts } from '../site-texts.ts'
import { addressWords } from './address-words.ts'
import { terms } from './terms.ts'

export const site: SiteTexts = {
  terms,
  skipToContent: 'İçeriğe geç',
  languages: 'Dil',
  footer: 'İşletmesi için alım yapan şirketlere.',
  backHome: 'Ana sayfaya dön',
  links: { terms: 'Koşullar', privacy: 'Gizlilik', contact: 'İletişim' },
  newTab: 'yeni sekmede açılır',
  backToSite: 'Siteye dön: {site}',
  home: {
    title: 'İş ortağımız olarak bizden alım yapın',
    intro:
      'Şirketiniz için sipariş verin, çalışma arkadaşlarınıza erişim tanıyın ve tüm siparişlerinizi tek yerde görün.',
    steps: [
      { title: 'Şirketinizi tanıtın', text: 'Kısa bir form doldurun. Yaklaşık beş dakika sürer.' },
      {
        title: 'Başvurunuzu inceleriz',
        text: 'Ekibimiz her başvuruyu okur ve açık olmayan bir nokta varsa sizinle iletişime geçer.',
      },
      {
        title: 'Sonucu e-postayla bildiririz',
        text: 'Onaydan sonra oturum açar, sipariş verir ve çalışma arkadaşlarınızı eklersiniz.',
      },
    ],
  },
  form: {
    intro: 'Bize kendinizi tanıtın. Başvurunuzu inceler ve e-postayla yanıtlarız.',
    requiredNote: '* ile işaretli alanlar zorunludur.',
    company: 'Şirket',
    address: 'Adres',
    person: 'Bilgileriniz',
    choose: 'Birini seçin',
    showAddress: 'Bu ülkenin adres alanlarını göster',
    terms:
      'Başvuruyu göndererek bu şirket adına hareket etmeye yetkili olduğunuzu onaylar ve bu bilgileri başvurunuzu incelemek ve size yanıt vermek için saklayıp kullanmamızı kabul edersiniz.',
    acceptTerms: 'Bu sitenin koşullarını okudum ve kabul ediyorum.',
    readTerms: 'Koşulları oku',
    submit: 'Başvuruyu gönder',
    leaveEmpty: 'Bu alanı boş bırakın',
    notices: {
      outdated:
        'Bu form uzun süre açık kaldı veya daha önce gönderildi. Yazdıklarınız duruyor: kontrol edip yeniden gönderin.',
      tooSoon: 'Bu çok hızlı oldu. Yazdıklarınız duruyor: lütfen yeniden gönderin.',
      wait: 'Çok fazla deneme yapıldı. Yazdıklarınız duruyor: biraz bekleyip yeniden gönderin.',
      foreign:
        'Bu formun sitemizden geldiğini doğrulayamadık, bu yüzden kabul etmedik. Yazdıklarınız duruyor: kontrol edip yeniden gönderin.',
      tooLarge: 'Bu metin, kabul edebileceğimizden uzun. Yazdıklarınız duruyor: kısaltıp yeniden gönderin.',
      unavailable: 'Başvurunuzu şu anda alamıyoruz. Yazdıklarınız duruyor: birkaç dakika sonra yeniden gönderin.',
    },
  },
  fields: {
    'company.name': { label: 'Şirket adı' },
    'company.website': { label: 'Web sitesi', hint: 'Örneğin www.company.example' },
    'company.registrationNumber': { label: 'Sicil numarası', hint: 'Ticaret sicilindeki numaranız' },
    'company.taxId': { label: 'Vergi numarası' },
    'company.phone': { label: 'Şirket telefonu' },
    'company.address.line1': { label: 'Sokak ve numara' },
    'company.address.line2': { label: 'Adres satırı 2', hint: 'Bina, kat veya bölüm' },
    'company.address.city': { label: 'Şehir' },
    'company.address.stateOrProvince': { label: 'İl veya eyalet' },
    'company.address.postalCode': { label: 'Posta kodu' },
    'company.address.country': { label: 'Ülke veya bölge' },
    'requestor.firstName': { label: 'Ad' },
    'requestor.lastName': { label: 'Soyad' },
    'requestor.email': {
      label: 'E-posta adresi',
      hint: 'Bu adrese yanıt veririz; daha sonra bu adresle oturum açarsınız.',
    },
    'requestor.phone': { label: 'Telefonunuz' },
    'requestor.jobTitle': { label: 'Görev' },
    comments: { label: 'Açıklamalar', hint: 'Bizden ne almak istersiniz? En fazla {max} karakter.' },
    language: { label: 'E-postalarımızın dili' },
  },
  addressWords,
  errors: {
    summary: 'Lütfen şu alanları kontrol edin',
    titlePrefix: 'Hata',
    codes: {
      required: 'Bu alanı doldurun.',
      type: 'Düz metin girin.',
      'too-long': 'Bu metin çok uzun.',
      malformed: 'Bu metinde okunamayan karakterler var.',
      'control-characters': 'Bu metinde gösterilemeyen karakterler var.',
      format: 'Bu değerin biçimi doğru değil.',
      'unknown-member': 'Bu alan burada bilinmiyor.',
      'unknown-value': 'Listedeki değerlerden birini seçin.',
      'too-many': 'Çok fazla alan var.',
    },
    acceptTerms: 'Başvurunuzu göndermek için koşulları kabul edin.',
    termsChanged: 'Koşullar değişti. Lütfen okuyup yeniden kabul edin.',
    tooLong: 'Bu metin çok uzun: en fazla {max} karakter.',
    place: 'İlki {place}. karakter.',
    formats: {
      email: 'ad@company.example gibi bir e-posta adresi girin.',
      phone: '+90 212 123 45 67 gibi bir telefon numarası girin; varsa dahili numarayı da ekleyin (dahili 12).',
      website: 'www.company.example gibi bir web adresi girin.',
      name: 'Web adresi veya açılı ayraç içermeyen bir ad girin.',
    },
  },
  confirmation: {
    title: `${terms.yourRequest} gönderildi`,
    text: 'Başvurunuzu aldık. Henüz karar verilmedi: önce ekibimiz inceleyecek.',
    keepLink: 'Bu bağlantıyı saklayın. Başvurunuzun durumunu her zaman gösterir.',
    viewStatus: 'Başvurunuzun durumunu görüntüle',
    reference: 'Başvuru numarası',
    next: [
      'Ekibimiz başvurunuzu inceler.',
      'Açık olmayan bir nokta varsa sizinle e-posta veya telefonla iletişime geçeriz.',
      'Kararımızı e-postayla bildiririz.',
    ],
  },
  status: {
    steps: {
      title: 'Başvurunuzun aşamaları',
      received: 'Başvuru alındı',
      confirmed: 'E-posta adresi onaylandı',
      review: 'İnceleme',
      decision: 'Karar',
    },
    texts: {
      Submitted: 'Başvurunuzu aldık, yakında inceleyeceğiz.',
      InReview: 'Ekibimiz başvurunuzu inceliyor. Kararımızı e-postayla bildiririz.',
      Approved:
        'İş ortağımız olarak hoş geldiniz. Başvurunuzdaki e-posta adresiyle ne zaman oturum açabileceğinizi e-postamızda bildiririz.',
      Declined: `Başvurunuzu ${terms.approve}. İleride yeni bir başvuru gönderebilirsiniz.`,
    },
  },
  question: {
    state: 'Yanıtınız bekleniyor',
    title: 'Bir sorumuz var',
    text: 'Yanıtınızın ardından başvurunuzla ilgilenmeye devam ederiz.',
    correct: 'Lütfen bu bilgileri kontrol edin',
    correctText: 'Doğru olmayanları düzeltin. Değiştirmediğiniz bilgiler olduğu gibi kalır.',
    answer: 'Yanıtınız',
    send: 'Yanıtı gönder',
    thanks: 'Teşekkür ederiz. Yanıtınızı aldık, başvurunuzla ilgilenmeye devam ediyoruz.',
    late: 'Başvurunuz hakkında karar verildiği için yanıtınızı almadık.',
    closed: 'Bu sorunun yanıtına artık ihtiyacımız olmadığı için yanıtınızı almadık.',
  },
  withdrawal: {
    state: 'Geri çekildi',
    stateText:
      'Bu başvuruyu geri çektiniz. Artık onunla ilgili bir işlem yapmıyoruz. Dilerseniz yeni bir başvuru gönderebilirsiniz.',
    title: 'Başvurunuzu geri çekmek istiyor musunuz?',
    text: 'Bu durumda incelemeyi durdururuz. Bu işlem geri alınamaz, ancak istediğiniz zaman yeni bir başvuru gönderebilirsiniz.',
    withdraw: 'Başvuruyu geri çek',
    keep: 'Duruma dön',
  },
  uncertainLink: {
    title: 'Bu bağlantı çalışmıyor',
    text: 'Bağlantı eksik olabilir veya süresi dolmuş olabilir: bağlantılar karardan bir süre sonrasına kadar geçerlidir.',
    ways: [
      'Bağlantının tamamını, bulduğunuz sayfadan veya e-postadan, son karakterine kadar kopyalayın.',
      'Son e-postamıza bakın: içinde ayrı bir bağlantı vardır, karar verildiyse orada yazar.',
      'Yine olmazsa başvuru numaranızı belirterek bizimle iletişime geçin.',
    ],
  },
  statusLink: {
    title: 'Bağlantımı yeniden gönder',
    already: 'Daha önce başvuru gönderdiniz mi?',
    text: 'Başvurunuzdaki e-posta adresini yazın. Açık ve yakın tarihli başvurularınızın bağlantılarını o adrese göndeririz.',
    send: 'Bağlantıyı gönder',
    sent: {
      title: 'E-postanıza bakın',
      text: 'Bu adresle gönderilmiş açık veya yakın tarihli bir başvuru varsa bağlantıları içeren e-posta birkaç dakika içinde gelir. Gelmezse istenmeyen posta klasörüne bakın ve adresin yazımını kontrol edin. Günde en çok üç e-posta göndeririz.',
    },
  },
  confirmAddress: {
    title: 'E-posta adresinizi onaylayın',
    text: 'Başvurunuzdaki adrese gelen e-postalarımızın size ulaştığını onaylamak için düğmeye basın.',
    confirm: 'Adresi onayla',
    done: { title: 'E-posta adresiniz onaylandı', text: 'Teşekkür ederiz. Yanıtımız bu adrese gelecek.' },
  },
  notFound: {
    title: 'Sayfa bulunamadı',
    text: 'Bu adreste bir şey yok. Bağlantının eksiksiz olup olmadığını kontrol edin.',
  },
  crossSite: {
    title: 'Hiçbir şey gönderilmedi',
    text: 'Bu form başka bir siteden gelmiş görünüyor, bu yüzden kabul etmedik. Formu burada açıp yeniden gönderin.',
  },
  refusedForm: {
    unreadable:
      'Gönderilenler okunamadı, bu yüzden kabul etmedik. Geri dönün, yazdıklarınızı kontrol edip yeniden gönderin.',
    tooLarge: 'Bu metin, kabul edebileceğimizden uzun. Geri dönün, kısaltıp yeniden gönderin.',
    kept: 'Yazdıklarınız duruyor.',
    again: 'Yeniden gönder',
    open: 'Formu aç',
  },
  failure: {
    title: 'Bir sorun oluştu',
    text: 'Hata bizden kaynaklanıyor. Lütfen birkaç dakika sonra yeniden deneyin.',
  },
  tooManyRequests: { title: 'Çok fazla deneme', text: 'Lütfen bir dakika bekleyip yeniden deneyin.' },
}
