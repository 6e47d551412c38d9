// Whatever colour a channel has, its pages can be read: by day, by night, on buttons and on the picture of the home page.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelStyles } from '../../shared/channel/pages/channel-styles.ts'
import { accentsOf, contrast, grounds } from '../../shared/domain/colour.ts'
import { styles } from '../../shared/platform/stylesheet.ts'

const colours = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

/** Text on its ground, by name, where it cannot be read. */
const unreadable = (colour: string): string[] => {
  const { day, night, fills } = accentsOf(colour)
  const [paper, ground] = grounds.day
  const [darkPaper, darkGround] = grounds.night
  const pairs: [string, string][] = [
    ['#ffffff', fills.button],
    ['#ffffff', fills['button-dark']],
    [fills['on-hero'], fills.button],
    [fills['on-hero'], fills['button-dark']],
    [fills['button-dark'], '#ffffff'],
    [fills['button-dark'], fills['on-hero']],
    ...[day.brand, day['brand-dark']].flatMap((text): [string, string][] =>
      [paper, ground, day['brand-light']].map((on) => [text, on]),
    ),
    ...[night.brand, night['brand-dark']].flatMap((text): [string, string][] =>
      [darkPaper, darkGround, night['brand-light']].map((on) => [text, on]),
    ),
    // Ink and muted text on the tint.
    ['#17232f', day['brand-light']],
    ['#50606d', day['brand-light']],
    ['#e6edf2', night['brand-light']],
    ['#a7b6c2', night['brand-light']],
  ]
  return pairs.filter(([text, on]) => contrast(text, on) < 4.5).map((pair) => pair.join(' on '))
}

describe('the accents of a colour', () => {
  it.each(['#000000', '#ffffff', '#ffff00', '#ff0000', '#00ff00', '#0000ff', '#808080', '#0b5563', '#8a3b12'])(
    'can be read where it is %s',
    (colour) => expect(unreadable(colour)).toEqual([]),
  )

  it('can be read whatever it is', () => {
    fc.assert(fc.property(colours, (colour) => unreadable(colour).length === 0))
  })

  it('are the colour itself where it can be read on white, and darker where it cannot', () => {
    expect(accentsOf('#8a3b12').day.brand).toBe('#8a3b12')
    const { brand } = accentsOf('#ffd166').day
    expect(contrast(brand, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(brand, '#ffffff')).toBeLessThan(5.5)
  })

  it('are told on the grounds that the stylesheet has', () => {
    for (const [name, colour] of [
      ['paper', grounds.day[0]],
      ['ground', grounds.day[1]],
      ['paper', grounds.night[0]],
      ['ground', grounds.night[1]],
    ])
      expect(styles).toContain(`--${name}: ${colour};`)
  })

  it('knows contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})

describe('the styles of a channel', () => {
  it('are none without a colour', () => expect(channelStyles(undefined)).toBe(''))

  it('name only what the stylesheet has, and nothing from elsewhere', () => {
    const css = channelStyles('#8a3b12')
    for (const [, name] of css.matchAll(/--([\w-]+):/g)) expect(styles).toContain(`--${name}:`)
    expect(css).not.toMatch(/url|@import|</)
    expect(css).toContain('@media screen and (prefers-color-scheme: dark)')
  })
})
