// Every page of the site in every language, and of headquarters, in every state that there is a sample of: no violation of the
// rules of axe by day and by night, wide, at 320 px and with text of twice the size; nothing reaches beyond the window, and no
// choice is cut off.

import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import type { Html } from '../../shared/platform/html.ts'
import { narrow, wide } from '../support/browser.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { staffPages } from '../unit/pages-staff-samples.ts'
import { violations } from './axe.ts'
import { brokenWords, clippedChoices, highControls, outline } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const pages = new Map<string, Html>([
  ...languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]): [string, Html] => [`/site-${name}-${tag}`, page]),
  ),
  ...Object.entries(staffPages()).map(([name, page]): [string, Html] => [`/headquarters-${name}`, page]),
])

const ways = [
  { way: 'wide', size: wide, colours: 'light', text: 100 },
  { way: 'night', size: wide, colours: 'dark', text: 100 },
  { way: 'phone', size: narrow, colours: 'light', text: 100 },
  { way: 'small', size: { width: 320, height: 640 }, colours: 'dark', text: 100 },
  { way: 'large', size: narrow, colours: 'light', text: 200 },
] as const

/** Staff work in headquarters by night and by day, at each of the widths. */
const waysOfHeadquarters = [
  ...ways,
  { way: 'phone-night', size: narrow, colours: 'dark', text: 100 },
  { way: 'small-day', size: { width: 320, height: 640 }, colours: 'light', text: 100 },
] as const

declare const document: { documentElement: { style: { fontSize: string } } }

const folder = resolve(import.meta.dirname, '..', 'output', 'looks')
mkdirSync(folder, { recursive: true })

const open = useBrowser()
const at = useSamplePages(pages)

describe.each([...languages.map(({ tag }) => `-${tag}`), 'headquarters'])('the pages of %s', (part) => {
  const names = [...pages.keys()].filter((name) =>
    part === 'headquarters' ? name.startsWith('/headquarters') : name.startsWith('/site-') && name.endsWith(part),
  )

  test.each(part === 'headquarters' ? waysOfHeadquarters : ways)(
    'keep the rules: $way',
    async ({ way, size, colours, text }) => {
      const { page, complaints } = await open({ javaScript: true })
      await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      const found: string[] = []
      for (const name of names) {
        await page.goto(at(name))
        await page.evaluate((percent) => {
          document.documentElement.style.fontSize = `${percent}%`
        }, text)
        const { overflow, overflowing } = await page.evaluate(outline)
        if (overflow > 0 || overflowing.length > 0)
          found.push(`${name} reaches beyond the window: ${overflowing.join(', ')}`)
        const broken = await page.evaluate(
          brokenWords,
          '.languages :is(a, button), .account-ways :is(a, button), .badge',
        )
        found.push(...broken.map((word) => `${name} breaks “${word}”`))
        if (text === 100 && part !== 'headquarters') {
          found.push(...(await page.evaluate(brokenWords, 'h1, h2, h3')).map((word) => `${name} breaks “${word}”`))
          found.push(...(await page.evaluate(highControls)).map((control) => `${name} stretches ${control}`))
        }
        // With text of twice the size dots say that there is more, which the opened list shows.
        if (text === 100 && part !== 'headquarters')
          found.push(...(await page.evaluate(clippedChoices)).map((choice) => `${name} cuts the choice ${choice}`))
        found.push(...(await violations(page)).map((violation) => `${name} ${violation}`))
        await page.screenshot({ path: resolve(folder, `${name.slice(1)}-${way}.png`), fullPage: true })
      }
      expect(found).toEqual([])
      expect(complaints).toEqual([])
    },
  )
})
