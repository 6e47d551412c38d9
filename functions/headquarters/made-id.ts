// The id of what a call makes, whether a partner, an import of many or a customer: that which is named, or the one that the
// same call always leads to.

import { asGuid, deriveId } from '../../shared/platform/ids.ts'
import type { Visit } from '../visit.ts'

const membersIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Without an Idempotency-Key the same body of the same caller is the same call; a form has an id of its own. */
export const madeId = ({ request, body, form, who }: Pick<Visit, 'request' | 'body' | 'form' | 'who'>): string => {
  const picked = asGuid(form.get('organization') ?? form.get('account'))
  if (picked) return picked
  const formId = form.get('formId') ?? request.query.get('formId')
  if (formId !== null) return deriveId('partner', who, formId)
  const { organizationId } = membersIn(membersIn(body)['organization'])
  const known = typeof organizationId === 'string' ? asGuid(organizationId) : undefined
  return known ?? deriveId('partner', who, request.headers.get('idempotency-key') ?? JSON.stringify(body))
}
