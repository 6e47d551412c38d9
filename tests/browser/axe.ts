// The rules of axe, asked of the page that a visitor is on. Scripts must be on.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const options: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}

declare const axe: { run: (options: RunOptions) => Promise<AxeResults> }

/** Each rule that is broken, with the first places. */
export const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource)
  const found = await page.evaluate((given) => axe.run(given), options)
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(', ')}`,
  )
}
