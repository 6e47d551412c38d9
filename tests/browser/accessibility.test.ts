// Every page of the site in every language, in every state that there is a sample of: no violation of the rules of axe by day
// and by night, wide, at 320 px and with text of twice the size; nothing reaches beyond the window, and no choice is cut off.

import { describe, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import type { Html } from '../../shared/platform/html.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { keepTheRules, type Way, ways } from './keep-the-rules.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const pages = new Map<string, Html>(
  languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]): [string, Html] => [`/site-${name}-${tag}`, page]),
  ),
)

const open = useBrowser()
const at = useSamplePages(pages)

/**
 * Pages of another language have the same elements and colours, so of each language but the first axe is asked once by day and
 * once by night, wide and at the least width.
 */
const byAxe = (language: string, { way }: Pick<Way, 'way'>): boolean =>
  language === languages[0].tag || way === 'wide' || way === 'small'

describe.each(languages.map(({ tag }) => tag))('the pages in %s', (language) => {
  const names = [...pages.keys()].filter((name) => name.endsWith(`-${language}`))
  test.each(ways)('keep the rules: $way', async (way) => {
    const visitor = await open({ javaScript: true })
    await keepTheRules(visitor, names, at, way, { isSite: true, byAxe: byAxe(language, way) })
  })
})
