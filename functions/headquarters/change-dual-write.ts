// POST /headquarters/dual-write/{action}: pause and resume the bridge, retry all errors, compare
// everything, write what Sales lost.

import { linkTo } from '../../shared/domain/link-to.ts'
import { pauseBridge, resumeBridge } from '../../shared/dual-write/bridge.ts'
import { askToCompare } from '../../shared/dual-write/compare-everything.ts'
import { type RetryErrorsDeps, retryAllErrors } from '../../shared/dual-write/retry-errors.ts'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { askForMissing } from '../../shared/dual-write/write-missing.ts'
import { seeOther } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'
import { backToDualWrite, reasonOf } from './dual-write-form.ts'

type Deps = RetryErrorsDeps & { readonly dualWrite: DualWriteStore; readonly now: () => Date }

export const changeDualWrite: Handler<Deps> = async ({ request, who, refuse, form }, deps) => {
  const at = deps.now().toISOString()
  const roundDeps = { ...deps, rounds: deps.dualWrite.rounds }
  switch (request.params['action']) {
    case 'pause': {
      const reason = reasonOf(form)
      if (!reason) return refuse('invalid-request')
      await pauseBridge(deps.dualWrite, who, reason, at)
      return backToDualWrite('paused')
    }
    case 'resume':
      await resumeBridge(deps.dualWrite, deps.send, who, at)
      return backToDualWrite('resumed')
    case 'retry-all': {
      const { retried, impossible, isMore } = await retryAllErrors(deps)
      return seeOther(
        linkTo(
          'DualWritePage',
          {},
          { retried: String(retried), impossible: String(impossible), ...(isMore ? { more: 'true' } : {}) },
        ),
      )
    }
    case 'write-missing':
      return backToDualWrite((await askForMissing(roundDeps, who)) === 'begun' ? 'missing' : 'roundRuns')
    case 'compare-all':
      return backToDualWrite((await askToCompare(roundDeps, who)) === 'begun' ? 'comparing' : 'roundRuns')
    default:
      return refuse('not-found')
  }
}
