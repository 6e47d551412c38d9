// GET /: the home page of the B2B site, with the link to become a business partner.

import { renderHome } from '../../shared/channel/pages/render-home.ts'
import { type Site, shownOf } from '../../shared/channel/site.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import { page } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const homePage: Handler<{ readonly site: Site }> = async ({ request }, { site }) => {
  const shown = shownOf(site, request)
  return page(renderHome({ ...shown, signUpUrl: linkTo('SignUpPage', {}, { language: shown.language }) }))
}
