// GET /api/asyncapi.json: what sites are told, for those that read such descriptions.

import { json } from '../../shared/platform/http.ts'
import { asyncApi } from '../async-api.ts'
import type { Handler } from '../visit.ts'

export const getAsyncApi: Handler<{ readonly publicUrl: string }> = (_, { publicUrl }) => json(200, asyncApi(publicUrl))
