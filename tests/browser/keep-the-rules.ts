// What a drawn page is held to in one way of looking at it: axe's rules, nothing beyond the window, no broken word, no cut
// choice. LOOKS=true leaves a picture of each in tests/output/looks.

import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'
import { narrow, type Visitor, wide } from '../support/browser.ts'
import { violations } from './axe.ts'
import { brokenWords, clippedChoices, highControls, outline } from './in-page.ts'

export type Way = {
  readonly way: string
  readonly size: { readonly width: number; readonly height: number }
  readonly colours: 'light' | 'dark'
  /** In percent. */
  readonly text: number
}

export const ways = [
  { way: 'wide', size: wide, colours: 'light', text: 100 },
  { way: 'night', size: wide, colours: 'dark', text: 100 },
  { way: 'phone', size: narrow, colours: 'light', text: 100 },
  { way: 'small', size: { width: 320, height: 640 }, colours: 'dark', text: 100 },
  { way: 'large', size: narrow, colours: 'light', text: 200 },
] as const satisfies readonly Way[]

type Page = Visitor['page']

/** What is looked at beside what all pages are: of the site headings and choices, and whether axe is asked. */
export type Held = { readonly isSite: boolean; readonly byAxe: boolean }

declare const document: { documentElement: { style: { fontSize: string } } }

const folder = resolve(import.meta.dirname, '..', 'output', 'looks')
const takesPictures = process.env['LOOKS'] === 'true'
if (takesPictures) mkdirSync(folder, { recursive: true })

/** What is wrong with the page that is open. */
const wrongWith = async (page: Page, { text }: Way, { isSite, byAxe }: Held): Promise<string[]> => {
  const found: string[] = []
  const { overflow, overflowing } = await page.evaluate(outline)
  if (overflow > 0 || overflowing.length > 0) found.push(`reaches beyond the window: ${overflowing.join(', ')}`)
  const words = await page.evaluate(brokenWords, '.languages :is(a, button), .account-ways :is(a, button), .badge')
  found.push(...words.map((word) => `breaks “${word}”`))
  // With text of twice the size dots say that there is more, which the opened list shows.
  if (text === 100 && isSite) {
    found.push(...(await page.evaluate(brokenWords, 'h1, h2, h3')).map((word) => `breaks “${word}”`))
    found.push(...(await page.evaluate(highControls)).map((control) => `stretches ${control}`))
    found.push(...(await page.evaluate(clippedChoices)).map((choice) => `cuts the choice ${choice}`))
  }
  return byAxe ? [...found, ...(await violations(page))] : found
}

/** Looks at pages one after the other in one way. @param names their paths @param at makes an address of a path */
export const keepTheRules = async (
  { page, complaints }: Pick<Visitor, 'page' | 'complaints'>,
  names: readonly string[],
  at: (path: string) => string,
  way: Way,
  held: Held,
): Promise<void> => {
  await page.emulateMedia({ colorScheme: way.colours, reducedMotion: 'reduce' })
  await page.setViewportSize(way.size)
  const found: string[] = []
  for (const name of names) {
    await page.goto(at(name))
    await page.evaluate((percent) => {
      document.documentElement.style.fontSize = `${percent}%`
    }, way.text)
    found.push(...(await wrongWith(page, way, held)).map((what) => `${name} ${what}`))
    if (takesPictures)
      await page.screenshot({ path: resolve(folder, `${name.slice(1)}-${way.way}.png`), fullPage: true })
  }
  expect(names.length).toBeGreaterThan(0)
  expect(found).toEqual([])
  expect(complaints).toEqual([])
}
