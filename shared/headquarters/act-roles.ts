// Which role each act of staff needs, and which of them there are only with Sales. Reading needs Headquarters.Reader everywhere, the audit trail Headquarters.Admin.

import type { StaffActCode } from '../domain/acts.ts'
import type { Role } from './access.ts'

/** The lowest role that may do each. What stops the flow for everybody, or puts work aside for good, is an administrator's. */
export const actRoles = {
  'look-at-prospect': 'Headquarters.Approver',
  'write-lead-again': 'Headquarters.Approver',
  'approve-prospect': 'Headquarters.Approver',
  'reject-prospect': 'Headquarters.Approver',
  'take-back-decision': 'Headquarters.Approver',
  'confirm-decision': 'Headquarters.Approver',
  'decline-decision': 'Headquarters.Approver',
  'reopen-prospect': 'Headquarters.Approver',
  'dismiss-flag': 'Headquarters.Approver',
  'withhold-mail': 'Headquarters.Approver',
  'send-mail': 'Headquarters.Approver',
  'send-mail-again': 'Headquarters.Approver',
  'settle-mail': 'Headquarters.Approver',
  'look-at-customer': 'Headquarters.Approver',
  'write-customer-again': 'Headquarters.Approver',
  'edit-customer': 'Headquarters.Approver',
  'change-credit': 'Headquarters.Approver',
  'confirm-credit': 'Headquarters.Approver',
  'withdraw-credit': 'Headquarters.Approver',
  'make-partner': 'Headquarters.Approver',
  'add-user': 'Headquarters.Approver',
  'change-user-role': 'Headquarters.Approver',
  'hand-over-partner': 'Headquarters.Approver',
  'disable-user': 'Headquarters.Approver',
  'enable-user': 'Headquarters.Approver',
  'remove-user': 'Headquarters.Approver',
  'invite-user': 'Headquarters.Approver',
  'edit-hierarchy': 'Headquarters.Approver',
  'override-members': 'Headquarters.Approver',
  'undo-override': 'Headquarters.Approver',
  'suspend-partner': 'Headquarters.Approver',
  'resume-partner': 'Headquarters.Approver',
  'end-partner': 'Headquarters.Approver',
  'write-missing': 'Headquarters.Approver',
  'compare-all': 'Headquarters.Approver',
  'retry-error': 'Headquarters.Approver',
  'retry-all-errors': 'Headquarters.Approver',
  'retry-errors': 'Headquarters.Approver',
  'take-in-request': 'Headquarters.Approver',
  'discard-request': 'Headquarters.Approver',
  'pause-bridge': 'Headquarters.Admin',
  'resume-bridge': 'Headquarters.Admin',
  'dismiss-error': 'Headquarters.Admin',
  'run-job': 'Headquarters.Admin',
} as const satisfies Readonly<Record<StaffActCode, Role>>

/** What staff do about Sales: there is none of it where headquarters decides. */
export const actsOfSales: readonly StaffActCode[] = [
  'look-at-prospect',
  'write-lead-again',
  'look-at-customer',
  'write-customer-again',
  'write-missing',
  'compare-all',
  'pause-bridge',
  'resume-bridge',
]
