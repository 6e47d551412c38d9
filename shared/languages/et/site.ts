// The site's words in Estonian.

import type { SiteTexts } from '../site-texts.ts'
import { addressWords } from './address-words.ts'
import { terms } from './terms.ts'

export const site: SiteTexts = {
  terms,
  skipToContent: 'Liigu sisu juurde',
  languages: 'Keel',
  footer: 'Ettevõtetele, mis ostavad äritegevuse tarbeks.',
  backHome: 'Tagasi avalehele',
  links: { terms: 'Tingimused', privacy: 'Privaatsus', contact: 'Kontakt' },
  newTab: 'avaneb uuel vahelehel',
  backToSite: 'Tagasi saidile: {site}',
  home: {
    title: 'Ostke meilt äripartnerina',
    intro: 'Tellige oma ettevõttele, andke kolleegidele isiklik juurdepääs ja vaadake kõiki tellimusi ühes kohas.',
    steps: [
      { title: 'Rääkige oma ettevõttest', text: 'Täitke üks lühike vorm. See võtab umbes viis minutit.' },
      {
        title: 'Vaatame taotluse läbi',
        text: 'Meie meeskond loeb iga taotlust ja võtab ühendust, kui midagi on ebaselge.',
      },
      { title: 'Vastame e-kirjaga', text: 'Pärast heakskiitu saate sisse logida, tellida ja kolleege lisada.' },
    ],
  },
  form: {
    intro: 'Rääkige meile endast. Vaatame taotluse läbi ja vastame e-kirjaga.',
    requiredNote: 'Tärniga (*) märgitud väljad on kohustuslikud.',
    company: 'Ettevõte',
    address: 'Aadress',
    person: 'Teie andmed',
    choose: 'Valige üks',
    showAddress: 'Näita selle riigi aadressivälju',
    terms:
      'Taotlust esitades kinnitate, et võite selle ettevõtte nimel tegutseda, ja nõustute, et säilitame ja kasutame neid andmeid taotluse läbivaatamiseks ja teile vastamiseks.',
    acceptTerms: 'Olen selle saidi tingimustega tutvunud ja nõustun nendega.',
    readTerms: 'Loe tingimusi',
    submit: 'Esita taotlus',
    leaveEmpty: 'Jätke see väli tühjaks',
    notices: {
      outdated:
        'Vorm oli kaua avatud või on juba esitatud. Kõik sisestatu on alles: kontrollige see üle ja esitage uuesti.',
      tooSoon: 'See läks väga kiiresti. Kõik sisestatu on alles: esitage vorm uuesti.',
      wait: 'Katseid oli liiga palju. Kõik sisestatu on alles: oodake veidi ja esitage vorm uuesti.',
      foreign:
        'Me ei saanud kindlaks teha, kas vorm tuli meie saidilt, seega me seda vastu ei võtnud. Kõik sisestatu on alles: kontrollige see üle ja esitage uuesti.',
      tooLarge: 'Teksti on rohkem, kui saame vastu võtta. Kõik sisestatu on alles: lühendage teksti ja esitage uuesti.',
      unavailable:
        'Me ei saa teie taotlust praegu vastu võtta. Kõik sisestatu on alles: esitage vorm mõne minuti pärast uuesti.',
    },
  },
  fields: {
    'company.name': { label: 'Ettevõtte nimi' },
    'company.website': { label: 'Veebisait', hint: 'Näiteks www.company.example' },
    'company.registrationNumber': { label: 'Registrikood', hint: 'Kood äriregistris' },
    'company.taxId': { label: 'KMKR number või maksukohustuslase number' },
    'company.phone': { label: 'Ettevõtte telefon' },
    'company.address.line1': { label: 'Tänav ja maja number' },
    'company.address.line2': { label: 'Aadressi 2. rida', hint: 'Hoone, korrus või osakond' },
    'company.address.city': { label: 'Linn' },
    'company.address.stateOrProvince': { label: 'Maakond või osariik' },
    'company.address.postalCode': { label: 'Sihtnumber' },
    'company.address.country': { label: 'Riik või piirkond' },
    'requestor.firstName': { label: 'Eesnimi' },
    'requestor.lastName': { label: 'Perekonnanimi' },
    'requestor.email': { label: 'E-posti aadress', hint: 'Vastame sellele aadressile ja hiljem logite sellega sisse.' },
    'requestor.phone': { label: 'Teie telefon' },
    'requestor.jobTitle': { label: 'Ametinimetus' },
    comments: { label: 'Märkused', hint: 'Mida soovite meilt osta? Kuni {max} märki.' },
    language: { label: 'Meie e-kirjade keel' },
  },
  addressWords,
  errors: {
    summary: 'Palun kontrollige neid välju',
    titlePrefix: 'Viga',
    codes: {
      required: 'Täitke see väli.',
      type: 'Sisestage tavaline tekst.',
      'too-long': 'See tekst on liiga pikk.',
      malformed: 'Selles tekstis on märke, mida ei saa lugeda.',
      'control-characters': 'Selles tekstis on märke, mida ei saa näidata.',
      format: 'See ei ole õigel kujul.',
      'unknown-member': 'Seda välja siin ei tunta.',
      'unknown-value': 'Valige üks loendis olevatest väärtustest.',
      'too-many': 'Välju on liiga palju.',
    },
    acceptTerms: 'Taotluse esitamiseks nõustuge tingimustega.',
    termsChanged: 'Tingimused on muutunud. Palun lugege neid ja nõustuge uuesti.',
    tooLong: 'See tekst on liiga pikk: kuni {max} märki.',
    place: 'Esimene neist on {place}. märk.',
    formats: {
      email: 'Sisestage e-posti aadress, näiteks nimi@company.example.',
      phone: 'Sisestage telefoninumber, näiteks +372 123 4567, vajaduse korral koos sisenumbriga (sise 12).',
      website: 'Sisestage veebiaadress, näiteks www.company.example.',
      name: 'Sisestage nimi ilma veebiaadressi ja noolsulgudeta.',
    },
  },
  confirmation: {
    title: `${terms.yourRequest} on esitatud`,
    text: 'Saime teie taotluse kätte. Otsust veel ei ole: kõigepealt vaatab meie meeskond selle läbi.',
    keepLink: 'Hoidke see link alles. See näitab alati, mis seisus teie taotlus on.',
    viewStatus: 'Vaata taotluse olekut',
    reference: 'Viitenumber',
    next: [
      'Meie meeskond vaatab taotluse läbi.',
      'Kui midagi on ebaselge, võtame teiega ühendust e-kirja või telefoni teel.',
      'Teatame otsusest e-kirjaga.',
    ],
  },
  status: {
    steps: {
      title: 'Teie taotluse käik',
      received: 'Taotlus kätte saadud',
      confirmed: 'E-posti aadress kinnitatud',
      review: 'Läbivaatamine',
      decision: 'Otsus',
    },
    texts: {
      Submitted: 'Saime teie taotluse kätte ja vaatame selle peagi läbi.',
      InReview: 'Meie meeskond vaatab teie taotlust läbi. Teatame otsusest e-kirjaga.',
      Approved:
        'Tere tulemast äripartnerite hulka. Meie e-kirjast saate teada, millal saate taotluses märgitud e-posti aadressiga sisse logida.',
      Declined: `Me ei saa teie taotlust ${terms.approve}. Soovi korral võite hiljem esitada uue.`,
    },
  },
  question: {
    state: 'Ootame teie vastust',
    title: 'Meil on küsimus',
    text: 'Jätkame teie taotlusega, kui olete vastanud.',
    correct: 'Palun kontrollige neid andmeid',
    correctText: 'Parandage see, mis ei ole õige. Muu jääb nii, nagu on.',
    answer: 'Teie vastus',
    send: 'Saada vastus',
    thanks: 'Täname. Saime teie vastuse kätte ja jätkame taotlusega.',
    late: 'Teie taotluse kohta on juba otsus tehtud, seega me vastust vastu ei võtnud.',
    closed: 'Sellele küsimusele ei ole enam vastust vaja, seega me vastust vastu ei võtnud.',
  },
  withdrawal: {
    state: 'Tagasi võetud',
    stateText: 'Võtsite selle taotluse tagasi. Me ei tegele sellega enam. Soovi korral võite esitada uue.',
    title: 'Kas soovite taotluse tagasi võtta?',
    text: 'Siis lõpetame läbivaatamise. Seda ei saa tagasi pöörata, kuid uue taotluse võite esitada igal ajal.',
    withdraw: 'Võta taotlus tagasi',
    keep: 'Tagasi oleku juurde',
  },
  uncertainLink: {
    title: 'See link ei tööta',
    text: 'Link võib olla poolik või aegunud: link töötab veel mõnda aega pärast otsust.',
    ways: [
      'Kopeerige lehelt või e-kirjast kogu link viimase märgini.',
      'Vaadake meie viimast e-kirja: selles on eraldi link ja ka otsus, kui see on juba tehtud.',
      'Kui miski ei aita, võtke meiega ühendust ja nimetage viitenumber.',
    ],
  },
  statusLink: {
    title: 'Saada link uuesti',
    already: 'Kas olete taotluse juba esitanud?',
    text: 'Sisestage taotluses märgitud e-posti aadress. Saadame sellele aadressile pooleli olevate ja hiljutiste taotluste lingid.',
    send: 'Saada link',
    sent: {
      title: 'Vaadake oma postkasti',
      text: 'Kui sellel aadressil on pooleli olevaid või hiljutisi taotlusi, saabub mõne minuti jooksul e-kiri nende linkidega. Kui kirja ei tule, vaadake rämpsposti kausta ja kontrollige, kas aadress on õigesti kirjutatud. Saadame päevas kuni kolm sellist kirja.',
    },
  },
  confirmAddress: {
    title: 'Kinnitage oma e-posti aadress',
    text: 'Vajutage nuppu kinnitamaks, et meie e-kirjad jõuavad taotluses märgitud aadressil teieni.',
    confirm: 'Kinnita aadress',
    done: { title: 'Teie e-posti aadress on kinnitatud', text: 'Täname. Meie vastus tuleb sellele aadressile.' },
  },
  notFound: { title: 'Lehte ei leitud', text: 'Sellel aadressil ei ole midagi. Kontrollige, kas link on täielik.' },
  crossSite: {
    title: 'Midagi ei esitatud',
    text: 'Vorm näib tulevat teiselt saidilt, seega me seda vastu ei võtnud. Avage vorm siin ja esitage see uuesti.',
  },
  refusedForm: {
    unreadable:
      'Saadetut ei saanud lugeda, seega me seda vastu ei võtnud. Minge tagasi, kontrollige sisestatu üle ja esitage uuesti.',
    tooLarge: 'Teksti on rohkem, kui saame vastu võtta. Minge tagasi, lühendage teksti ja esitage uuesti.',
    kept: 'Kõik sisestatu on alles.',
    again: 'Esita uuesti',
    open: 'Ava vorm',
  },
  failure: { title: 'Midagi läks valesti', text: 'Viga on meie poolel. Palun proovige mõne minuti pärast uuesti.' },
  tooManyRequests: { title: 'Liiga palju katseid', text: 'Palun oodake üks minut ja proovige uuesti.' },
}
