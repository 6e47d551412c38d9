// What a browser test stands on: one browser and one whole environment per file, both ended whatever happens.

import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { launchBrowser, openVisitor, type Visitor, type VisitorOptions } from '../support/browser.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'

/** Starts the browser before the tests of a file. @returns opens visitors, which end with their test */
export const useBrowser = () => {
  let browser: Browser | undefined
  const visitors: Visitor[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    for (const visitor of visitors.splice(0)) await visitor.close()
  })
  afterAll(() => browser?.close())
  return async (options: VisitorOptions = {}): Promise<Visitor> => {
    if (!browser) throw new Error('The browser did not start.')
    const visitor = await openVisitor(browser, options)
    visitors.push(visitor)
    return visitor
  }
}

/**
 * Starts the browser and the whole system before the tests of a file.
 * @param settings that differ from those of a laptop
 */
export const useStage = (settings: Record<string, string> = {}) => {
  const open = useBrowser()
  let env: Environment | undefined
  beforeAll(async () => {
    env = await startEnvironment(settings)
  })
  afterAll(() => env?.close())
  return async (options: VisitorOptions = {}) => {
    if (!env) throw new Error('The environment did not start.')
    const visitor = await open(options)
    return { env, visitor, page: visitor.page }
  }
}
