// What staff call a field, on pages and in timelines.

import { type CustomerPath, type CustomerType, customerFields } from '../../../domain/customer-fields.ts'
import type { OnboardingField } from '../../../domain/onboarding-fields.ts'
import { enFieldLabels } from './fields.ts'

/** The label of a customer's field. A path that this type of customer does not have stays as it is. */
export const customerLabel = (type: CustomerType, path: CustomerPath): string => {
  const labels: Readonly<Partial<Record<CustomerPath, string>>> = enFieldLabels[type]
  return labels[path] ?? path
}

/** The label of a request's field: its own, or that of the customer's field that it becomes. */
export const requestLabel = ({ path, Organization, Person }: OnboardingField): string =>
  enFieldLabels.request[path] ??
  (Organization && enFieldLabels.Organization[Organization]) ??
  (Person && enFieldLabels.Person[Person]) ??
  path

/** What staff call these fields of a customer, in the order of the table. */
export const labelsOf = (type: CustomerType, paths: readonly string[]): string =>
  customerFields[type]
    .filter(({ path }) => paths.includes(path))
    .map(({ path }) => customerLabel(type, path))
    .join(', ')
