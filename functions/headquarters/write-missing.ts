// POST /api/dual-write/missing: has everything written again that Sales lost, in the background.

import type { Send } from '../../shared/domain/messages.ts'
import { askForMissing } from '../../shared/dual-write/write-missing.ts'
import { json } from '../../shared/platform/http.ts'
import type { Handler } from '../visit.ts'

export const writeMissing: Handler<{ readonly send: Send }> = async ({ who }, { send }) => {
  await askForMissing(send, who)
  return json(202, { status: 'Asked' })
}
