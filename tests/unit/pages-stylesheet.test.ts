// The stylesheet asks for nothing from elsewhere, and its colours can be read.

import { expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import { styles } from '../../shared/platform/stylesheet.ts'
import { attribute, elementsOf } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'
import { staffPages } from './pages-staff-samples.ts'

const colour = (name: string): string => {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(styles)?.[1]
  if (!found) throw new Error(`There is no colour ${name}.`)
  return found
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test.each([
  ['ink', 'paper', 4.5],
  ['ink', 'ground', 4.5],
  ['muted', 'paper', 4.5],
  ['muted', 'ground', 4.5],
  ['brand', 'paper', 4.5],
  ['brand', 'brand-light', 4.5],
  ['bad', 'paper', 4.5],
  ['bad', 'bad-light', 4.5],
  ['good', 'good-light', 4.5],
  ['active', 'active-light', 4.5],
  ['warn', 'warn-light', 4.5],
  ['field-line', 'paper', 3],
  ['focus', 'paper', 3],
  ['focus', 'ground', 3],
])('%s on %s has enough contrast', (text, ground, least) => {
  expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(least)
})

test('the stylesheet loads nothing', () => {
  expect(styles).not.toMatch(/@import|url\(|expression\(|https?:/)
})

test('its braces are balanced and it declares every variable it uses', () => {
  expect(styles.split('{').length).toBe(styles.split('}').length)
  const used = [...styles.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name]) => name)
  const declared = [...styles.matchAll(/(--[a-z-]+):/g)].map(([, name]) => name)
  expect(used.filter((name) => !declared.includes(name))).toEqual([])
})

test('every class on a page is known to the stylesheet', () => {
  const pages = [...languages.flatMap(({ tag }) => Object.values(sitePages(tag))), ...Object.values(staffPages())]
  const classes = new Set(
    pages.flatMap((page) =>
      elementsOf(page).flatMap((one) => attribute(one, 'class')?.split(' ').filter(Boolean) ?? []),
    ),
  )
  const plain = new Set(['neutral'])
  expect([...classes].filter((name) => !plain.has(name) && !new RegExp(`\\.${name}(?![\\w-])`).test(styles))).toEqual(
    [],
  )
})
