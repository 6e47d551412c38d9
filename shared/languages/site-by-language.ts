// Written by `npm run generate` from the table of languages: what the site says in each.

import type { Language } from '../domain/languages.ts'
import { site as en } from './en/site.ts'
import { site as et } from './et/site.ts'
import { keptTogether } from './kept-together.ts'
import { site as nl } from './nl/site.ts'
import { site as ru } from './ru/site.ts'
import type { SiteTexts } from './site-texts.ts'
import { site as tr } from './tr/site.ts'
import { site as zhHans } from './zh-hans/site.ts'

export const siteTexts: Readonly<Record<Language, SiteTexts>> = {
  en: keptTogether(en),
  tr: keptTogether(tr),
  et: keptTogether(et),
  ru: keptTogether(ru),
  'zh-Hans': keptTogether(zhHans),
  nl: keptTogether(nl),
}
