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
    chooseCountry: 'Ülke veya bölge seçin',
    showAddress: 'Bu ülkenin adres alanlarını göster',
    terms:
      'Başvuruyu göndererek bu şirket adına hareket etmeye yetkili olduğunuzu onaylar ve bu bilgileri başvurunuzu incelemek ve size yanıt vermek için saklayıp kullanmamızı kabul edersiniz.',
    submit: 'Başvuruyu gönder',
    leaveEmpty: 'Bu alanı boş bırakın',
    notices: {
      outdated:
        'Bu form uzun süre açık kaldı veya daha önce gönderildi. Yazdıklarınız duruyor: kontrol edip yeniden gönderin.',
      tooSoon: 'Bu çok hızlı oldu. Yazdıklarınız duruyor: lütfen yeniden gönderin.',
      wait: 'Çok fazla deneme yapıldı. Yazdıklarınız duruyor: biraz bekleyip yeniden gönderin.',
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
    'requestor.jobTitle': { label: 'Göreviniz' },
    comments: { label: 'Açıklamalar', hint: 'Bizden ne almak istersiniz? En fazla {max} karakter.' },
    language: { label: 'E-postalarımızın dili' },
  },
  addressWords,
  errors: {
    summary: 'Lütfen şu alanları kontrol edin',
    titlePrefix: 'Hata:',
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
    tooLong: 'Bu metin çok uzun: en fazla {max} karakter.',
    place: 'Sorunlu olan {place}. karakter.',
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
    viewStatus: 'Başvurunuzun durumunu görün',
    reference: 'Başvuru numarası',
    next: [
      'Ekibimiz başvurunuzu inceler.',
      'Açık olmayan bir nokta varsa sizinle e-posta veya telefonla iletişime geçeriz.',
      'Kararımızı e-postayla bildiririz.',
    ],
  },
  status: {
    submittedAt: 'Gönderim tarihi',
    decidedAt: 'Karar tarihi',
    texts: {
      Submitted: 'Başvurunuzu aldık, yakında inceleyeceğiz.',
      InReview: 'Ekibimiz başvurunuzu inceliyor. Kararımızı e-postayla bildireceğiz.',
      Approved:
        'İş ortağımız olarak hoş geldiniz. Başvurunuzdaki e-posta adresiyle ne zaman oturum açabileceğinizi e-postamızda bildiririz.',
      Declined: `Başvurunuzu ${terms.approve}. İleride yeni bir başvuru gönderebilirsiniz.`,
    },
  },
  notFound: {
    title: 'Sayfa bulunamadı',
    text: 'Bu adreste bir şey yok. Bağlantının eksiksiz olup olmadığını kontrol edin.',
  },
  crossSite: {
    title: 'Hiçbir şey gönderilmedi',
    text: 'Bu form başka bir siteden gelmiş görünüyor, bu yüzden almadık. Formu burada açıp yeniden gönderin.',
  },
  failure: {
    title: 'Bir sorun oluştu',
    text: 'Hata bizden kaynaklanıyor. Lütfen birkaç dakika sonra yeniden deneyin.',
  },
  tooManyRequests: { title: 'Çok fazla deneme', text: 'Lütfen bir dakika bekleyip yeniden deneyin.' },
}
