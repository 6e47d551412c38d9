// GET /assets/site.css: the stylesheet of all pages.

import { stylesheet } from '../../shared/platform/http.ts'
import { styles } from '../../shared/platform/stylesheet.ts'
import type { Handler } from '../visit.ts'

export const siteStylesheet: Handler = () => stylesheet(styles)
