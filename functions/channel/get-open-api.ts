// GET /api/openapi.json: what programs may call, for those that read such descriptions.

import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { json } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

const load = () => import('../open-api.ts')

export const getOpenApi = (
  serve: Serve,
  { rules, publicUrl }: { readonly rules: IntakeRules; readonly publicUrl: string },
): void => serve('GetOpenApi', async () => json(200, (await load()).openApi(rules, publicUrl)))
