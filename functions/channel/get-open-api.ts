// GET /api/openapi.json: what a B2B site may call, for the programs that read such descriptions.

import { openApi } from '../../shared/channel/open-api.ts'
import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { json } from '../../shared/platform/http.ts'
import type { Serve } from '../serve.ts'

export const getOpenApi = (
  serve: Serve,
  { rules, publicUrl }: { readonly rules: IntakeRules; readonly publicUrl: string },
): void => serve('GetOpenApi', () => json(200, openApi(rules, publicUrl)))
