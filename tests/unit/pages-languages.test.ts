// Words that are in another language than the page say so, on every page of a site: its own name, what it says of its own
// fields, and the names of languages.

import { describe, expect, it } from 'vitest'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import type { Html } from '../../shared/platform/html.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { attribute, type Element, elementsOf, textOf } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'

const tags = languages.map(({ tag }) => tag)

/** Every text of a page, with the language that the nearest element says. */
const wordsOf = (page: Html): readonly (readonly [text: string, language: string])[] => {
  const words: [string, string][] = []
  const visit = (element: Element, above: string) => {
    const language = attribute(element, 'lang') ?? above
    for (const node of element.childNodes)
      if ('tagName' in node) visit(node, language)
      else if (textOf(node).trim() !== '') words.push([textOf(node).trim(), language])
  }
  const [root] = elementsOf(page)
  if (root) visit(root, '')
  return words
}

/** The languages in which a text is said to be on a page. */
const spokenAs = (page: Html, text: string): string[] => [
  ...new Set(wordsOf(page).flatMap(([said, language]) => (said === text ? [language] : []))),
]

describe.each(tags)('every page in %s', (language) => {
  it.each(Object.entries(sitePages(language)))('%s says the names of languages in those languages', (_, page) => {
    for (const { tag, name } of languages) for (const said of spokenAs(page, name)) expect(said).toBe(tag)
  })

  it.each(Object.entries(sitePages(language)))("%s says the site's name in the site's own language", (_, page) => {
    const names = ['Northwind Trade', 'Wingtip Europe'].flatMap((name) => spokenAs(page, name))
    expect(names.filter((said) => said !== 'en')).toEqual([])
  })
})

describe('what a channel says of its own fields', () => {
  const choices = [{ value: 'a', label: { nl: 'Eerste' } }, { value: 'b', label: 'Zweite' }, { value: 'c' }]
  const form = (language: Language, given: object) => {
    const [channel] = channelsFrom([
      {
        name: 'de',
        title: 'Kaupmees',
        languages: ['et', 'nl', 'en'],
        fields: [
          {
            name: 'trade',
            type: 'choice',
            label: { nl: 'Uw branche', et: 'Teie ala' },
            help: { en: 'Just one.' },
            choices,
          },
          { name: 'brands', label: 'Kaubamärgid' },
          { name: 'kaubaLiik' },
        ],
        ...given,
      },
    ])
    if (!channel) throw new Error('There is no channel.')
    return renderSignUp({
      siteName: channel.title,
      language,
      channel,
      action: '/sign-up',
      values: {},
      errors: [{ path: 'attributes.brands', code: 'required', message: '' }],
      fields: channel.fields ?? [],
      honeypotName: 'fax',
    })
  }

  it.each<[Language, string, string]>([
    ['nl', 'Uw branche', 'nl'],
    ['et', 'Teie ala', 'et'],
    ['en', 'Teie ala', 'et'],
    ['nl', 'Just one.', 'en'],
    ['en', 'Just one.', 'en'],
    ['nl', 'Eerste', 'nl'],
    ['et', 'Eerste', 'nl'],
    ['nl', 'Zweite', 'et'],
    ['nl', 'c', 'et'],
    ['nl', 'Kaubamärgid', 'et'],
    ['et', 'Kaubamärgid', 'et'],
    ['nl', 'Kauba liik', 'et'],
    ['nl', 'Kaupmees', 'et'],
  ])('on a page in %s, %s is said to be %s', (language, text, as) => {
    expect(spokenAs(form(language, { languages: ['et', 'nl'] }), text)).toEqual([as])
  })
})
