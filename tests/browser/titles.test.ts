// Titles of the site on the narrowest phone, in every language: no word is broken where no hyphen says that it goes on, even by
// a browser that knows no language to hyphenate it, and in a wide font.

import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { accountTexts } from '../../shared/languages/account-by-language.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { brokenWords } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

/** Every title of a language, also of pages that there is no sample of. */
const titlesIn = (value: unknown, name = ''): string[] => {
  if (typeof value === 'string') return name === 'title' ? [value] : []
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return []
  return Object.entries(value).flatMap(([member, inner]) => titlesIn(inner, member))
}

declare const document: { readonly querySelector: (selector: string) => { textContent: string } }

const pages = new Map(
  languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]) => [`/${name}-${tag}`, page] as const),
  ),
)
const open = useBrowser()
const at = useSamplePages(pages)

describe.each(languages)('in $tag', ({ tag }) => {
  test('no word of a title is broken at 320 px', async () => {
    const titles = titlesIn([siteTexts[tag], accountTexts[tag]])
    expect(titles.length).toBeGreaterThan(30)
    const { page } = await open({ javaScript: true })
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(at(`/confirmation-${tag}`))
    const broken: string[] = []
    for (const title of titles) {
      await page.evaluate((text) => {
        document.querySelector('h1').textContent = text
      }, title)
      broken.push(...(await page.evaluate(brokenWords, 'h1')))
    }
    expect(broken).toEqual([])
  })
})
