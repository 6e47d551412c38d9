// What all pages of the B2B site have in common: the site's name, the choice of language, the foot of the page.

import type { Channel } from '../../domain/channels.ts'
import { accentsOf } from '../../domain/colour.ts'
import { type Language, languages } from '../../domain/languages.ts'
import { linkTo } from '../../domain/link-to.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { type PageLayout, pageLayout } from '../../platform/page-layout.ts'
import type { Carried } from '../site.ts'
import { langOf, saidByChannel } from './said.ts'

/** What every page of the site is told. */
export type SitePage = {
  readonly siteName: string
  readonly language: Language
  /** What the site looks like and links to; absent = nothing of its own. */
  readonly channel?: Channel
  /** What the page's links carry on. */
  readonly carried?: Carried
}

type Switch = (tag: Language, name: string, isCurrent: boolean) => Html

/** The query of a page's own address in another language. */
export const queryIn = (language: Language, { carried }: Pick<SitePage, 'carried'>): string =>
  `?${new URLSearchParams({ language, ...carried })}`

const byLink =
  (page: SitePage): Switch =>
  (tag, name, isCurrent) =>
    html`<a href="${queryIn(tag, page)}" lang="${tag}" hreflang="${tag}"${isCurrent && html` aria-current="true"`}>${name}</a>`

/** The languages of the page's site, in the order of the table. */
export const languagesOf = ({ channel }: Pick<SitePage, 'channel'>): readonly (typeof languages)[number][] =>
  languages.filter(({ tag }) => channel === undefined || channel.languages.includes(tag))

const languageSwitcher = (page: SitePage, choose: Switch): Html | undefined => {
  const offered = languagesOf(page)
  if (offered.length < 2) return undefined
  return html`<nav class="languages" aria-label="${siteTexts[page.language].languages}">
<ul>
${offered.map(({ tag, name }) => html`<li>${choose(tag, name, tag === page.language)}</li>`)}
</ul>
</nav>`
}

/** What the site wants to be read: its terms, its privacy statement, how to reach it. */
const linksOf = ({ channel, language }: SitePage): Html | undefined => {
  const { links } = siteTexts[language]
  const shown = (['terms', 'privacy', 'contact'] as const).flatMap((name) => {
    const url = channel?.[name]?.url
    return url === undefined ? [] : [html`<li><a href="${url}">${links[name]}</a></li>`]
  })
  return shown.length === 0 ? undefined : html`<ul class="site-links">${shown}</ul>`
}

/** The site's name, which is the same in all languages. */
export const nameOfSite = (page: SitePage): Html => {
  const name = saidByChannel(page.siteName, page)
  return html`<bdi${langOf(name)}>${name.text}</bdi>`
}

/** The home page of the page's site. */
export const homeOf = ({ carried }: SitePage): string => linkTo('HomePage', {}, carried)

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
  } & Pick<PageLayout, 'isSecret' | 'navigation'>,
): Html => {
  const texts = siteTexts[page.language]
  const { colour, logoUrl } = page.channel ?? {}
  const fills = colour === undefined ? undefined : accentsOf(colour).fills
  return pageLayout({
    language: page.language,
    title: `${page.title} – ${page.siteName}`,
    stylesheet: linkTo('SiteStylesheet', {}, { channel: colour && page.channel?.name }),
    iconColours: fills && [fills.button, fills.accent],
    look: 'site',
    skipText: texts.skipToContent,
    header: html`${page.first}<div class="top-row"><a class="brand${logoUrl && ' with-logo'}" href="${homeOf(page)}">${logoUrl && html`<img src="${logoUrl}" alt="" referrerpolicy="no-referrer">`}${nameOfSite(page)}</a>
${page.switchable !== undefined && page.switchable !== false && languageSwitcher(page, page.switchable === true ? byLink(page) : page.switchable)}</div>`,
    navigation: page.navigation,
    main: page.main,
    isSecret: page.isSecret,
    footer: html`<p>${nameOfSite(page)} · ${texts.footer}</p>${linksOf(page)}`,
  })
}
