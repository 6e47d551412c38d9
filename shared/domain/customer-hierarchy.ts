// The customer hierarchy of a business partner: who buys for the organization, and who of them administers it.

export type HierarchyRole = 'Admin' | 'User'

export type HierarchyMember = {
  readonly customerId: string
  readonly name: string
  readonly role: HierarchyRole
  readonly addedAt: string
}

export type CustomerHierarchy = {
  /** The id of the organization: an organization has one hierarchy. */
  readonly hierarchyId: string
  readonly number: string
  readonly name: string
  readonly purpose: 'B2B organization'
  readonly organizationId: string
  readonly members: readonly HierarchyMember[]
  readonly createdAt: string
}

/**
 * Adds a person. The first one administers the hierarchy, everyone added later is a user, so there is exactly one
 * Admin. A person who is already in it goes on under the name of now.
 * https://learn.microsoft.com/dynamics365/commerce/b2b/partners-customer-hierarchies
 */
export const withMember = (
  hierarchy: CustomerHierarchy,
  person: { readonly customerId: string; readonly name: string },
  at: string,
): CustomerHierarchy => {
  const known = hierarchy.members.find((member) => member.customerId === person.customerId)
  if (known?.name === person.name) return hierarchy
  if (known) {
    const { name } = person
    return {
      ...hierarchy,
      members: hierarchy.members.map((member) => (member === known ? { ...known, name } : member)),
    }
  }
  const role = hierarchy.members.some((member) => member.role === 'Admin') ? 'User' : 'Admin'
  return { ...hierarchy, members: [...hierarchy.members, { ...person, role, addedAt: at }] }
}
