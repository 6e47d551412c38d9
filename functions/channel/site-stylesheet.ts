// GET /assets/site.css: the stylesheet of all pages.

import { app } from '@azure/functions'
import { stylesheet } from '../../shared/platform/http.ts'
import { siteStylesheet as css } from '../../shared/platform/stylesheet.ts'

export const siteStylesheet = (): void =>
  app.http('SiteStylesheet', {
    route: 'assets/site.css',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: async () => stylesheet(css),
  })
