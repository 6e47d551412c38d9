// The site's words in Dutch.

import type { SiteTexts } from '../site-texts.ts'
import { onPage } from '../terms.ts'
import { terms } from './terms.ts'

export const site: SiteTexts = {
  terms,
  skipToContent: 'Naar de inhoud',
  languages: 'Taal',
  footer: 'Voor bedrijven die zakelijk inkopen.',
  backHome: 'Terug naar de startpagina',
  home: {
    title: 'Koop bij ons in als zakenpartner',
    intro: 'Bestel voor uw bedrijf, geef collega’s hun eigen toegang en bekijk al uw bestellingen op één plek.',
    steps: [
      { title: 'Vertel ons over uw bedrijf', text: 'Vul één kort formulier in. Dat duurt ongeveer vijf minuten.' },
      {
        title: 'Wij beoordelen uw aanvraag',
        text: 'Ons team leest elke aanvraag en neemt contact op als iets onduidelijk is.',
      },
      {
        title: 'U krijgt bericht per e-mail',
        text: 'Na goedkeuring meldt u zich aan, bestelt u en voegt u collega’s toe.',
      },
    ],
  },
  form: {
    intro: 'Vertel ons wie u bent. Wij beoordelen uw aanvraag en antwoorden per e-mail.',
    requiredNote: 'Velden met een * zijn verplicht.',
    company: 'Bedrijf',
    address: 'Adres',
    person: 'Uw gegevens',
    chooseCountry: 'Kies een land of regio',
    terms:
      'Door de aanvraag in te dienen bevestigt u dat u namens dit bedrijf mag handelen en gaat u ermee akkoord dat wij deze gegevens bewaren en gebruiken om uw aanvraag te beoordelen en u te antwoorden.',
    submit: 'Aanvraag indienen',
    leaveEmpty: 'Laat dit veld leeg',
  },
  fields: {
    'company.name': { label: 'Bedrijfsnaam' },
    'company.website': { label: 'Website', hint: 'Bijvoorbeeld https://company.example' },
    'company.registrationNumber': { label: 'Registratienummer', hint: 'Het nummer in uw handelsregister' },
    'company.taxId': { label: 'Btw- of fiscaal nummer' },
    'company.phone': { label: 'Telefoon van het bedrijf' },
    'company.address.line1': { label: 'Straat en huisnummer' },
    'company.address.line2': { label: 'Adresregel 2', hint: 'Gebouw, verdieping of afdeling' },
    'company.address.city': { label: 'Plaats' },
    'company.address.stateOrProvince': { label: 'Staat of provincie' },
    'company.address.postalCode': { label: 'Postcode' },
    'company.address.country': { label: 'Land of regio' },
    'requestor.firstName': { label: 'Voornaam' },
    'requestor.lastName': { label: 'Achternaam' },
    'requestor.email': { label: 'E-mailadres', hint: 'Wij antwoorden op dit adres en u meldt zich er later mee aan.' },
    'requestor.phone': { label: 'Uw telefoon' },
    'requestor.jobTitle': { label: 'Functie' },
    comments: { label: 'Opmerkingen', hint: 'Wat wilt u bij ons kopen? Hoogstens 1500 tekens.' },
    language: { label: 'Taal van onze e-mails' },
  },
  errors: {
    summary: 'Controleer deze velden',
    titlePrefix: 'Fout:',
    codes: {
      required: 'Vul dit veld in.',
      type: 'Voer gewone tekst in.',
      'too-long': 'Deze tekst is te lang.',
      malformed: 'Deze tekst bevat tekens die niet gelezen kunnen worden.',
      'control-characters': 'Deze tekst bevat tekens die niet getoond kunnen worden.',
      format: 'Dit heeft niet de juiste vorm.',
      'unknown-member': 'Dit veld is hier niet bekend.',
      'unknown-value': 'Kies een van de waarden uit de lijst.',
      'too-many': 'Er zijn te veel velden.',
    },
    tooLong: 'Deze tekst is te lang: hoogstens {max} tekens.',
    formats: {
      email: 'Voer een e-mailadres in, zoals naam@company.example.',
      phone: 'Voer een telefoonnummer in: alleen cijfers, spaties en + ( ) - . /',
      website: 'Voer een webadres in, zoals https://company.example.',
      name: 'Voer een naam in zonder webadres of punthaken.',
    },
  },
  confirmation: {
    title: `${terms.yourRequest} is ingediend`,
    text: 'Wij hebben uw aanvraag ontvangen. Er is nog niet over besloten: ons team beoordeelt de aanvraag eerst.',
    keepLink: 'Bewaar deze link. Hij toont altijd hoe het met uw aanvraag staat.',
    viewStatus: 'Bekijk de status van uw aanvraag',
    reference: 'Referentie',
    next: [
      'Ons team beoordeelt uw aanvraag.',
      'Is er iets onduidelijk, dan nemen wij per e-mail of telefoon contact met u op.',
      'U krijgt onze beslissing per e-mail.',
    ],
  },
  status: {
    submittedAt: 'Ingediend',
    decidedAt: 'Besloten',
    texts: {
      Submitted: 'Wij hebben uw aanvraag ontvangen en beoordelen die binnenkort.',
      InReview: 'Ons team beoordeelt uw aanvraag. U krijgt onze beslissing per e-mail.',
      Approved:
        'Welkom als zakenpartner. In onze e-mail leest u wanneer u zich kunt aanmelden met het e-mailadres uit uw aanvraag.',
      Declined: `Wij kunnen uw aanvraag niet ${onPage(terms.approve)}. U kunt later gerust een nieuwe indienen.`,
    },
  },
  notFound: {
    title: 'Pagina niet gevonden',
    text: 'Op dit adres staat niets. Controleer of de link volledig is.',
  },
  failure: { title: 'Er ging iets mis', text: 'De fout ligt bij ons. Probeer het over een paar minuten opnieuw.' },
  tooManyRequests: { title: 'Te veel pogingen', text: 'Wacht een minuut en probeer het opnieuw.' },
}
