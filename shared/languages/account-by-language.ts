// Written by `npm run generate` from the table of languages: what partners read in each.

import type { Language } from '../domain/languages.ts'
import type { AccountTexts } from './account-texts.ts'
import { account as en } from './en/account.ts'
import { account as et } from './et/account.ts'
import { keptTogether } from './kept-together.ts'
import { account as nl } from './nl/account.ts'
import { account as ru } from './ru/account.ts'
import { account as tr } from './tr/account.ts'
import { account as zhHans } from './zh-hans/account.ts'

export const accountTexts: Readonly<Record<Language, AccountTexts>> = {
  en: keptTogether(en),
  tr: keptTogether(tr),
  et: keptTogether(et),
  ru: keptTogether(ru),
  'zh-Hans': keptTogether(zhHans),
  nl: keptTogether(nl),
}
