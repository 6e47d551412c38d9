// The customer hierarchy of a business partner: who buys for the organization, and who of them administers it.

export type HierarchyRole = 'Admin' | 'User'

export type HierarchyMember = {
  readonly customerId: string
  readonly name: string
  readonly role: HierarchyRole
  readonly addedAt: string
}

/** What a hierarchy is, without its members. */
export type HierarchyHead = {
  /** The id of the organization: an organization has one hierarchy. */
  readonly hierarchyId: string
  readonly number: string
  readonly name: string
  readonly purpose: 'B2B organization'
  readonly organizationId: string
  readonly createdAt: string
}

export type CustomerHierarchy = HierarchyHead & {
  /** In the order in which they joined. */
  readonly members: readonly HierarchyMember[]
  /** How many members are kept that cannot be read. */
  readonly unreadable?: number
}

/**
 * A person's place in a hierarchy. The first one administers it, everyone added later is a user, so there is exactly one
 * Admin. A person who is already in it goes on under the name of now.
 * https://learn.microsoft.com/dynamics365/commerce/b2b/partners-customer-hierarchies
 * @param known the place that the person has already
 * @param hasAdmin whether somebody administers the hierarchy
 * @returns `known` itself when nothing changes
 */
export const placeOf = (
  person: { readonly customerId: string; readonly name: string },
  known: HierarchyMember | undefined,
  hasAdmin: boolean,
  at: string,
): HierarchyMember => {
  const { customerId, name } = person
  if (known) return known.name === name ? known : { ...known, name }
  return { customerId, name, role: hasAdmin ? 'User' : 'Admin', addedAt: at }
}

/** Orders members by when they joined; of those who joined at once an Admin is first. */
export const byJoining = (a: HierarchyMember, b: HierarchyMember): number => {
  const [first, second] = [a, b].map(({ addedAt, role, customerId }) => `${addedAt} ${role} ${customerId}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}
