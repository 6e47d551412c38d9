// Pages of the site on paper, in every language: what they say stands there whole and in ink, and nothing that can only be
// pressed.

import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { faintTexts, outline } from './in-page.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const pages = new Map(
  languages.flatMap(({ tag }) =>
    Object.entries(sitePages(tag)).map(([name, page]) => [`/${name}-${tag}`, page] as const),
  ),
)

/** What fits between the usual edges of A4, in CSS pixels. */
const paper = { width: 680, height: 1000 }

const open = useBrowser()
const at = useSamplePages(pages)

const onPaper = async () => {
  const visitor = await open({ javaScript: true })
  await visitor.page.setViewportSize(paper)
  // By night as well: paper is white.
  await visitor.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  return visitor.page
}

type Shown = { readonly textContent: string; readonly checkVisibility: () => boolean }
type Field = Shown & { readonly [size in 'scrollWidth' | 'clientWidth' | 'scrollHeight' | 'clientHeight']: number } & {
  value: string
  readonly name: string
}
declare const document: {
  readonly querySelectorAll: <T = Shown>(selector: string) => Iterable<T>
  readonly head: { readonly append: (element: unknown) => void }
  readonly createElement: (name: string) => { textContent: string }
}
declare const getComputedStyle: (element: unknown, part?: string) => { readonly content: string }

/** Texts of what can only be pressed, and still shows. */
const pressable = (): string[] =>
  [
    ...document.querySelectorAll(
      'nav, button:not(.organization-choice *), .button, .side-button, .change-country, .hero-way, .choices > a, p:not(.hint) > a:only-child',
    ),
  ]
    .filter((element) => element.checkVisibility())
    .map(({ textContent }) => textContent.trim())

/** Takes the grounds away, as browsers do on paper. */
const withoutGrounds = (): void => {
  const rule = document.createElement('style')
  rule.textContent = '*, *::before { background: none !important }'
  document.head.append(rule)
}

describe.each(languages)('on paper in $tag', ({ tag }) => {
  test('every page says what it says, and offers nothing to press', async () => {
    const page = await onPaper()
    const found: string[] = []
    for (const name of [...pages.keys()].filter((one) => one.endsWith(`-${tag}`))) {
      await page.goto(at(name))
      const { overflow, overflowing } = await page.evaluate(outline)
      if (overflow > 0) found.push(`${name} is cut: ${overflowing.join(', ')}`)
      found.push(...(await page.evaluate(pressable)).map((text) => `${name} offers “${text}”`))
      await page.evaluate(withoutGrounds)
      found.push(...(await page.evaluate(faintTexts)).map((text) => `${name} is faint: ${text}`))
    }
    expect(found).toEqual([])
  })
})

test('a form is printed with all that was typed, and with the address of what else is to be read', async () => {
  const page = await onPaper()
  await page.goto(at('/sign-up-of-channel-en'))
  const rooms = await page.evaluate(() =>
    [...document.querySelectorAll<Field>('textarea')].map((one) => one.clientHeight),
  )
  expect(Math.min(...rooms), 'there is room to write by hand').toBeGreaterThan(70)
  const cut = await page.evaluate(() => {
    const fields = [...document.querySelectorAll<Field>('.field :is(input:not([type=checkbox]), textarea)')]
    for (const field of fields)
      field.value = 'Sixty characters of what somebody typed into a small field. '.repeat(
        field.name === 'comments' ? 25 : 1,
      )
    return fields
      .filter((field) => field.scrollWidth > field.clientWidth + 1 || field.scrollHeight > field.clientHeight + 1)
      .map(({ name }) => name)
  })
  expect(cut).toEqual([])
  const written = await page.evaluate(() =>
    [...document.querySelectorAll('.hint a, .site-links a')].map((link) => getComputedStyle(link, '::after').content),
  )
  expect(written).toHaveLength(4)
  for (const text of written) expect(text).toContain('https://shop.example/')
})
