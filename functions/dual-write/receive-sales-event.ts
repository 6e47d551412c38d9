// POST /api/sales/events: a Dataverse webhook. Checks the key, stores a hint, answers; a stored hint is all it promises.

import { app } from '@azure/functions'
import { salesChangeMessage } from '../../shared/dual-write/apply-sales-change.ts'
import { answering, empty, problem, readText } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'
import type { Send } from '../../shared/platform/message.ts'
import { isOneOf } from '../../shared/platform/secret.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'

/** Dataverse sends at most 256 KB; what it cuts off stays readable. */
const bodyLimit = 1024 * 1024

type Deps = { readonly keys: readonly string[]; readonly send: Send; readonly log: Log }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export const receiveSalesEvent = (deps: Deps): void =>
  app.http('ReceiveSalesEvent', {
    route: 'api/sales/events',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: answering(deps.log, async (request) => {
      if (!isOneOf(deps.keys, request.headers.get('x-sales-event-key'))) return problem('unauthenticated')
      const body = await readText(request, bodyLimit)
      if ('code' in body) return problem(body.code)
      const hint = salesHint(parse(body.text))
      if (hint === 'unreadable') return problem('unreadable-body')
      if (hint !== 'irrelevant') await deps.send('sales-changes', [salesChangeMessage(hint)])
      return empty(204)
    }),
  })
