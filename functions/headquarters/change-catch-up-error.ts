// POST /headquarters/dual-write/errors/{errorId}/{action}: retry or dismiss one error.

import { dismissError, type RetryErrorsDeps, retryError } from '../../shared/dual-write/retry-errors.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler } from '../visit.ts'
import { backToDualWrite } from './dual-write-form.ts'

type Deps = RetryErrorsDeps & { readonly now: () => Date }

export const changeCatchUpError: Handler<Deps> = async ({ request, refuse, form, note }, deps) => {
  const errorId = asGuid(request.params['errorId'])
  if (!errorId) return refuse('not-found')
  const before = (await deps.errors.read(errorId))?.value
  const changed = (state: string) =>
    note({
      ...(before ? { before: { state: before.state, code: before.code } } : {}),
      after: { state },
    })
  switch (request.params['action']) {
    case 'retry': {
      const result = await retryError(deps, errorId, deps.now().toISOString())
      if (result === 'done') changed('Retried')
      if (result === 'unreadable') note({ outcome: 'nothing' })
      if (result === 'unreadable') return backToDualWrite('impossible', form)
      return result === 'done' ? backToDualWrite('retried', form) : refuse('not-found')
    }
    case 'dismiss': {
      const reason = reasonIn(form)
      if (!reason) return refuse('invalid-request')
      changed('Dismissed')
      return (await dismissError(deps.errors, errorId, reason)) === 'done'
        ? backToDualWrite('dismissed', form)
        : refuse('not-found')
    }
    default:
      return refuse('not-found')
  }
}
