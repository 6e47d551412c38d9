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
  links: { terms: 'Voorwaarden', privacy: 'Privacy', contact: 'Contact' },
  newTab: 'opent in een nieuw tabblad',
  backToSite: 'Terug naar {site}',
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
    choose: 'Maak een keuze',
    showAddress: 'Adresvelden van dit land tonen',
    terms:
      'Door de aanvraag in te dienen bevestigt u dat u namens dit bedrijf mag handelen en gaat u ermee akkoord dat wij deze gegevens bewaren en gebruiken om uw aanvraag te beoordelen en u te antwoorden.',
    acceptTerms: 'Ik heb de voorwaarden van deze site gelezen en ga ermee akkoord.',
    readTerms: 'Voorwaarden lezen',
    submit: 'Aanvraag indienen',
    leaveEmpty: 'Laat dit veld leeg',
    notices: {
      outdated:
        'Dit formulier stond lang open of is al eerder ingediend. Alles wat u hebt ingevuld, staat er nog: controleer het en dien het opnieuw in.',
      tooSoon: 'Dat ging erg snel. Alles wat u hebt ingevuld, staat er nog: dien het opnieuw in.',
      wait: 'Er waren te veel pogingen. Alles wat u hebt ingevuld, staat er nog: wacht even en dien het opnieuw in.',
      foreign:
        'Wij konden niet vaststellen dat dit formulier van onze site kwam; daarom hebben wij het niet verwerkt. Alles wat u hebt ingevuld, staat er nog: controleer het en dien het opnieuw in.',
      tooLarge:
        'Dit is meer tekst dan wij kunnen verwerken. Alles wat u hebt ingevuld, staat er nog: maak de tekst korter en dien het opnieuw in.',
      unavailable:
        'Wij kunnen uw aanvraag op dit moment niet in ontvangst nemen. Alles wat u hebt ingevuld, staat er nog: dien het over een paar minuten opnieuw in.',
    },
  },
  fields: {
    'company.name': { label: 'Bedrijfsnaam' },
    'company.website': { label: 'Website', hint: 'Bijvoorbeeld www.company.example' },
    'company.registrationNumber': { label: 'Registratienummer', hint: 'Het nummer in het handelsregister (KvK)' },
    'company.taxId': { label: 'Btw-nummer of fiscaal nummer' },
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
    titlePrefix: 'Fout',
    codes: {
      required: 'Vul dit veld in.',
      type: 'Voer gewone tekst in.',
      'too-long': 'Deze tekst is te lang.',
      malformed: 'Deze tekst bevat tekens die niet gelezen kunnen worden.',
      'control-characters': 'Deze tekst bevat tekens die niet getoond kunnen worden.',
      format: 'Deze invoer heeft niet de juiste indeling.',
      'unknown-member': 'Dit veld is hier niet bekend.',
      'unknown-value': 'Kies een waarde uit de lijst.',
      'too-many': 'Er zijn te veel velden.',
    },
    acceptTerms: 'Ga akkoord met de voorwaarden om uw aanvraag in te dienen.',
    termsChanged: 'De voorwaarden zijn gewijzigd. Lees ze en ga opnieuw akkoord.',
    tooLong: 'Deze tekst is te lang: maximaal {max} tekens.',
    place: 'Het eerste is teken {place}.',
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
    viewStatus: 'Status van uw aanvraag bekijken',
    reference: 'Referentie',
    next: [
      'Ons team beoordeelt uw aanvraag.',
      'Is er iets onduidelijk, dan nemen wij per e-mail of telefoon contact met u op.',
      'U krijgt onze beslissing per e-mail.',
    ],
  },
  status: {
    steps: {
      title: 'Het verloop van uw aanvraag',
      received: 'Aanvraag ontvangen',
      confirmed: 'E-mailadres bevestigd',
      review: 'Beoordeling',
      decision: 'Beslissing',
    },
    texts: {
      Submitted: 'Wij hebben uw aanvraag ontvangen en beoordelen die binnenkort.',
      InReview: 'Ons team beoordeelt uw aanvraag. U krijgt onze beslissing per e-mail.',
      Approved:
        'Welkom als zakenpartner. In onze e-mail leest u wanneer u kunt inloggen met het e-mailadres uit uw aanvraag.',
      Declined: `Wij kunnen uw aanvraag niet ${terms.approve}. U kunt later gerust een nieuwe indienen.`,
    },
  },
  question: {
    state: 'Wacht op uw antwoord',
    title: 'Wij hebben een vraag',
    text: 'Wij gaan verder met uw aanvraag zodra u hebt geantwoord.',
    correct: 'Controleer deze gegevens',
    correctText: 'Verbeter wat niet klopt. Wat u laat staan, blijft zo.',
    answer: 'Uw antwoord',
    send: 'Antwoord verzenden',
    thanks: 'Dank u wel. Wij hebben uw antwoord ontvangen en gaan verder met uw aanvraag.',
    late: 'Over uw aanvraag is al beslist, dus wij hebben uw antwoord niet meer aangenomen.',
    closed: 'Wij hebben op deze vraag geen antwoord meer nodig en hebben het daarom niet aangenomen.',
  },
  withdrawal: {
    state: 'Ingetrokken',
    stateText: 'U hebt deze aanvraag ingetrokken. Wij doen er niets meer mee. U kunt gerust een nieuwe indienen.',
    title: 'Wilt u uw aanvraag intrekken?',
    text: 'Wij stoppen dan met de beoordeling. Dit kan niet worden teruggedraaid, maar u kunt altijd een nieuwe aanvraag indienen.',
    withdraw: 'Aanvraag intrekken',
    keep: 'Terug naar de status',
  },
  uncertainLink: {
    title: 'Deze link werkt niet',
    text: 'De link is misschien niet volledig of is verlopen: een link werkt tot enige tijd na de beslissing.',
    ways: [
      'Kopieer de hele link, tot en met het laatste teken, van de pagina of uit de e-mail waar u die vond.',
      'Kijk in onze laatste e-mail: daarin staat een eigen link, en ook de beslissing als die er al is.',
      'Helpt dat niet, neem dan contact met ons op en vermeld uw referentie.',
    ],
  },
  statusLink: {
    title: 'Mijn link opnieuw sturen',
    already: 'Hebt u al een aanvraag ingediend?',
    text: 'Vul het e-mailadres uit uw aanvraag in. Wij sturen de links naar de lopende en recente aanvragen naar dat adres.',
    send: 'Link sturen',
    sent: {
      title: 'Kijk in uw mailbox',
      text: 'Als wij lopende of recente aanvragen van dit adres kennen, komt binnen een paar minuten een e-mail met de links. Komt er niets, kijk dan bij de ongewenste e-mail en controleer of het adres goed geschreven is. Wij sturen hooguit drie van deze e-mails per dag.',
    },
  },
  confirmAddress: {
    title: 'Bevestig uw e-mailadres',
    text: 'Druk op de knop om te bevestigen dat onze e-mails u bereiken op het adres uit uw aanvraag.',
    confirm: 'Adres bevestigen',
    done: { title: 'Uw e-mailadres is bevestigd', text: 'Dank u wel. Ons antwoord komt naar dit adres.' },
  },
  notFound: {
    title: 'Pagina niet gevonden',
    text: 'Op dit adres staat niets. Controleer of de link volledig is.',
  },
  crossSite: {
    title: 'Er is niets ingediend',
    text: 'Dit formulier lijkt van een andere site te komen; daarom hebben wij het niet verwerkt. Open het formulier hier en dien het opnieuw in.',
  },
  refusedForm: {
    unreadable:
      'Wat is verzonden, kon niet worden gelezen; daarom hebben wij het niet verwerkt. Ga terug, controleer wat u hebt ingevuld en dien het opnieuw in.',
    tooLarge: 'Dit is meer tekst dan wij kunnen verwerken. Ga terug, maak de tekst korter en dien het opnieuw in.',
    kept: 'Alles wat u hebt ingevuld, staat er nog.',
    again: 'Opnieuw indienen',
    open: 'Formulier openen',
  },
  failure: { title: 'Er ging iets mis', text: 'De fout ligt bij ons. Probeer het over een paar minuten opnieuw.' },
  tooManyRequests: { title: 'Te veel pogingen', text: 'Wacht een minuut en probeer het opnieuw.' },
}
