// Which role each act of staff needs. Reading needs Headquarters.Reader everywhere, the audit trail Headquarters.Admin.

import type { ActCode } from '../domain/acts.ts'
import { type Role, roleRanks } from './access.ts'

/** The lowest role that may do each. What stops the flow for everybody, or puts work aside for good, is an administrator's. */
export const actRoles = {
  'look-at-prospect': 'Headquarters.Approver',
  'write-lead-again': 'Headquarters.Approver',
  'look-at-customer': 'Headquarters.Approver',
  'write-customer-again': 'Headquarters.Approver',
  'edit-customer': 'Headquarters.Approver',
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
} as const satisfies Readonly<Record<ActCode, Role>>

/** Whether a role may do something: pages show the buttons of what it may. Who draws a page for nobody in particular shows all. */
export const mayDo = (role: Role | undefined, code: ActCode): boolean =>
  role === undefined || roleRanks[role] >= roleRanks[actRoles[code]]
