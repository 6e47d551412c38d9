// The decision mails in Dutch.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Geachte ${name},`,
  greetingWithoutName: 'Goedendag,',
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
  },
  closing: 'Met vriendelijke groet,',
  whyReceived: 'U ontvangt dit bericht in verband met een aanvraag om zakenpartner te worden.',
}
