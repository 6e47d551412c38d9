// What holds for every page that is visited: structure, contrast, layout at two widths, keyboard, and no complaint.

import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { narrow, type Visitor, wide } from '../support/browser.ts'
import { faintTexts, focused, outline, reachable } from './in-page.ts'

const folder = resolve(import.meta.dirname, '..', 'output', 'screenshots')
mkdirSync(folder, { recursive: true })

/** Walks through the page with the Tab key and tells where the keyboard stood. */
const walk = async (page: Page) => {
  const stops: NonNullable<ReturnType<typeof focused>>[] = []
  // Keys go to the page in front; on a busy machine one whose neighbour was just closed is not yet.
  await page.bringToFront()
  const most = 2 * (await page.evaluate(reachable)) + 10
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(focused)
    // Past the last stop the keyboard leaves the page for the browser's own controls, and comes back to the first.
    if (!stop) continue
    if (stop.at === stops[0]?.at) break
    stops.push(stop)
    // The keyboard would go on inside the frame, where the mail's own links are.
    if (stop.frame) break
  }
  return stops
}

const examineKeyboard = async (page: Page, name: string): Promise<void> => {
  const stops = await walk(page)
  const places = stops.map(({ at }) => at)
  // A page may begin with the keyboard further down, such as on what has to be corrected.
  const first = places.indexOf(Math.min(...places))
  const fromTheTop = [...places.slice(first), ...places.slice(0, first)]
  expect(fromTheTop, `${name}: the keyboard follows the document`).toEqual(places.toSorted((a, b) => a - b))
  expect(
    stops.filter(({ inside, marked, frame }) => !inside || !(marked || frame)).map((stop) => stop.name),
    `${name}: where the keyboard is can be seen`,
  ).toEqual([])
  if (!stops.some(({ frame }) => frame))
    expect(stops.length, `${name}: the keyboard reaches everything`).toBe(await page.evaluate(reachable))
}

const examineLayout = async (page: Page, name: string, size: typeof wide, suffix: string): Promise<void> => {
  await page.setViewportSize(size)
  const { overflow, overflowing } = await page.evaluate(outline)
  await page.screenshot({ path: resolve(folder, `${name}-${suffix}.png`), fullPage: true })
  expect({ overflow, overflowing }, `${name} at ${size.width} px stays within the window`).toEqual({
    overflow: 0,
    overflowing: [],
  })
}

/**
 * Examines the page that the visitor is on, and takes its pictures.
 * @param name names the pictures
 * @param expected what the page must be
 */
export const examine = async (
  visitor: Visitor,
  name: string,
  expected: { readonly language?: string; readonly page?: Page } = {},
): Promise<void> => {
  const page = expected.page ?? visitor.page
  await page.waitForLoadState('load')
  const found = await page.evaluate(outline)
  expect(found, name).toMatchObject({
    language: expected.language ?? 'en',
    mains: 1,
    // The keys of headquarters are the only script of all pages.
    scripts: new URL(page.url()).pathname.startsWith('/headquarters') ? ['/assets/headquarters.js'] : [],
    unlabelled: [],
    repeatedIds: [],
  })
  expect(found.headings, `${name} has one heading of the first level`).toHaveLength(1)
  expect(found.headings[0], `${name} has words in its heading`).not.toBe('')
  expect(found.title, `${name} has a title`).not.toBe('')
  expect(await page.evaluate(faintTexts), `${name}: every text stands out`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(faintTexts), `${name}: every text stands out by night`).toEqual([])
  await page.screenshot({ path: resolve(folder, `${name}-night.png`), fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })
  // The keyboard last: walking changes what is shown.
  await examineLayout(page, name, narrow, 'narrow')
  await examineLayout(page, name, wide, 'wide')
  await examineKeyboard(page, name)
  for (const link of found.links) visitor.linksSeen.add(link)
  expect(visitor.complaints, `${name}: the browser has nothing to complain of`).toEqual([])
}
