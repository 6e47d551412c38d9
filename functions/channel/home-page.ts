// GET /: the home page of the B2B site, with the link to become a business partner.

import { app } from '@azure/functions'
import { page } from '../../shared/platform/http.ts'
import { type SiteDeps, sitePage } from './site-page.ts'

const loadPage = () => import('../../shared/channel/pages/home-page.ts')

export const homePage = (deps: SiteDeps): void =>
  app.http('HomePage', {
    // The template that matches the empty path: https://github.com/Azure/azure-functions-host/issues/3249
    route: '{ignored:maxlength(0)?}',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: sitePage(deps, async ({ shown, language }) =>
      page((await loadPage()).homePage({ ...shown, signUpUrl: `/sign-up?language=${language}` })),
    ),
  })
