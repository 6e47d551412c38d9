// GET /api/openapi.json: what a B2B site may call, for the programs that read such descriptions.

import { app } from '@azure/functions'
import { openApi } from '../../shared/channel/open-api.ts'
import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { answering, json } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'

type Deps = { readonly rules: IntakeRules; readonly publicUrl: string; readonly log: Log }

export const getOpenApi = ({ rules, publicUrl, log }: Deps): void =>
  app.http('GetOpenApi', {
    route: 'api/openapi.json',
    methods: ['GET'],
    authLevel: 'anonymous',
    handler: answering(log, async () => json(200, openApi(rules, publicUrl))),
  })
