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
    requiredNote: 'Tärniga * väljad on kohustuslikud.',
    company: 'Ettevõte',
    address: 'Aadress',
    person: 'Teie andmed',
    chooseCountry: 'Valige riik või piirkond',
    showAddress: 'Näita selle riigi aadressivälju',
    terms:
      'Taotlust esitades kinnitate, et võite selle ettevõtte nimel tegutseda, ja nõustute, et säilitame ja kasutame neid andmeid taotluse läbivaatamiseks ja teile vastamiseks.',
    submit: 'Esita taotlus',
    leaveEmpty: 'Jätke see väli tühjaks',
    notices: {
      outdated:
        'Vorm oli kaua avatud või on juba esitatud. Kõik sisestatu on alles: kontrollige see üle ja esitage uuesti.',
      tooSoon: 'See läks väga kiiresti. Kõik sisestatu on alles: esitage vorm uuesti.',
      wait: 'Katseid oli liiga palju. Kõik sisestatu on alles: oodake veidi ja esitage vorm uuesti.',
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
    titlePrefix: 'Viga:',
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
    tooLong: 'See tekst on liiga pikk: kuni {max} märki.',
    place: 'See on {place}. märk.',
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
    keepLink: 'Hoidke see link alles. See näitab alati, kuidas teie taotlusega on.',
    viewStatus: 'Vaadake taotluse olekut',
    reference: 'Viitenumber',
    next: [
      'Meie meeskond vaatab taotluse läbi.',
      'Kui midagi on ebaselge, võtame teiega ühendust e-kirja või telefoni teel.',
      'Teatame otsusest e-kirjaga.',
    ],
  },
  status: {
    submittedAt: 'Esitatud',
    decidedAt: 'Otsustatud',
    texts: {
      Submitted: 'Saime teie taotluse kätte ja vaatame selle peagi läbi.',
      InReview: 'Meie meeskond vaatab teie taotlust läbi. Teatame otsusest e-kirjaga.',
      Approved:
        'Tere tulemast äripartnerite hulka. Meie e-kirjast saate teada, millal saate taotluses oleva e-posti aadressiga sisse logida.',
      Declined: `Me ei saa teie taotlust ${terms.approve}. Soovi korral võite hiljem esitada uue.`,
    },
  },
  notFound: { title: 'Lehte ei leitud', text: 'Sellel aadressil ei ole midagi. Kontrollige, kas link on täielik.' },
  crossSite: {
    title: 'Midagi ei esitatud',
    text: 'Vorm näib tulevat teiselt saidilt, seega me seda vastu ei võtnud. Avage vorm siin ja esitage see uuesti.',
  },
  failure: { title: 'Midagi läks valesti', text: 'Viga on meie poolel. Palun proovige mõne minuti pärast uuesti.' },
  tooManyRequests: { title: 'Liiga palju katseid', text: 'Palun oodake üks minut ja proovige uuesti.' },
}
