// The shell of every page: document, landmarks, skip link. What a page shows is the business of its own room.

import { type Html, type HtmlValue, html } from './html.ts'
import { pageIcon } from './page-icon.ts'

export type PageLayout = {
  /** BCP-47 tag of the page's own words. */
  readonly language: string
  /** Already complete, the most specific part first. */
  readonly title: string
  /** Address of the stylesheet. */
  readonly stylesheet: string
  /** Which of the two looks: the airy site for partners or the dense one for staff. */
  readonly look: 'site' | 'staff'
  readonly skipText: string
  /** The two colours of its icon, as `#rrggbb`; absent = the common ones. */
  readonly iconColours?: readonly [dark: string, light: string] | undefined
  /** Content of the `header` landmark. */
  readonly header: HtmlValue
  /** Whole `nav` element beside the content, when there is one. */
  readonly navigation?: HtmlValue
  readonly main: HtmlValue
  /** Content of the `footer` landmark; no landmark without it. */
  readonly footer?: HtmlValue
  /** Address of its script, when it has one. */
  readonly script?: string | undefined
  /** Its address is a secret: no search engine may keep it. */
  readonly isSecret?: boolean | undefined
}

const commonColours = ['#0b5563', '#4aa3a8'] as const

/**
 * A whole document without script, inline style or anything from elsewhere, so that it works under
 * `default-src 'none'; style-src 'self'; img-src data: …; form-action 'self'`. The skip link leads past the navigation:
 * https://www.w3.org/WAI/WCAG22/Techniques/general/G1
 * @example pageLayout({ language: 'en', title: 'Home', stylesheet: '/site.css', look: 'site', skipText: 'Skip', header: 'x', main: 'y' })
 */
export const pageLayout = (page: PageLayout): Html => html`<!doctype html>
<html lang="${page.language}" dir="ltr">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.isSecret === true && html`<meta name="robots" content="noindex, nofollow">`}
${pageIcon(...(page.iconColours ?? commonColours))}
<link rel="stylesheet" href="${page.stylesheet}">
${page.script !== undefined && html`<script src="${page.script}" defer></script>`}
</head>
<body class="${page.look}">
<a class="skip-link" href="#content">${page.skipText}</a>
<header class="top">${page.header}</header>
${page.navigation}
<main id="content" class="content" tabindex="-1">
${page.main}
</main>
${page.footer !== undefined && html`<footer class="bottom">${page.footer}</footer>`}
</body>
</html>
`
