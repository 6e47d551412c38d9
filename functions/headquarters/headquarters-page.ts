// GET /headquarters: the way in.

import { linkTo } from '../../shared/domain/link-to.ts'
import { seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const headquartersPage: Handler = async () => seeOther(linkTo('ProspectsPage', {}))
