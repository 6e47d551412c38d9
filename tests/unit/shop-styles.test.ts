// The example shop can be read by day and by night: each colour has a name, one for either light, and stands out.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '..', '..', 'infra', 'local', 'shop', 'style.css'), 'utf8')
const [byDay = '', byNight = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, inside]) => inside)
const colours = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]))

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (hex = '#000000'): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ...['paper', 'ground', 'plain-light', 'warn-light', 'good-light', 'bad-light'].map(
    (back) => ['ink', back, 4.5] as const,
  ),
  ...['paper', 'ground'].flatMap((back) => [['brand', back, 4.5] as const, ['muted', back, 4.5] as const]),
  ['bad', 'paper', 4.5],
  ['on-brand', 'brand', 4.5],
  ['field-line', 'paper', 3],
  ['focus', 'ground', 3],
]

it('every colour is named once by day and once by night', () => {
  const names = [...colours(byDay).keys()]
  expect(names.length).toBeGreaterThan(10)
  expect([...colours(byNight).keys()]).toEqual(names)
  expect(css.replace(byDay, '').replace(byNight, '')).not.toMatch(/#[0-9a-f]{3,8}\b/)
  expect(css).toContain('@media (prefers-color-scheme: dark)')
})

it.each([
  ['day', byDay],
  ['night', byNight],
])('texts and controls stand out by %s', (_, block) => {
  const known = colours(block)
  const faint = pairs.filter(([front, back, least]) => {
    const [light = 0, dark = 0] = [luminance(known.get(front)), luminance(known.get(back))].sort((x, y) => y - x)
    return (light + 0.05) / (dark + 0.05) < least
  })
  expect(faint).toEqual([])
})
