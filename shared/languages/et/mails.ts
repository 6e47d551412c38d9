// The mails to requestors in Estonian.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Lugupeetud ${name}!`,
  greetingWithoutName: 'Tere!',
  reference: (reference) =>
    `Taotluse viitenumber: ${reference}. Palun nimetage see, kui meile kirjutate või helistate.`,
  received: {
    subject: (reference) => `Saime teie taotluse kätte: ${reference}`,
    preheader: 'Meie meeskond vaatab selle läbi ja vastab e-kirjaga.',
    heading: 'Saime teie taotluse kätte',
    paragraphs: (company) => [
      company
        ? `Saime kätte ettevõtte ${company} taotluse saada meie äripartneriks.`
        : 'Saime kätte teie ettevõtte taotluse saada meie äripartneriks.',
      'Meie meeskond vaatab selle läbi ja vastab e-kirjaga. Allolev link näitab alati, mis seisus taotlus on.',
    ],
    confirm: 'Palun kinnitage, et see e-posti aadress on teie oma, et meie vastus teieni jõuaks.',
    confirmFirst: (days) =>
      `Alustame läbivaatamist pärast kinnitamist. Kinnitamata taotlus aegub ${days} päeva pärast.`,
    confirmAddress: 'Kinnitage e-posti aadress',
    notYou: 'Kui teie taotlust ei esitanud, ei ole vaja midagi teha.',
  },
  question: {
    subject: (reference) => `Küsimus teie taotluse kohta: ${reference}`,
    heading: 'Meil on teie taotluse kohta küsimus',
    preheader: 'Palun vastake, et saaksime jätkata.',
    paragraphs: (company) => [
      company
        ? `Ettevõtte ${company} taotluse üle otsustamiseks peame veel teadma:`
        : 'Teie ettevõtte taotluse üle otsustamiseks peame veel teadma:',
    ],
    how: 'Palun vastake oma taotluse lehel, mille avab allolev link. Seni jääme ootama.',
    answer: 'Vastake küsimusele',
  },
  reminder: {
    subject: (reference) => `Meeldetuletus meie küsimuse kohta: ${reference}`,
    heading: 'Ootame teie vastust',
    preheader: 'Palun vastake meie küsimusele, et saaksime jätkata.',
    paragraphs: (company) => [
      company
        ? `Küsisime teilt midagi ettevõtte ${company} taotluse kohta ega ole veel vastust saanud:`
        : 'Küsisime teilt midagi teie ettevõtte taotluse kohta ega ole veel vastust saanud:',
    ],
    how: 'Palun vastake oma taotluse lehel, mille avab allolev link. Kui vastust ei tule, jätkame selle põhjal, mida teame.',
  },
  approved: {
    subject: (companyName) => `${terms.yourRequest} on ${terms.approved}: ${companyName}`,
    preheader: {
      Admin: 'Saate nüüd sisse logida ja lisada oma ettevõtte kasutajaid.',
      User: 'Saate nüüd sisse logida ja oma ettevõtte nimel tellimusi esitada.',
    },
    heading: `${terms.yourRequest} on ${terms.approved}`,
    paragraphs: (company) => [
      company
        ? `Meil on hea meel teatada, et ettevõtte ${company} taotlus saada meie äripartneriks on ${terms.approved}.`
        : `Meil on hea meel teatada, et teie ettevõtte taotlus saada meie äripartneriks on ${terms.approved}.`,
      'Saate nüüd meie saidile sisse logida e-posti aadressiga, millele see kiri saadeti.',
    ],
    role: {
      Admin:
        'Olete saidil oma ettevõtte administraator: võite lisada kasutajaid, kes saavad ettevõtte nimel sisse logida ja tellimusi esitada.',
      User: 'Olete saidil oma ettevõtte kasutaja: saate ettevõtte nimel sisse logida ja tellimusi esitada. Kasutajaid lisab ettevõtte administraator.',
    },
    viewRequest: 'Vaadake oma taotlust',
  },
  rejected: {
    preheader: 'Oleme teie ettevõtte taotluse läbi vaadanud.',
    heading: 'Otsus teie taotluse kohta',
    paragraphs: (company) => [
      'Täname teid soovi eest saada meie äripartneriks.',
      company
        ? `Oleme ettevõtte ${company} taotluse hoolikalt läbi vaadanud. Kahjuks ei saa me seda ${terms.approve}.`
        : `Oleme teie ettevõtte taotluse hoolikalt läbi vaadanud. Kahjuks ei saa me seda ${terms.approve}.`,
      'Täname teid selleks kulutatud aja eest ning soovime teile ja teie ettevõttele edu.',
    ],
    because: (reason) => `Põhjus: ${reason}`,
    reasons: {
      'not-a-business': 'Meie sait on mõeldud ainult ettevõtetele ja teistele organisatsioonidele.',
      'details-not-verified': 'Meil ei õnnestunud teie ettevõtte kohta saadud andmeid kontrollida.',
      'outside-area': 'Praegu me teie ettevõtte riiki või piirkonda ei tarni.',
      'already-a-partner':
        'Teie ettevõte on juba meie äripartner. Ettevõtte administraator saab teid kasutajaks lisada.',
    },
  },
  linkAgain: {
    heading: 'Teie taotluste lingid',
    preheader: 'Iga link näitab, mis seisus taotlus on.',
    paragraphs: [
      'Siin on selle e-posti aadressi pooleli olevate ja hiljutiste taotluste lingid. Iga link näitab, mis seisus taotlus on. Ärge andke linke teistele: kellel on link, see näeb taotluse olekut ja saab taotluse tagasi võtta.',
      'Kui te seda kirja ei palunud, ei ole vaja midagi teha: kiri saadetakse ainult sellele aadressile.',
    ],
    request: (reference, date) => `Taotlus ${reference}, ${date}`,
    confirm: (reference) => `Kinnitage taotluse ${reference} e-posti aadress`,
    whyReceived: 'Saite selle kirja, sest meie saidil paluti saata selle e-posti aadressi taotluste lingid.',
  },
  user: {
    'user-added': {
      preheader: 'Teid lisati oma ettevõtte kasutajaks.',
      heading: 'Saate nüüd sisse logida',
      paragraphs: (company) => [
        company
          ? `Teid lisati meie saidil ettevõtte ${company} kasutajaks.`
          : 'Teid lisati meie saidil oma ettevõtte kasutajaks.',
        'Logige sisse e-posti aadressiga, millele see kiri saadeti.',
      ],
    },
    'user-removed': {
      preheader: 'Te ei saa enam oma ettevõtte nimel sisse logida.',
      heading: 'Teie juurdepääs on lõppenud',
      paragraphs: (company) => [
        company
          ? `Te ei ole meie saidil enam ettevõtte ${company} kasutaja ega saa ettevõtte nimel sisse logida.`
          : 'Te ei ole meie saidil enam oma ettevõtte kasutaja ega saa ettevõtte nimel sisse logida.',
        'Kui arvate, et see on eksitus, pöörduge oma ettevõtte administraatori poole.',
      ],
    },
    'sign-in-address-changed': {
      preheader: 'Edaspidi logige sisse uue aadressiga.',
      heading: 'Teie sisselogimisaadress on muutunud',
      paragraphs: () => [
        'Edaspidi logige meie saidile sisse e-posti aadressiga, millele see kiri saadeti.',
        'Senine aadress enam ei kehti. Kui te seda muudatust ei oodanud, andke teada oma ettevõtte administraatorile või meile.',
      ],
    },
    'sign-in-address-left': {
      preheader: 'Selle aadressiga ei saa enam sisse logida.',
      heading: 'Teie sisselogimisaadress on muutunud',
      paragraphs: () => [
        'E-posti aadressiga, millele see kiri saadeti, ei saa meie saidile enam sisse logida: teile on märgitud teine aadress.',
        'Kui te seda muudatust ei oodanud, andke kohe teada oma ettevõtte administraatorile või meile.',
      ],
    },
  },
  signIn: {
    heading: 'Teie sisselogimise link',
    paragraphs: (minutes) => [
      `Küsisite linki sisselogimiseks. Vajutage nuppu ${minutes} minuti jooksul brauseris, milles te linki küsisite.`,
      'Link töötab ühe korra.',
    ],
    notYou: 'Kui te linki ei küsinud, ei ole vaja midagi teha: peale teie ei saa keegi sellega sisse logida.',
    whyReceived: 'Saite selle kirja, sest selle aadressiga küsiti linki sisselogimiseks.',
  },
  closing: 'Lugupidamisega',
  whyReceived: 'Saite selle kirja seoses taotlusega saada äripartneriks.',
  whyUser: 'Saite selle kirja, sest olete või olite äripartneri kasutaja.',
}
