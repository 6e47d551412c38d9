// Tells Sales that a request was withdrawn.

import { type Send, salesChangeMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { deriveId } from '../platform/ids.ts'
import type { Sales } from '../sales/sales.ts'

type Deps = { readonly sales: Pick<Sales, 'closeLead'>; readonly send: Send }

/**
 * Closes the lead of a prospect that was withdrawn, or has its seller told. The lead may be there although nobody noted so:
 * the withdrawal can have come in between. Safe to repeat.
 */
export const closeLead = async (
  { sales, send }: Deps,
  { prospectId, number, withdrawn }: Prospect,
): Promise<WorkResult> => {
  if (!withdrawn) return done
  const outcome = await sales.closeLead({
    leadId: prospectId,
    number,
    noteId: deriveId('withdrawal-note', prospectId),
    withdrawnAt: withdrawn.at,
  })
  // Looked at again, so that staff see what became of it.
  if (outcome !== 'missing') await send([salesChangeMessage({ leadId: prospectId })])
  return done
}
