// Colours that can be read: what one accent colour becomes on pages, by day and by night, and in mails.

type Rgb = readonly [number, number, number]

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]

const rgbOf = (colour: string): Rgb => {
  const at = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16)
  return [at(1), at(3), at(5)]
}

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const luminanceOf = (rgb: Rgb): number => {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/**
 * How well one colour can be read on another, from 1 to 21.
 * @param one and other as `#rrggbb`; https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export const contrast = (one: string, other: string): number => {
  const [brighter = 1, darker = 1] = [one, other].map((colour) => luminanceOf(rgbOf(colour))).sort((a, b) => b - a)
  return (brighter + 0.05) / (darker + 0.05)
}

/** A colour with a share of another in it. */
const mixed = (colour: string, other: Rgb, share: number): string => {
  const [r, g, b] = rgbOf(colour)
  const [otherR, otherG, otherB] = other
  const part = (from: number, to: number) => from + (to - from) * share
  return hexOf([part(r, otherR), part(g, otherG), part(b, otherB)])
}

/** The first step from a colour towards black or white that suits; the last one always does. */
const towards = (colour: string, end: Rgb, suits: (step: string) => boolean): string => {
  for (let step = 0; step < 50; step += 1) {
    const tried = mixed(colour, end, step / 50)
    if (suits(tried)) return tried
  }
  return hexOf(end)
}

/** What small text needs on its ground: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum */
const least = 4.5
const readable = (text: string, ...grounds: readonly string[]): boolean =>
  grounds.every((ground) => contrast(text, ground) >= least)

/** What pages stand on, by day and by night; the same as in the stylesheet. */
export const grounds = { day: ['#ffffff', '#f3f6f8'], night: ['#1b242c', '#12191f'] } as const

/** Colours by the names that the stylesheet has for them. */
export type Accents = Readonly<Record<'brand' | 'brand-dark' | 'brand-light', string>>

/** A tint of a colour to set text on. */
const tintBy = {
  day: (colour: string) => mixed(colour, white, 0.9),
  night: (colour: string) => mixed(colour, rgbOf(grounds.night[0]), 0.85),
}

/**
 * The accents that a colour makes. One that could not be read on white is darkened, by night it is lightened.
 * @param colour as `#rrggbb`
 */
export const accentsOf = (colour: string) => {
  const brand = towards(colour, black, (step) => readable(step, ...grounds.day, tintBy.day(step)))
  const dark = mixed(brand, black, 0.3)
  const tint = tintBy.night(brand)
  const bright = towards(brand, white, (step) => readable(step, ...grounds.night, tint))
  return {
    day: { brand, 'brand-dark': dark, 'brand-light': tintBy.day(brand) } satisfies Accents,
    night: { brand: bright, 'brand-dark': mixed(bright, white, 0.4), 'brand-light': tint } satisfies Accents,
    /** What white text stands on, by day and by night. */
    fills: {
      button: brand,
      'button-dark': dark,
      accent: mixed(brand, white, 0.45),
      'on-hero': towards(mixed(brand, white, 0.85), white, (step) => readable(step, brand)),
    },
  }
}
