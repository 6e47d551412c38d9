// The site with text of twice the size on the narrowest phone, in every language: nothing is cut or reaches beyond the window,
// every text has grown, and nothing stands elsewhere than it should.

import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { cutTexts, outline, shiftedLabels, textSizes } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

declare const document: { documentElement: { style: { fontSize: string } } }

const pages = new Map(
  languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]) => [`/${name}-${tag}`, page] as const),
  ),
)
const open = useBrowser()
const at = useSamplePages(pages)

describe.each(languages)('in $tag', ({ tag }) => {
  test('text of twice the size is whole at 320 px', async () => {
    const { page } = await open({ javaScript: true })
    await page.setViewportSize({ width: 320, height: 640 })
    const found: string[] = []
    for (const name of [...pages.keys()].filter((one) => one.endsWith(`-${tag}`))) {
      await page.goto(at(name))
      found.push(...(await page.evaluate(shiftedLabels)).map((label) => `${name} shifts ${label}`))
      const before = await page.evaluate(textSizes)
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      const after = await page.evaluate(textSizes)
      const { overflow } = await page.evaluate(outline)
      if (overflow > 0) found.push(`${name} reaches ${overflow} px beyond the window`)
      found.push(...(await page.evaluate(cutTexts)).map((text) => `${name} cuts ${text}`))
      // Headings are large already, so they grow by less; they stay above what they are the headings of.
      const body = Math.max(...after.map(({ isHeading, size }) => (isHeading ? 0 : size)))
      before.forEach(({ text, size, isHeading }, nth) => {
        const now = after[nth]?.size ?? 0
        if (isHeading ? now < body : now < size * 1.95) found.push(`${name} “${text}” grows from ${size} to ${now} px`)
      })
    }
    expect(found).toEqual([])
  })
})
