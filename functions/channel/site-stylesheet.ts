// GET /assets/site.css: the stylesheet of all pages.

import { stylesheet } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

export const siteStylesheet = (serve: Serve): void =>
  serve('SiteStylesheet', async () => stylesheet((await import('../../shared/platform/stylesheet.ts')).siteStylesheet))
