// What staff call the fields of requests and customers: the shape of it, which the compiler holds every language to.

import { type CustomerPath, type CustomerType, customerFields } from '../../domain/customer-fields.ts'
import {
  type OnboardingField,
  type OnboardingPath,
  type OnboardingRow,
  onboardingFields,
} from '../../domain/onboarding-fields.ts'

/** Fields of a request that become a customer's. */
type BecomingPath = Extract<OnboardingRow, { readonly Organization: string } | { readonly Person: string }>['path']

export type FieldLabels = {
  readonly Organization: Readonly<Record<CustomerPath<'Organization'>, string>>
  readonly Person: Readonly<Record<CustomerPath<'Person'>, string>>
  /** What is told of a user beside the fields of its person. */
  readonly user: Readonly<Record<'language' | 'role' | 'status' | 'invoiceAccount', string>>
  /** What has no label of its own here is called like the customer's field that it becomes. */
  readonly request: Readonly<Record<Exclude<OnboardingPath, BecomingPath>, string>> &
    Readonly<Partial<Record<BecomingPath, string>>>
}

/** Makes the functions that find labels. */
export const createLabels = (labels: FieldLabels) => {
  /** The label of a customer's field. A path that this type of customer does not have stays as it is. */
  const customerLabel = (type: CustomerType, path: CustomerPath): string => {
    const own: Readonly<Partial<Record<CustomerPath, string>>> = labels[type]
    return own[path] ?? path
  }
  /** The label of a request's field: its own, or that of the customer's field that it becomes. */
  const requestLabel = ({ path, Organization, Person }: OnboardingField): string =>
    labels.request[path] ??
    (Organization && labels.Organization[Organization]) ??
    (Person && labels.Person[Person]) ??
    path
  return {
    customerLabel,
    requestLabel,
    /** The labels of these fields of a request, in the order of the table. */
    requestLabelsOf: (paths: readonly string[]): string =>
      onboardingFields
        .filter(({ path }) => paths.includes(path))
        .map(requestLabel)
        .join(', '),
    /** The labels of these fields of a customer, in the order of the table; what is told of a user beside them is last. */
    labelsOf: (type: CustomerType, paths: readonly string[]): string =>
      [
        ...customerFields[type].filter(({ path }) => paths.includes(path)).map(({ path }) => customerLabel(type, path)),
        ...Object.entries(labels.user).flatMap(([path, label]) => (paths.includes(path) ? [label] : [])),
      ].join(', '),
  }
}
