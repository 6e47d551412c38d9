// GET /: the home page of the B2B site, with the link to become a business partner.

import { type Site, shownOf } from '../../shared/channel/site.ts'
import { page } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

const loadPage = () => import('../../shared/channel/pages/render-home.ts')

export const homePage = (serve: Serve, { site }: { readonly site: Site }): void =>
  serve('HomePage', async ({ request }) => {
    const shown = shownOf(site, request)
    return page((await loadPage()).renderHome({ ...shown, signUpUrl: `/sign-up?language=${shown.language}` }))
  })
