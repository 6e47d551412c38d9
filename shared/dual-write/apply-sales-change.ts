// Sales → headquarters: the work of queue `sales-changes`.

import type { CustomerType } from '../domain/customer-fields.ts'
import type { MessageOn } from '../domain/messages.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { Sales } from '../sales/sales.ts'
import { convergeCustomer } from './converge-customer.ts'
import { type ConvergeProspectDeps, convergeProspect } from './converge-prospect.ts'
import { decideProspect } from './decide-prospect.ts'

export type ApplySalesChangeDeps = ConvergeProspectDeps & {
  readonly sales: Sales
  /** Makes a customer of an account or contact that is none; absent where only onboardings and staff bring some. */
  readonly bring?: ((type: CustomerType, id: string) => Promise<WorkResult>) | undefined
}

/** Looks at the prospect of a lead, or of an opportunity's lead, or at the customer of an account or contact. */
export const createApplySalesChange =
  (deps: ApplySalesChangeDeps) =>
  async ({ data }: MessageOn<'sales-changes'>): Promise<WorkResult> => {
    if ('prospectId' in data) return decideProspect(deps, data.prospectId)
    if ('accountId' in data || 'contactId' in data) {
      const id = 'accountId' in data ? data.accountId : data.contactId
      const result = await convergeCustomer(deps, id, data.cameWith)
      if (result !== 'unknown') return result
      // Most accounts and contacts of an organization are no customers of ours.
      return deps.bring?.('accountId' in data ? 'Organization' : 'Person', id) ?? done
    }
    const leadId = 'leadId' in data ? data.leadId : await deps.sales.leadOfOpportunity(data.opportunityId)
    if (!leadId) return done
    const result = await convergeProspect(deps, leadId)
    return result.outcome === 'done' ? { ...result, prospectId: leadId } : result
  }
