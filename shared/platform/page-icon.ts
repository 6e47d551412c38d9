// The icon of a page's tab, inside the page itself: without one a browser asks for /favicon.ico and reports its absence.

import { type Html, html } from './html.ts'

/**
 * The `link` element of a two-coloured square. Its address is a `data:` one, which the page's policy has to allow for
 * images: https://html.spec.whatwg.org/multipage/links.html#rel-icon
 * @param dark colour of the upper left half, as `#rrggbb`
 * @param light colour of the lower right half
 */
export const pageIcon = (dark: string, light: string): Html => {
  const half = (colour: string, path: string) => `<path fill="${colour}" d="${path}"/>`
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${half(dark, 'M0 0h16v16H0z')}${half(light, 'M16 0v16H0z')}</svg>`
  return html`<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(drawing)}">`
}
