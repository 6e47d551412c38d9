// The decision mails in Estonian.
import type { MailTexts } from './mail-texts.ts'

export const et: MailTexts = {
  quotes: ['„', '”'],
  greeting: (name) => `Lugupeetud ${name}!`,
  greetingWithoutName: 'Tere!',
  approved: {
    subject: (companyName) => `Teie taotlus on heaks kiidetud: ${companyName}`,
    preheader: 'Saate nüüd sisse logida ja lisada oma ettevõtte kasutajaid.',
    heading: 'Teie taotlus on heaks kiidetud',
    paragraphs: (company) => [
      `Meil on hea meel teatada, et ettevõtte ${company} taotlus saada meie äripartneriks on heaks kiidetud.`,
      'Saate nüüd meie saidile sisse logida sama e-posti aadressiga, mille te taotluses märkisite.',
      'Olete saidil oma ettevõtte administraator: võite lisada kasutajaid, kes saavad ettevõtte nimel sisse logida ja tellimusi esitada.',
    ],
    signIn: 'Logige sisse',
    viewRequest: 'Vaadake oma taotlust',
  },
  rejected: {
    subject: (companyName) => `Otsus teie taotluse kohta: ${companyName}`,
    preheader: 'Oleme teie ettevõtte taotluse läbi vaadanud.',
    heading: 'Otsus teie taotluse kohta',
    paragraphs: (company) => [
      'Täname teid soovi eest saada meie äripartneriks.',
      `Oleme ettevõtte ${company} taotluse hoolikalt läbi vaadanud. Kahjuks ei saa me seda heaks kiita.`,
      'Täname teid selleks kulutatud aja eest ning soovime teile ja teie ettevõttele edu.',
    ],
  },
  closing: 'Lugupidamisega',
  whyReceived: 'Saite selle kirja, sest see e-posti aadress on märgitud äripartneriks saamise taotluses.',
}
