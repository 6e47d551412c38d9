// POST /headquarters/dual-write/{action}: pause and resume the bridge, retry many errors, compare everything, write what
// Sales lost.

import { linkTo } from '../../shared/domain/link-to.ts'
import type { Send } from '../../shared/domain/messages.ts'
import { pauseBridge, resumeBridge } from '../../shared/dual-write/bridge.ts'
import { askToCompare } from '../../shared/dual-write/compare-everything.ts'
import { askForRetry } from '../../shared/dual-write/retry-many.ts'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { bridgeValues } from '../../shared/dual-write/switch-bridge.ts'
import { askForMissing } from '../../shared/dual-write/write-missing.ts'
import { seeOther } from '../../shared/platform/http.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import { reasonIn } from '../reason-in.ts'
import type { Handler } from '../visit.ts'
import { backToDualWrite } from './dual-write-form.ts'
import { errorQuery, errorsPerPage } from './error-query.ts'

type Deps = { readonly send: Send; readonly dualWrite: DualWriteStore; readonly now: () => Date }

export const changeDualWrite: Handler<Deps> = async ({ request, who, refuse, form, note }, deps) => {
  const at = deps.now().toISOString()
  const roundDeps = { ...deps, rounds: deps.dualWrite.rounds }
  const begun = (result: 'begun' | 'running', told: 'missing' | 'comparing') => {
    if (result !== 'begun') note({ outcome: 'nothing' })
    return backToDualWrite(result === 'begun' ? told : 'roundRuns')
  }
  switch (request.params['action']) {
    case 'pause': {
      const reason = reasonIn(form)
      if (!reason) return refuse('invalid-request')
      note({ before: bridgeValues(await deps.dualWrite.bridge.read()), after: { state: 'paused', reason } })
      await pauseBridge(deps.dualWrite, who, { code: 'typed', text: reason }, at)
      return seeOther(linkTo('DualWritePage', {}))
    }
    case 'resume':
      note({ before: bridgeValues(await deps.dualWrite.bridge.read()), after: { state: 'running' } })
      await resumeBridge(deps.dualWrite, deps.send, who, at)
      return backToDualWrite('resumed')
    case 'retry-all': {
      const { code, kind } = errorQuery(form)
      note({ after: { ...(code ? { code } : {}), ...(kind ? { kind } : {}) } })
      await askForRetry({ ...deps, ...deps.dualWrite }, { code, kind }, who)
      return backToDualWrite('asked', form)
    }
    case 'retry-selected': {
      const errorIds = form.getAll('error').flatMap((id) => asGuid(id) ?? [])
      if (errorIds.length > errorsPerPage) return refuse('invalid-request')
      if (errorIds.length === 0) {
        note({ outcome: 'nothing' })
        return backToDualWrite('none', form)
      }
      note({ after: Object.fromEntries(errorIds.map((errorId, at) => [`error ${at + 1}`, errorId])) })
      await askForRetry({ ...deps, ...deps.dualWrite }, { errorIds: [...new Set(errorIds)] }, who)
      return backToDualWrite('asked', form)
    }
    case 'write-missing':
      return begun(await askForMissing(roundDeps, who), 'missing')
    case 'compare-all':
      return begun(await askToCompare(roundDeps, who), 'comparing')
    default:
      return refuse('not-found')
  }
}
