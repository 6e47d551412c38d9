// Written by `npm run generate` from the table of languages: what mails say in each.

import type { Language } from '../domain/languages.ts'
import { mails as en } from './en/mails.ts'
import { mails as et } from './et/mails.ts'
import type { MailTexts } from './mail-texts.ts'
import { mails as nl } from './nl/mails.ts'
import { mails as ru } from './ru/mails.ts'
import { mails as tr } from './tr/mails.ts'
import { mails as zhHans } from './zh-hans/mails.ts'

export const mailTexts: Readonly<Record<Language, MailTexts>> = {
  en,
  tr,
  et,
  ru,
  'zh-Hans': zhHans,
  nl,
}
