// GET /assets/headquarters.js: the keys of headquarters' pages.

import { script } from '../../shared/platform/http.ts'
import { staffScript as text } from '../../shared/platform/staff-script.ts'
import type { Handler } from '../visit.ts'

export const staffScript: Handler = () => script(text)
