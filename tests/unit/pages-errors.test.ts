// A form that comes back with a mistake says so first, where the keyboard is, and leads to each control that is wrong.

import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { siteTexts } from '../../shared/languages/site-by-language.ts'
import { attribute, elementsOf, named, textOf, within } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'

const withMistakes = languages.flatMap(({ tag }) =>
  Object.entries(sitePages(tag)).flatMap(([name, page]) => {
    const elements = elementsOf(page)
    const title = named(elements, 'title').map(textOf).join('')
    const wrong = elements.filter((one) => attribute(one, 'aria-invalid') === 'true')
    const isTold = title.startsWith(siteTexts[tag].errors.titlePrefix + siteTexts[tag].terms.punctuation.colon)
    return wrong.length > 0 || isTold ? [{ name, tag, elements, wrong, isTold }] : []
  }),
)

describe.each(withMistakes)('the page $name in $tag', ({ elements, wrong, isTold }) => {
  const summaries = elements.filter((one) => attribute(one, 'role') === 'alert')

  it('says it in its title, and first on the page', () => {
    expect(isTold).toBe(true)
    expect(summaries.length).toBeGreaterThan(0)
    expect(summaries.map((one) => attribute(one, 'autofocus'))).toContain('')
  })

  it('leads to every control that is wrong', () => {
    const led = summaries.flatMap((one) => named(within(one), 'a')).map((link) => attribute(link, 'href'))
    expect(wrong.filter((control) => !led.includes(`#${attribute(control, 'id')}`))).toEqual([])
  })
})

it('there are forms with mistakes among the pages', () => {
  expect(new Set(withMistakes.map(({ name }) => name)).size).toBeGreaterThan(5)
})

it('who has to sign in first is not told so as if something had been done', () => {
  const page = sitePages('en')['account-sign-in-ended']
  const told = page === undefined ? [] : elementsOf(page).filter((one) => attribute(one, 'role') === 'status')
  expect(told.map((one) => [attribute(one, 'class'), textOf(one)])).toEqual([
    ['told-box', 'Please sign in to see this page.'],
  ])
})
