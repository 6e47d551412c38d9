// What every page of the B2B site needs to know, and how the language of a page is chosen.

import { type Language, matchLanguage } from '../domain/languages.ts'
import type { Html } from '../platform/html.ts'
import type { WebRequest } from '../platform/http.ts'

export type Site = {
  readonly siteName: string
  readonly defaultLanguage: Language
  readonly publicUrl: string
  readonly signInUrl?: string
}

/** The languages of an Accept-Language header, the most wanted first (RFC 9110, section 12.5.4). */
const accepted = (header: string): string[] =>
  header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { tag, quality: Number.isFinite(quality) ? quality : 0 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)

/** The language of a page: the one asked for in the address, else the best of the browser's, else the site's. */
export const pageLanguage = (site: Site, asked: string | null, acceptLanguage: string | null): Language => {
  const candidates = [asked ?? '', ...accepted(acceptLanguage ?? '')]
  for (const tag of candidates) {
    const language = matchLanguage(tag)
    if (language) return language
  }
  return site.defaultLanguage
}

/** What every page of the site is told. */
export type PageContext = {
  readonly siteName: string
  readonly language: Language
  /** What the browser says of the reader's languages and regions. */
  readonly acceptLanguage?: string | undefined
}

export const pageContext = (site: Site, request: WebRequest): PageContext => ({
  siteName: site.siteName,
  language: pageLanguage(site, request.query.get('language'), request.headers.get('accept-language')),
  acceptLanguage: request.headers.get('accept-language') ?? undefined,
})

/** A refusal as a page of the site, by its status. */
export const refusalPage = async (context: PageContext, status: number): Promise<Html> => {
  const { renderCrossSite, renderError, renderNotFound, renderTooManyRequests } = await import(
    './pages/render-error.ts'
  )
  if (status === 403) return renderCrossSite(context)
  if (status === 404) return renderNotFound(context)
  if (status === 429) return renderTooManyRequests(context)
  return renderError(context)
}
