// The one table of the site's words by language. A language is added with one file and one line here.

import type { Language } from '../../../domain/languages.ts'
import type { ChannelTexts } from './channel-texts.ts'
import { en } from './en.ts'
import { et } from './et.ts'
import { nl } from './nl.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { zhHans } from './zh-hans.ts'

/** The words of the site's pages in every language. */
export const channelTexts: Readonly<Record<Language, ChannelTexts>> = { en, tr, et, ru, 'zh-Hans': zhHans, nl }
