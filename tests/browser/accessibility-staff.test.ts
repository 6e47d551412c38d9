// Every page of headquarters in every state that there is a sample of: what the pages of the site keep, and at each of the widths
// by night and by day, as staff work there.

import { test } from 'vitest'
import { narrow } from '../support/browser.ts'
import { staffPages } from '../unit/pages-staff-samples.ts'
import { keepTheRules, type Way, ways } from './keep-the-rules.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const pages = new Map(Object.entries(staffPages()).map(([name, page]) => [`/headquarters-${name}`, page] as const))

const waysOfHeadquarters: readonly Way[] = [
  ...ways,
  { way: 'phone-night', size: narrow, colours: 'dark', text: 100 },
  { way: 'small-day', size: { width: 320, height: 640 }, colours: 'light', text: 100 },
]

const open = useBrowser()
const at = useSamplePages(pages)

test.each(waysOfHeadquarters)('the pages of headquarters keep the rules: $way', async (way) => {
  const visitor = await open({ javaScript: true })
  await keepTheRules(visitor, [...pages.keys()], at, way, { isSite: false, byAxe: true })
})
