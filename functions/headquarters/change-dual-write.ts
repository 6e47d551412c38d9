// POST /headquarters/dual-write/{action}: pause and resume the bridge, retry all errors.

import { app } from '@azure/functions'
import { pauseBridge, resumeBridge } from '../../shared/dual-write/bridge.ts'
import { retryAllErrors } from '../../shared/dual-write/desk.ts'
import type { Send } from '../../shared/platform/message.ts'
import type { Table } from '../../shared/platform/table.ts'
import { backToDualWrite, type FormDeps, reasonOf, staffForm } from './staff-form.ts'
import { staffProblem } from './staff-page.ts'

type Deps = FormDeps & { readonly errors: Table; readonly send: Send; readonly now: () => Date }

export const changeDualWrite = (deps: Deps): void =>
  app.http('ChangeDualWrite', {
    route: 'headquarters/dual-write/{action}',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: staffForm(deps, async (request, who) => {
      const at = deps.now().toISOString()
      switch (request.params['action']) {
        case 'pause': {
          const reason = await reasonOf(request)
          if (!reason) return staffProblem('invalid-request')
          await pauseBridge(deps.errors, who, reason, at)
          return backToDualWrite('paused')
        }
        case 'resume':
          await resumeBridge(deps.errors, deps.send, who, at)
          return backToDualWrite('resumed')
        case 'retry-all':
          await retryAllErrors(deps.errors, deps.send, at)
          return backToDualWrite('retried')
        default:
          return staffProblem('not-found')
      }
    }),
  })
