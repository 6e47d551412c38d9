// What people of headquarters see is whole: no word of a badge is cut, no address of usual length is broken, a choice stands
// beside its words, and every area can be reached on a phone without moving anything aside.

import { expect, test } from 'vitest'
import { narrow, wide } from '../support/browser.ts'
import { staffPages } from '../unit/pages-staff-samples.ts'
import { overlappingTexts, shiftedTables } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const open = useBrowser()
const pages = new Map(Object.entries(staffPages()).map(([name, page]) => [`/${name}`, page]))
const at = useSamplePages(pages)

const shown = async (path: string, size: typeof wide) => {
  const { page } = await open()
  await page.setViewportSize(size)
  await page.goto(at(path))
  return page
}

test('on a phone every area of headquarters is in the window', async () => {
  const page = await shown('/audit', narrow)
  const links = page.locator('.side a')
  const boxes = await Promise.all(Array.from({ length: await links.count() }, (_, one) => links.nth(one).boundingBox()))
  expect(boxes.length).toBeGreaterThan(5)
  for (const box of boxes) expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(narrow.width)
})

test('the status of a prospect is never cut', async () => {
  const page = await shown('/prospects', wide)
  const badges = page.locator('.list tbody tr td:nth-child(5) .badge')
  const cut = await badges.evaluateAll((all) =>
    all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent),
  )
  expect([await badges.count(), cut]).toEqual([3, []])
})

test.each(['/hierarchy', '/users', '/contacts'])(
  'the addresses of %s stand in one line, unless they are very long',
  async (path) => {
    const page = await shown(path, wide)
    const links = page.locator('td a[href^="mailto:"] bdi')
    const broken = await links.evaluateAll((all) =>
      all.filter((one) => one.getClientRects().length > 1).map(({ textContent }) => textContent ?? ''),
    )
    expect(await links.count()).toBeGreaterThan(0)
    expect(broken.filter((address) => address.length < 25)).toEqual([])
  },
)

test.each([wide, narrow])('a choice between customers stands beside its words at $width px', async (size) => {
  const page = await shown('/decide-approve', size)
  const choices = page.locator('.choices label')
  const found = await choices.evaluateAll((all) =>
    all.map((label) => {
      const [box, input] = [label, label.querySelector('input') ?? label].map((one) => one.getBoundingClientRect())
      return {
        height: input?.height ?? 0,
        down: (input?.y ?? 0) - (box?.y ?? 0),
        aside: (input?.x ?? 0) - (box?.x ?? 0),
      }
    }),
  )
  expect(found.length).toBeGreaterThan(3)
  for (const { height, down, aside } of found) {
    expect(height).toBeLessThanOrEqual(20)
    expect(down).toBeLessThanOrEqual(8)
    expect(aside).toBe(0)
  }
})

test.each([wide, { width: 1100, height: 800 }, narrow])(
  'no text lies over another, and tables begin where their title does, at $width px',
  async (size) => {
    const { page } = await open()
    await page.setViewportSize(size)
    const found: string[] = []
    for (const name of pages.keys()) {
      await page.goto(at(name))
      found.push(...(await page.evaluate(overlappingTexts)).map((texts) => `${name}: ${texts}`))
      found.push(...(await page.evaluate(shiftedTables)).map((table) => `${name} shifts ${table}`))
    }
    expect(found).toEqual([])
  },
)
