// The mails to requestors in Dutch.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Geachte ${name},`,
  greetingWithoutName: 'Goedendag,',
  reference: (reference) => `De referentie van uw aanvraag is ${reference}. Vermeld die als u ons schrijft of belt.`,
  received: {
    subject: (reference) => `Wij hebben uw aanvraag ontvangen: ${reference}`,
    preheader: 'Ons team beoordeelt de aanvraag en antwoordt per e-mail.',
    heading: 'Wij hebben uw aanvraag ontvangen',
    paragraphs: (company) => [
      company
        ? `Wij hebben de aanvraag van uw bedrijf ${company} om zakenpartner te worden ontvangen.`
        : 'Wij hebben de aanvraag van uw bedrijf om zakenpartner te worden ontvangen.',
      'Ons team beoordeelt de aanvraag en antwoordt per e-mail. Via de link hieronder ziet u altijd hoe het met uw aanvraag staat.',
    ],
    confirm: 'Bevestig dat dit e-mailadres van u is, zodat ons antwoord u bereikt.',
    confirmFirst: (days) => `Daarna beginnen wij. Zonder bevestiging eindigt de aanvraag na ${days} dagen.`,
    confirmAddress: 'E-mailadres bevestigen',
    notYou: 'Hebt u de aanvraag niet ingediend, dan hoeft u niets te doen.',
  },
  question: {
    subject: (reference) => `Een vraag over uw aanvraag: ${reference}`,
    heading: 'Wij hebben een vraag over uw aanvraag',
    preheader: 'Beantwoord de vraag, zodat wij verder kunnen.',
    paragraphs: (company) => [
      company
        ? `Om over de aanvraag van uw bedrijf ${company} te beslissen, moeten wij nog iets weten:`
        : 'Om over de aanvraag van uw bedrijf te beslissen, moeten wij nog iets weten:',
    ],
    how: 'Beantwoord de vraag op de pagina van uw aanvraag, die u met de link hieronder opent. Tot die tijd wachten wij.',
    answer: 'Vraag beantwoorden',
  },
  reminder: {
    subject: (reference) => `Herinnering aan onze vraag: ${reference}`,
    heading: 'Wij wachten op uw antwoord',
    preheader: 'Beantwoord onze vraag, zodat wij verder kunnen.',
    paragraphs: (company) => [
      company
        ? `Wij hebben u iets gevraagd over de aanvraag van uw bedrijf ${company} en hebben nog geen antwoord:`
        : 'Wij hebben u iets gevraagd over de aanvraag van uw bedrijf en hebben nog geen antwoord:',
    ],
    how: 'Beantwoord de vraag op de pagina van uw aanvraag, die u met de link hieronder opent. Komt er geen antwoord, dan gaan wij verder met wat wij weten.',
  },
  approved: {
    subject: (companyName) => `${terms.yourRequest} is ${terms.approved}: ${companyName}`,
    preheader: {
      Admin: 'U kunt nu inloggen en gebruikers voor uw bedrijf toevoegen.',
      User: 'U kunt nu inloggen en namens uw bedrijf bestellen.',
    },
    heading: `${terms.yourRequest} is ${terms.approved}`,
    paragraphs: (company) => [
      company
        ? `Met genoegen laten wij u weten dat de aanvraag van uw bedrijf ${company} om zakenpartner te worden, is ${terms.approved}.`
        : `Met genoegen laten wij u weten dat de aanvraag van uw bedrijf om zakenpartner te worden, is ${terms.approved}.`,
      'U kunt nu op onze site inloggen met het e-mailadres waarop u dit bericht hebt ontvangen.',
    ],
    role: {
      Admin:
        'U bent op de site de beheerder van uw bedrijf: u kunt gebruikers toevoegen, die dan namens het bedrijf kunnen inloggen en bestellen.',
      User: 'U bent op de site gebruiker van uw bedrijf: u kunt namens het bedrijf inloggen en bestellen. De beheerder van uw bedrijf kan meer gebruikers toevoegen.',
    },
    viewRequest: 'Uw aanvraag bekijken',
  },
  rejected: {
    preheader: 'Wij hebben de aanvraag van uw bedrijf beoordeeld.',
    heading: 'Beslissing over uw aanvraag',
    paragraphs: (company) => [
      'Hartelijk dank dat u onze zakenpartner wilt worden.',
      company
        ? `Wij hebben de aanvraag van uw bedrijf ${company} zorgvuldig beoordeeld. Helaas kunnen wij deze niet ${terms.approve}.`
        : `Wij hebben de aanvraag van uw bedrijf zorgvuldig beoordeeld. Helaas kunnen wij deze niet ${terms.approve}.`,
      'Wij danken u voor de genomen moeite en wensen u en uw bedrijf veel succes.',
    ],
    because: (reason) => `De reden: ${reason}`,
    reasons: {
      'not-a-business': 'Onze site is alleen bedoeld voor bedrijven en andere organisaties.',
      'details-not-verified': 'Wij konden de ontvangen gegevens van uw bedrijf niet controleren.',
      'outside-area': 'Wij leveren op dit moment niet in het land of de regio van uw bedrijf.',
      'already-a-partner':
        'Uw bedrijf is al onze zakenpartner. De beheerder van uw bedrijf kan u als gebruiker toevoegen.',
    },
  },
  linkAgain: {
    heading: 'De links naar uw aanvragen',
    preheader: 'Via elke link ziet u hoe het met een aanvraag staat.',
    paragraphs: [
      'Dit zijn de links naar de lopende en recente aanvragen van dit e-mailadres. Via elke link ziet u hoe het met de aanvraag staat. Deel ze niet met anderen: wie een link heeft, ziet de status van de aanvraag en kan die intrekken.',
      'Hebt u niet om dit bericht gevraagd, dan hoeft u niets te doen: het gaat alleen naar dit adres.',
    ],
    request: (reference, date) => `Aanvraag ${reference} van ${date}`,
    confirm: (reference) => `E-mailadres bevestigen voor aanvraag ${reference}`,
    whyReceived:
      'U ontvangt dit bericht omdat op onze site om de links naar de aanvragen van dit e-mailadres is gevraagd.',
  },
  user: {
    'user-added': {
      preheader: 'U bent toegevoegd als gebruiker van uw bedrijf.',
      heading: 'U kunt nu inloggen',
      paragraphs: (company) => [
        company
          ? `U bent op onze site toegevoegd als gebruiker van uw bedrijf ${company}.`
          : 'U bent op onze site toegevoegd als gebruiker van uw bedrijf.',
        'Log in met het e-mailadres waarop u dit bericht hebt ontvangen.',
      ],
    },
    'user-removed': {
      preheader: 'U kunt niet meer namens uw bedrijf inloggen.',
      heading: 'Uw toegang is beëindigd',
      paragraphs: (company) => [
        company
          ? `U bent op onze site geen gebruiker meer van uw bedrijf ${company} en kunt niet meer namens het bedrijf inloggen.`
          : 'U bent op onze site geen gebruiker meer van uw bedrijf en kunt niet meer namens het bedrijf inloggen.',
        'Denkt u dat dit een vergissing is, neem dan contact op met de beheerder van uw bedrijf.',
      ],
    },
    'sign-in-address-changed': {
      preheader: 'Log voortaan in met uw nieuwe adres.',
      heading: 'Uw inlogadres is gewijzigd',
      paragraphs: () => [
        'Log voortaan op onze site in met het e-mailadres waarop u dit bericht hebt ontvangen.',
        'Het vorige adres is niet meer geldig. Had u deze wijziging niet verwacht, laat het dan de beheerder van uw bedrijf of ons weten.',
      ],
    },
    'sign-in-address-left': {
      preheader: 'U kunt met dit adres niet meer inloggen.',
      heading: 'Uw inlogadres is gewijzigd',
      paragraphs: () => [
        'Met het e-mailadres waarop u dit bericht hebt ontvangen, kunt u niet meer op onze site inloggen: er is een ander adres voor u opgegeven.',
        'Had u deze wijziging niet verwacht, laat het dan meteen de beheerder van uw bedrijf of ons weten.',
      ],
    },
  },
  signIn: {
    heading: 'Uw link om in te loggen',
    paragraphs: (minutes) => [
      `U hebt om een link gevraagd om in te loggen. Druk binnen ${minutes} minuten op de knop, in de browser waarin u erom vroeg.`,
      'De link werkt één keer.',
    ],
    notYou: 'Hebt u er niet om gevraagd, dan hoeft u niets te doen: alleen u kunt ermee inloggen.',
    whyReceived: 'U ontvangt dit bericht omdat iemand met dit adres om een link vroeg om in te loggen.',
  },
  closing: 'Met vriendelijke groet,',
  whyReceived: 'U ontvangt dit bericht in verband met een aanvraag om zakenpartner te worden.',
  whyUser: 'U ontvangt dit bericht omdat u gebruiker van een zakenpartner bent of was.',
}
