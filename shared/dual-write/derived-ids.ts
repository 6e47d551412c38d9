// Ids of customers that Sales did not make: derived from the prospect's, so every repeat means the same records.

import type { DerivedIds } from '../domain/convergence.ts'
import { deriveId } from '../platform/ids.ts'

export const derivedIds = (prospectId: string): DerivedIds => ({
  accountId: deriveId('account', prospectId),
  contactId: deriveId('contact', prospectId),
})
