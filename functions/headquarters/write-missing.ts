// POST /api/dual-write/missing: has everything written again that Sales lost, in the background.

import type { Send } from '../../shared/domain/messages.ts'
import type { DualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { askForMissing } from '../../shared/dual-write/write-missing.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

type Deps = { readonly dualWrite: DualWriteStore; readonly send: Send; readonly now: () => Date }

export const writeMissing: Handler<Deps> = async ({ who, note }, { dualWrite, send, now }) => {
  // One that is under way already is what was asked for.
  const result = await askForMissing({ rounds: dualWrite.rounds, send, now }, who)
  if (result !== 'begun') note({ outcome: 'nothing' })
  return json(202, { status: 'Asked' })
}
