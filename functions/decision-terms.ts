// What a form or a program says of an approval or a rejection, checked against what there is.

import type { Actor } from '../shared/domain/acts.ts'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import type { Customer } from '../shared/domain/customer.ts'
import { checkField, noSiteRules } from '../shared/domain/field-checks.ts'
import { onboardingFields } from '../shared/domain/onboarding-fields.ts'
import { type Prospect, requestOf } from '../shared/domain/prospect.ts'
import type { RejectReason } from '../shared/domain/reject-reasons.ts'
import type { Approver } from '../shared/domain/second-approver.ts'
import type { RuleProspectDeps, RulingTerms } from '../shared/headquarters/rule-prospect.ts'
import type { HeadquartersStore } from '../shared/headquarters/store/headquarters-store.ts'
import { asGuid } from '../shared/platform/ids.ts'

export type DecideDeps = RuleProspectDeps & {
  readonly headquarters: HeadquartersStore
  readonly desk: ApprovalDesk
  readonly rejectReasons: readonly RejectReason[]
}

/** What is wrong, by the member that is. */
export type WrongTerm = 'code' | 'organizationId' | 'personId' | 'email' | 'reason' | 'flag'

/** Whoever acts, as a decision names them. Where nobody signs in, nobody can be told from another. */
export const approverOf = ({ kind, id, name }: Actor): Approver => ({
  id: kind === 'local' ? '' : id,
  name: name ?? id,
  ...(kind === 'application' ? { isApplication: true } : {}),
})

const isThere = async ({ headquarters }: DecideDeps, id: string | undefined, type: Customer['type']) =>
  id === undefined || (await headquarters.customers.locate(id))?.value.type === type

const addressField = onboardingFields.find(({ path }) => path === 'requestor.email')

/**
 * Reads them. What is empty is not said.
 * @param note for staff, as it was checked before
 */
export const readTerms = async (
  deps: DecideDeps,
  prospect: Prospect,
  action: 'approve' | 'reject',
  given: Readonly<Record<string, string>>,
  note: string | undefined,
): Promise<RulingTerms | { readonly wrong: WrongTerm }> => {
  const common = { ...(note ? { note } : {}), ...(given['noMail'] === 'true' ? { noMail: true as const } : {}) }
  if (action === 'reject') {
    const reason = deps.rejectReasons.find(({ code }) => code === given['code'])?.code
    return reason === undefined ? { wrong: 'code' } : { ...common, reason }
  }
  const idOf = (name: 'organizationId' | 'personId') => {
    const text = given[name]?.trim()
    return text ? (asGuid(text) ?? 'none') : undefined
  }
  const [organizationId, personId] = [idOf('organizationId'), idOf('personId')]
  if (!(await isThere(deps, organizationId, 'Organization'))) return { wrong: 'organizationId' }
  if (!(await isThere(deps, personId, 'Person'))) return { wrong: 'personId' }
  const typed = given['email']?.trim() ?? ''
  const isOther = typed !== '' && typed.toLowerCase() !== requestOf(prospect).requestor.email.toLowerCase()
  const email = addressField && isOther ? checkField(addressField, typed, noSiteRules) : undefined
  if (email && 'error' in email) return { wrong: 'email' }
  return {
    ...common,
    ...(organizationId ? { organizationId } : {}),
    ...(personId ? { personId } : {}),
    // Whoever is there already has an address.
    ...(email?.text && !personId && !prospect.person ? { email: email.text } : {}),
  }
}
