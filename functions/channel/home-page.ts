// GET /: the home page of the B2B site, with the link to become a business partner.

import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { pageContext, type Site } from '../../shared/channel/site.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const homePage: Handler<{ readonly site: Site }> = async ({ request }, { site }) => {
  const context = pageContext(site, request)
  const signUpUrl = linkTo('SignUpPage', {}, { language: context.language, ...context.carried })
  const linkAgainUrl = linkTo('StatusLinkPage', {}, { language: context.language, ...context.carried })
  return page(renderHome({ ...context, signUpUrl, linkAgainUrl }), 200, context.channel.logoUrl)
}
