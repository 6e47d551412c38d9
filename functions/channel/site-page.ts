// What the pages of the B2B site share: their language, and refusals as pages.

import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { pageLanguage, refusalPage, type Site } from '../../shared/channel/site.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { type Answer, answering, type ProblemCode, page, problems } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'

export type SiteDeps = { readonly site: Site; readonly log: Log }

export type Visit = {
  readonly request: HttpRequest
  readonly language: Language
  /** What every page is told. */
  readonly shown: { readonly siteName: string; readonly language: Language }
  readonly refuse: (code: ProblemCode) => Promise<HttpResponseInit>
}

const visitOf = (site: Site, request: HttpRequest): Visit => {
  const language = pageLanguage(site, request.query.get('language'), request.headers.get('accept-language'))
  return {
    request,
    language,
    shown: { siteName: site.siteName, language },
    refuse: async (code) => page(await refusalPage(site, language, code), problems[code][0]),
  }
}

/** A page of the B2B site. */
export const sitePage =
  (deps: SiteDeps, handler: (visit: Visit) => Promise<HttpResponseInit>): Answer =>
  (request, context) => {
    const visit = visitOf(deps.site, request)
    return answering(deps.log, () => handler(visit), visit.refuse)(request, context)
  }
