// The tables of headquarters: whatever stands in them, every column is in the window, on a desk, a laptop and a phone.

import { expect, test } from 'vitest'
import { narrow, wide } from '../support/browser.ts'
import { staffPages } from '../unit/pages-staff-samples.ts'
import { brokenWords, frames, rows } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const pages = new Map(Object.entries(staffPages()).map(([name, page]) => [`/${name}`, page]))
const open = useBrowser()
const at = useSamplePages(pages)

test.each([wide, { width: 1100, height: 800 }, narrow])(
  'no table has to be moved sideways or breaks a heading, a number or a time at $width px',
  async (size) => {
    const { page } = await open()
    await page.setViewportSize(size)
    const found: string[] = []
    const broken: string[] = []
    for (const name of pages.keys()) {
      await page.goto(at(name))
      found.push(...(await page.evaluate(frames)).map((caption) => `${name}: ${caption}`))
      broken.push(
        ...(await page.evaluate(brokenWords, 'thead th, tbody th > a, tbody time')).map((word) => `${name}: ${word}`),
      )
    }
    expect(found).toEqual([])
    expect(broken).toEqual([])
  },
)

test('a row of the list of prospects is one line high, and leads on from anywhere in it', async () => {
  const { page } = await open()
  await page.goto(at('/prospects-long'))
  const heights = await page.evaluate(rows)
  expect(heights).toHaveLength(3)
  for (const height of heights) expect(height).toBeLessThanOrEqual(44)
  // The last cell lies under the link, which is what is pressed.
  const asked = page.waitForRequest('**/headquarters/prospects/id-of-P-000043')
  await page.locator('tbody tr').first().locator('td').last().click({ force: true })
  await asked
})
