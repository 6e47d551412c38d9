// The keys of headquarters, and that nothing needs them.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openVisitor, type Visitor } from '../support/browser.ts'
import { staffPages } from '../unit/pages-staff-samples.ts'
import { useSamplePages } from './sample-pages.ts'

const at = useSamplePages(new Map(Object.entries(staffPages()).map(([name, page]) => [`/${name}`, page])))
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent')

const visit = async (javaScript: boolean, work: (page: Page, visitor: Visitor) => Promise<void>): Promise<void> => {
  const visitor = await openVisitor(browser, { javaScript })
  try {
    await visitor.page.goto(at('/prospects'))
    await work(visitor.page, visitor)
    expect(visitor.complaints).toEqual([])
  } finally {
    await visitor.close()
  }
}

describe('the keys', () => {
  it('lead to the search, along the rows and back, and are typed in fields', async () => {
    await visit(true, async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('jk?')
      expect(await page.locator('#search').inputValue()).toBe('jk?')
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
      expect(await focused(page)).toBe('P-000042')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      expect(await focused(page)).toBe('P-000040')
      await page.keyboard.press('k')
      expect(await focused(page)).toBe('P-000041')
      // What it opens is no page here.
      await Promise.all([page.waitForRequest(/id-of-P-000041/), page.keyboard.press('Enter')])
    })
  })

  it('are shown by ? and a button, and can be turned off', async () => {
    await visit(true, async (page) => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      await page.getByLabel('Use these keys in this browser').uncheck()
      await page.getByRole('button', { name: 'Close' }).click()
      await page.keyboard.press('j')
      expect(await focused(page)).not.toBe('P-000042')
      await page.goto(at('/prospects-long'))
      await page.keyboard.press('?')
      expect(await page.getByRole('dialog').count()).toBe(0)
      await page.getByRole('button', { name: 'Keys' }).click()
      expect(await page.getByLabel('Use these keys in this browser').isChecked()).toBe(false)
    })
  })

  it('are nowhere without scripts, and every link is there', async () => {
    await visit(false, async (page) => {
      expect(await page.getByRole('button', { name: 'Keys' }).count()).toBe(0)
      expect(await page.getByRole('dialog').count()).toBe(0)
      expect(await page.getByRole('link', { name: 'P-000042' }).isVisible()).toBe(true)
    })
  })
})
