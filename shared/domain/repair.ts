// What people may have done again by hand where Sales lost something.

import { withFlags } from './flags.ts'
import type { Prospect } from './prospect.ts'

/** Whether the lead of a prospect may be written again, or why not. */
export type LeadRepair =
  | 'possible'
  /** Sales has it, or it is on its way. */
  | 'not-missing'
  /** There is nothing left that a lead could decide. */
  | 'decided'

/** Only a lead that Sales positively does not have is written again, and only while it decides something. */
export const leadRepairOf = ({ status, sales }: Pick<Prospect, 'status' | 'sales'>): LeadRepair => {
  if (sales.stage !== 'Lead missing') return 'not-missing'
  return status === 'Open' ? 'possible' : 'decided'
}

/**
 * The prospect as it was before its lead was written for the first time. What sellers said of the old lead ended with it,
 * but for the address that they corrected: it goes into the new one.
 */
export const withoutLead = (prospect: Prospect): Prospect => {
  const { leadId, leadEmail } = prospect.sales
  return {
    ...withFlags(
      prospect,
      [...prospect.flags, ...(prospect.dismissed ?? [])].filter(
        (flag) => flag !== 'lead-missing' && flag !== 'lead-secured',
      ),
    ),
    sales: { leadId, stage: 'Waiting for Sales', ...(leadEmail === undefined ? {} : { leadEmail }) },
  }
}
