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

type Switch = (tag: Language, name: string, isCurrent: boolean) => Html

const byLink: Switch = (tag, name, isCurrent) =>
  html`<a href="?language=${tag}" lang="${tag}" hreflang="${tag}"${isCurrent && html` aria-current="true"`}>${name}</a>`

const languageSwitcher = (
  current: Language,
  choose: Switch,
): Html => html`<nav class="languages" aria-label="${siteTexts[current].languages}">
<ul>
${languages.map(({ tag, name }) => html`<li>${choose(tag, name, tag === current)}</li>`)}
</ul>
</nav>`

/**
 * A whole page of the B2B site.
 * @param page.switchable offers the page's own address in the other languages (`?language=nl`); only for pages whose
 *   address carries nothing else. A function draws the choice for a page that has something to keep
 */
export const siteLayout = (
  page: SitePage & {
    readonly title: string
    readonly main: HtmlValue
    readonly switchable?: boolean | Switch
    /** Before everything else of the page, such as the button that the Enter key presses. */
    readonly first?: Html
  } & Pick<PageLayout, 'isSecret'>,
): Html => {
  const texts = siteTexts[page.language]
  return pageLayout({
    language: page.language,
    title: `${page.title} – ${page.siteName}`,
    stylesheet: linkTo('SiteStylesheet', {}),
    look: 'site',
    skipText: texts.skipToContent,
    header: html`${page.first}<div class="top-row"><a class="brand" href="${linkTo('HomePage', {})}"><bdi>${page.siteName}</bdi></a>
${page.switchable !== undefined && page.switchable !== false && languageSwitcher(page.language, page.switchable === true ? byLink : page.switchable)}</div>`,
    main: page.main,
    isSecret: page.isSecret,
    footer: html`<p><bdi>${page.siteName}</bdi> · ${texts.footer}</p>`,
  })
}
