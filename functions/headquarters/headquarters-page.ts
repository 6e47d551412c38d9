// GET /headquarters: the way in.

import { seeOther } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

export const headquartersPage = (serve: Serve): void =>
  serve('HeadquartersPage', async () => seeOther('/headquarters/prospects'))
