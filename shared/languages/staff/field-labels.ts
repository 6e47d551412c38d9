// What staff call the fields of requests and customers: the shape of it, which the compiler holds every language to.

import type { CustomerPath } from '../../domain/customer-fields.ts'
import type { OnboardingPath, OnboardingRow } from '../../domain/onboarding-fields.ts'

/** Fields of a request that become a customer's. */
type BecomingPath = Extract<OnboardingRow, { readonly Organization: string } | { readonly Person: string }>['path']

export type FieldLabels = {
  readonly Organization: Readonly<Record<CustomerPath<'Organization'>, string>>
  readonly Person: Readonly<Record<CustomerPath<'Person'>, string>>
  /** What has no label of its own here is called like the customer's field that it becomes. */
  readonly request: Readonly<Record<Exclude<OnboardingPath, BecomingPath>, string>> &
    Readonly<Partial<Record<BecomingPath, string>>>
}
