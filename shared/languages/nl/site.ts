// The site's words in Dutch.

import type { SiteTexts } from '../site-texts.ts'
import { addressWords } from './address-words.ts'
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
        text: 'Na goedkeuring kunt u inloggen, bestellen en collega’s toevoegen.',
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
    showAddress: 'Adresvelden van dit land tonen',
    terms:
      'Door de aanvraag in te dienen bevestigt u dat u namens dit bedrijf mag handelen en gaat u ermee akkoord dat wij deze gegevens bewaren en gebruiken om uw aanvraag te beoordelen en u te antwoorden.',
    submit: 'Aanvraag indienen',
    leaveEmpty: 'Laat dit veld leeg',
    notices: {
      outdated:
        'Dit formulier stond lang open of is al eerder verstuurd. Alles wat u hebt ingevuld, staat er nog: controleer het en verstuur het opnieuw.',
      tooSoon: 'Dat ging erg snel. Alles wat u hebt ingevuld, staat er nog: verstuur het opnieuw.',
      wait: 'Er waren te veel pogingen. Alles wat u hebt ingevuld, staat er nog: wacht even en verstuur het opnieuw.',
    },
  },
  fields: {
    'company.name': { label: 'Bedrijfsnaam' },
    'company.website': { label: 'Website', hint: 'Bijvoorbeeld www.company.example' },
    'company.registrationNumber': { label: 'Registratienummer', hint: 'Het nummer in het handelsregister (KvK)' },
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
    'requestor.email': { label: 'E-mailadres', hint: 'Wij antwoorden op dit adres en u logt er later mee in.' },
    'requestor.phone': { label: 'Uw telefoon' },
    'requestor.jobTitle': { label: 'Functie' },
    comments: { label: 'Opmerkingen', hint: 'Wat wilt u bij ons kopen? Maximaal {max} tekens.' },
    language: { label: 'Taal van onze e-mails' },
  },
  addressWords,
  errors: {
    summary: 'Controleer deze velden',
    titlePrefix: 'Fout:',
    codes: {
      required: 'Vul dit veld in.',
      type: 'Voer gewone tekst in.',
      'too-long': 'Deze tekst is te lang.',
      malformed: 'Deze tekst bevat tekens die niet gelezen kunnen worden.',
      'control-characters': 'Deze tekst bevat tekens die niet getoond kunnen worden.',
      format: 'Deze invoer heeft niet de juiste indeling.',
      'unknown-member': 'Dit veld is hier niet bekend.',
      'unknown-value': 'Kies een van de waarden uit de lijst.',
      'too-many': 'Er zijn te veel velden.',
    },
    tooLong: 'Deze tekst is te lang: maximaal {max} tekens.',
    place: 'Het gaat om teken {place}.',
    formats: {
      email: 'Voer een e-mailadres in, zoals naam@company.example.',
      phone: 'Voer een telefoonnummer in, zoals +31 20 1234567, zo nodig met een toestelnummer (toestel 12).',
      website: 'Voer een webadres in, zoals www.company.example.',
      name: 'Voer een naam in zonder webadres of punthaken.',
    },
  },
  confirmation: {
    title: `${terms.yourRequest} is ingediend`,
    text: 'Wij hebben uw aanvraag ontvangen. Er is nog geen beslissing: ons team beoordeelt de aanvraag eerst.',
    keepLink: 'Bewaar deze link. Via deze link ziet u altijd hoe het met uw aanvraag staat.',
    viewStatus: 'Bekijk de status van uw aanvraag',
    reference: 'Referentie',
    next: [
      'Ons team beoordeelt uw aanvraag.',
      'Is er iets onduidelijk, dan nemen wij per e-mail of telefoon contact met u op.',
      'U krijgt onze beslissing per e-mail.',
    ],
  },
  status: {
    submittedAt: 'Ingediend op',
    decidedAt: 'Beslist op',
    texts: {
      Submitted: 'Wij hebben uw aanvraag ontvangen en beoordelen die binnenkort.',
      InReview: 'Ons team beoordeelt uw aanvraag. U krijgt onze beslissing per e-mail.',
      Approved:
        'Welkom als zakenpartner. In onze e-mail leest u wanneer u kunt inloggen met het e-mailadres uit uw aanvraag.',
      Declined: `Wij kunnen uw aanvraag niet ${terms.approve}. U kunt later gerust een nieuwe indienen.`,
    },
  },
  notFound: {
    title: 'Pagina niet gevonden',
    text: 'Op dit adres staat niets. Controleer of de link volledig is.',
  },
  crossSite: {
    title: 'Er is niets verstuurd',
    text: 'Dit formulier lijkt van een andere site te komen; daarom hebben we het niet aangenomen. Open het formulier hier en verstuur het opnieuw.',
  },
  failure: { title: 'Er ging iets mis', text: 'De fout ligt bij ons. Probeer het over een paar minuten opnieuw.' },
  tooManyRequests: { title: 'Te veel pogingen', text: 'Wacht een minuut en probeer het opnieuw.' },
}
