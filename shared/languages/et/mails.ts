// The decision mails in Estonian.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

export const mails: MailTexts = {
  terms,
  greeting: (name) => `Lugupeetud ${name}!`,
  greetingWithoutName: 'Tere!',
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
  },
  closing: 'Lugupidamisega',
  whyReceived: 'Saite selle kirja seoses taotlusega saada äripartneriks.',
}
