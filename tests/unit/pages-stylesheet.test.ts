// The stylesheet asks for nothing from elsewhere, and its colours can be read.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import type { Html } from '../../shared/platform/html.ts'
import { styles } from '../../shared/platform/stylesheet.ts'
import { attribute, elementsOf } from './pages-dom.ts'
import { sitePages } from './pages-samples.ts'
import { staffPages } from './pages-staff-samples.ts'

type Light = 'day' | 'night'
const byNight = styles.slice(styles.indexOf('prefers-color-scheme: dark'))

/** By night a colour that is not named again is the one of the day. */
const colour = (name: string, light: Light): string => {
  const form = new RegExp(`--${name}: (#[0-9a-f]{6});`)
  const found = (light === 'night' ? (form.exec(byNight) ?? form.exec(styles)) : form.exec(styles))?.[1]
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

const pairs: [string, string, number][] = [
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
  ['ink', 'row', 4.5],
  ['muted', 'row', 4.5],
  ['brand', 'row', 4.5],
  ['bad', 'paper', 4.5],
  ['ink', 'bad-light', 4.5],
  ['brand', 'bad-light', 3],
  ['ink', 'warn-light', 4.5],
  ['ink', 'brand-light', 4.5],
  ['muted', 'brand-light', 4.5],
  ['plain', 'plain-light', 4.5],
  ['on-colour', 'button', 4.5],
  ['on-colour', 'button-dark', 4.5],
  ['on-hero', 'button', 4.5],
  ['on-colour', 'bar', 4.5],
  ['bar-muted', 'bar', 4.5],
  ['bar-focus', 'bar', 3],
]

test.each(
  pairs.flatMap(([text, ground, least]) =>
    (['day', 'night'] as const).map((light) => [text, ground, light, least] as const),
  ),
)('%s on %s has enough contrast by %s', (text, ground, light, least) => {
  expect(contrast(colour(text, light), colour(ground, light))).toBeGreaterThanOrEqual(least)
})

test('every colour stands in the list by day and by night, and nowhere else', () => {
  const rules = styles.replace(/:root \{[^}]*\}/g, '')
  expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b/)
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
  // The column that takes what the others leave has no width of its own.
  const plain = new Set(['neutral', 'column-company'])
  expect([...classes].filter((name) => !plain.has(name) && !new RegExp(`\\.${name}(?![\\w-])`).test(styles))).toEqual(
    [],
  )
})

/** The classes on pages. */
const classesOn = (pages: readonly Html[]): ReadonlySet<string> =>
  new Set(pages.flatMap((page) => elementsOf(page).flatMap((one) => attribute(one, 'class')?.split(' ') ?? [])))

/** The parts of a selector list, of all rules of the files that begin so. */
const selectorsOf = (begin: string): readonly string[] => {
  const folder = new URL('../../shared/platform/styles/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin) && name.endsWith('.css'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''))
    .flatMap((css) => [...css.matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector.trim()))
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

/** Whether all the classes that a selector names are among these, so that it may mean something on their pages. */
const mayMean = (selector: string, classes: ReadonlySet<string>): boolean => {
  const named = [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name)
  return named.length > 0 && named.every((name) => classes.has(name))
}

test('no rule of the pages of staff reaches a page of the site', () => {
  const ofSite = classesOn(languages.flatMap(({ tag }) => Object.values(sitePages(tag))))
  expect(selectorsOf('staff').filter((selector) => mayMean(selector, ofSite))).toEqual([])
})
