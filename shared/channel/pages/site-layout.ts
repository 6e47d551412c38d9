// What all pages of the B2B site have in common: the site's name, the choice of language, the foot of the page.

import { type Language, languages } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { type PageLayout, pageLayout } from '../../platform/page-layout.ts'

/** What every page of the site is told. */
export type SitePage = {
  readonly siteName: string
  readonly language: Language
}

const languageSwitcher = (
  current: Language,
): Html => html`<nav class="languages" aria-label="${siteTexts[current].languages}">
<ul>
${languages.map(
  ({ tag, name }) =>
    html`<li><a href="?language=${tag}" lang="${tag}" hreflang="${tag}"${tag === current && html` aria-current="true"`}>${name}</a></li>`,
)}
</ul>
</nav>`

/**
 * A whole page of the B2B site.
 * @param page.switchable offers the page's own address in the other languages (`?language=nl`); only for pages whose
 *   address carries nothing else
 */
export const siteLayout = (
  page: SitePage & { readonly title: string; readonly main: HtmlValue; readonly switchable?: boolean } & Pick<
      PageLayout,
      'isSecret'
    >,
): Html => {
  const texts = siteTexts[page.language]
  return pageLayout({
    language: page.language,
    title: `${page.title} – ${page.siteName}`,
    stylesheet: linkTo('SiteStylesheet', {}),
    look: 'site',
    skipText: texts.skipToContent,
    header: html`<div class="top-row"><a class="brand" href="${linkTo('HomePage', {})}"><bdi>${page.siteName}</bdi></a>
${page.switchable === true && languageSwitcher(page.language)}</div>`,
    main: page.main,
    isSecret: page.isSecret,
    footer: html`<p><bdi>${page.siteName}</bdi> · ${texts.footer}</p>`,
  })
}
