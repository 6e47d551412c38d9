// The decision mails in Estonian.

import type { MailTexts } from '../mail-texts.ts'
import { terms } from './terms.ts'

/** Whose it is, with the company's name or without. */
const ofCompany = (company: string | undefined): string =>
  company === undefined ? 'teie ettevõtte' : `ettevõtte ${company}`

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
      `Meil on hea meel teatada, et ${ofCompany(company)} taotlus saada meie äripartneriks on ${terms.approved}.`,
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
    subject: (companyName) => `Otsus teie taotluse kohta: ${companyName}`,
    preheader: 'Oleme teie ettevõtte taotluse läbi vaadanud.',
    heading: 'Otsus teie taotluse kohta',
    paragraphs: (company) => [
      'Täname teid soovi eest saada meie äripartneriks.',
      `Oleme ${ofCompany(company)} taotluse hoolikalt läbi vaadanud. Kahjuks ei saa me seda ${terms.approve}.`,
      'Täname teid selleks kulutatud aja eest ning soovime teile ja teie ettevõttele edu.',
    ],
  },
  closing: 'Lugupidamisega',
  whyReceived: 'Saite selle kirja seoses taotlusega saada äripartneriks.',
}
