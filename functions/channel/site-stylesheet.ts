// GET /assets/site.css: the stylesheet of all pages.

import { app } from '@azure/functions'
import { stylesheet } from '../../shared/platform/http.ts'

export const siteStylesheet = (): void =>
  app.http('SiteStylesheet', {
    route: 'assets/site.css',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: async () => stylesheet((await import('../../shared/platform/stylesheet.ts')).siteStylesheet),
  })
