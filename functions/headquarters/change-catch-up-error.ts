// POST /headquarters/dual-write/errors/{errorId}/{action}: retry or dismiss one error.

import { app } from '@azure/functions'
import { dismissError, retryError } from '../../shared/dual-write/desk.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { Send } from '../../shared/platform/message.ts'
import type { Table } from '../../shared/platform/table.ts'
import { backToDualWrite, type FormDeps, reasonOf, staffForm } from './staff-form.ts'
import { staffProblem } from './staff-page.ts'

type Deps = FormDeps & { readonly errors: Table; readonly send: Send; readonly now: () => Date }

export const changeCatchUpError = (deps: Deps): void =>
  app.http('ChangeCatchUpError', {
    route: 'headquarters/dual-write/errors/{errorId}/{action}',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: staffForm(deps, async (request) => {
      const errorId = asGuid(request.params['errorId'])
      if (!errorId) return staffProblem('not-found')
      switch (request.params['action']) {
        case 'retry': {
          const result = await retryError(deps.errors, deps.send, errorId, deps.now().toISOString())
          if (result === 'unreadable') return staffProblem('invalid-request')
          return result === 'done' ? backToDualWrite('retried') : staffProblem('not-found')
        }
        case 'dismiss': {
          const reason = await reasonOf(request)
          if (!reason) return staffProblem('invalid-request')
          return (await dismissError(deps.errors, errorId, reason)) === 'done'
            ? backToDualWrite('dismissed')
            : staffProblem('not-found')
        }
        default:
          return staffProblem('not-found')
      }
    }),
  })
