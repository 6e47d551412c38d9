// GET /api/openapi.json: what programs may call, for those that read such descriptions.

import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { json } from '../../shared/platform/http.ts'
import { openApi } from '../open-api.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly rules: IntakeRules; readonly publicUrl: string }

export const getOpenApi: Handler<Deps> = (_, { rules, publicUrl }) => json(200, openApi(rules, publicUrl))
