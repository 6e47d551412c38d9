// Every page as its reader gets it, element by element, against what it was when somebody last looked at it. A page that is
// meant to read otherwise is looked at anew: `npm test -- tests/unit/pages-read.test.ts -u` writes what it says now.

import { describe, expect, it } from 'vitest'
import { readingOf } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'
import { staffPages } from './pages-staff-samples.ts'

const file = (room: string, name: string): string => `../fixtures/pages/${room}/${name}.txt`

describe('the site', () => {
  it.each(Object.entries(sitePages('en')))('%s reads as before', async (name, page) => {
    await expect(readingOf(page)).toMatchFileSnapshot(file('site', name))
  })

  it('has the same elements in every language', () => {
    const shapes = (['en', 'tr', 'et', 'ru', 'zh-Hans', 'nl'] as const).map((language) =>
      Object.values(sitePages(language)).map((page) => readingOf(page).match(/^ *\w+/gm)?.length),
    )
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1)
  })
})

describe('headquarters', () => {
  it.each(Object.entries(staffPages()))('%s reads as before', async (name, page) => {
    await expect(readingOf(page)).toMatchFileSnapshot(file('headquarters', name))
  })
})
