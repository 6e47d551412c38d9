// What the code behind headquarters' addresses works with beside what all do: the stores, and what staff may do to mails.

import type { MessageOf } from '../shared/domain/messages.ts'
import { allowOneMore } from '../shared/mail/send-again.ts'
import { createReadBridge } from './headquarters/read-bridge.ts'
import type { CommonServices } from './services.ts'
import type { Stores } from './stores.ts'

export type StaffServices = ReturnType<typeof createStaffServices>

export const createStaffServices = (
  services: CommonServices,
  { headquarters, dualWrite, auditTrail, audit }: Stores,
) => ({
  ...services,
  headquarters,
  dualWrite,
  auditTrail,
  audit,
  errors: dualWrite.errors,
  readBridge: createReadBridge(dualWrite.bridge, services.log),
  allowOneMore: (message: MessageOf<'decision-mail'>, at: string) => allowOneMore(headquarters, message, at),
})
