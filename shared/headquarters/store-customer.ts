// Stores a changed customer with all that follows from the change: the line on its prospect's timeline, the flags there,
// its name in the hierarchy, and what the channel has to be told of a person who signs in.

import type { Customer, Person } from '../domain/customer.ts'
import type { CustomerPath } from '../domain/customer-fields.ts'
import { type CustomerHierarchy, withMember } from '../domain/customer-hierarchy.ts'
import { isFlagOf } from '../domain/flags.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { shardOf } from '../platform/ids.ts'
import { put, type Row, remove, replace, type Table, type Write, type WriteOutcome } from '../platform/table.ts'
import { channelPush } from './channel-push.ts'
import { type Located, locateHierarchy } from './customers.ts'
import { pushKey, watchKey } from './keys.ts'
import { changedProspect, mailOf, readProspect, type StoredProspect, type Watched } from './prospect-rows.ts'

/** Where a person's name and address have to be told anew. */
export type Membership = {
  /**
   * The onboarding that brought the person, and those that share it. Read before the hierarchies, so that an approval in
   * between makes the change a conflict.
   */
  readonly prospects: readonly StoredProspect[]
  /** Whether the person is approved, and so has an address to sign in with. */
  readonly signsIn: boolean
  /** Those there are already; an approval may be about to make one. */
  readonly hierarchies: readonly Located<CustomerHierarchy>[]
}

export type CustomerChange = {
  /** The customer after the change; its time of change is set here. */
  readonly next: Customer
  readonly entries: readonly TimelineEntry[]
  readonly membership?: Membership | undefined
  readonly at: string
}

const signInFields: readonly CustomerPath[] = ['firstName', 'lastName', 'email']

const readAll = async (table: Table, ids: readonly string[]): Promise<StoredProspect[]> =>
  (await Promise.all(ids.map((id) => readProspect(table, id)))).filter((found) => found !== undefined)

const isOf = (person: Person, { row }: StoredProspect): boolean => row.value.person?.customerId === person.customerId

/** What a change of these fields of a person has to be told to, if they concern it; one storage transaction per partition then. */
export const membershipOf = async (
  table: Table,
  customer: Customer,
  fields: readonly CustomerPath[],
): Promise<Membership | undefined> => {
  if (customer.type !== 'Person' || !fields.some((field) => signInFields.includes(field))) return undefined
  const prospects = await readAll(table, [customer.prospectId, ...(customer.sharedBy ?? [])])
  const ids = prospects.flatMap((each) => (isOf(customer, each) ? (each.row.value.hierarchyId ?? []) : []))
  const found = await Promise.all([...new Set(ids)].map((id) => locateHierarchy(table, id)))
  return { prospects, signsIn: ids.length > 0, hierarchies: found.filter((each) => each !== undefined) }
}

const needsLook = ({ unwritten = [], flags = [], ...customer }: Customer): boolean =>
  (unwritten.length > 0 && flags.length === 0) ||
  flags.includes('sign-in-kept') ||
  ('formerEmails' in customer && (customer.formerEmails ?? []).length > 0)

const watchWrites = (before: Customer, next: Customer, at: string): Write[] => {
  const key = watchKey(next.customerId)
  if (needsLook(next)) return [put(key, { customerId: next.customerId, at } satisfies Watched)]
  return needsLook(before) ? [remove(key)] : []
}

/** The prospect with the flags of its customer, and its name and address. */
const withCustomer = (prospect: Prospect, before: Customer, customer: Customer): Prospect => {
  const ref = customer.type === 'Organization' ? prospect.organization : prospect.person
  if (ref?.customerId !== customer.customerId) return prospect
  const others = prospect.flags.filter((flag) => !isFlagOf(customer.type, flag))
  const { email: _, ...known } = ref
  const unknownEmail = customer.unwritten?.includes('email') && customer.email ? { email: customer.email } : {}
  const { email } = customer
  return {
    ...prospect,
    ...(prospect.joining && customer.type === 'Person' && email && email !== before.email
      ? { joining: { email } }
      : {}),
    flags: [...others, ...(customer.flags ?? [])],
    [customer.type === 'Organization' ? 'organization' : 'person']: { ...known, name: customer.name, ...unknownEmail },
  }
}

/** What tells the channel of a member's name and address; nothing while the member cannot sign in yet. */
const pushWrites = (stored: StoredProspect, person: Person, { row }: Located<CustomerHierarchy>): Write[] => {
  const prospect = stored.row.value
  const member = row.value.members.find(({ customerId }) => customerId === person.customerId)
  if (prospect.status !== 'Approved' || !isOf(person, stored) || !member || !person.email) return []
  const user = {
    customerId: person.customerId,
    name: person.name,
    email: person.email,
    role: member.role,
    organizationId: row.value.organizationId,
    hierarchyId: row.value.hierarchyId,
  }
  const { decision, ...push } = channelPush(prospect, prospect.revision + 1, [user])
  // A decision whose mail was asked for already must not ask for it again.
  const untold = decision !== undefined && !mailOf(stored, decision)
  return [put(pushKey(prospect.prospectId), untold ? { ...push, decision } : push)]
}

const renamed = ({ row }: Located<CustomerHierarchy>, { customerId, name }: Customer, at: string): Write[] => {
  const next = withMember(row.value, { customerId, name }, at)
  return next === row.value ? [] : [replace(row as Row<unknown>, next)]
}

/**
 * Stores a change in one transaction where everything shares a partition, as it does for what one onboarding brought.
 * What lives elsewhere is written first, so that a crash in between repeats it rather than forgets it.
 */
export const storeCustomer = async (
  table: Table,
  { home, row }: Located<Customer>,
  { next, entries, membership, at }: CustomerChange,
): Promise<WriteOutcome> => {
  const writes = new Map<string, Write[]>([
    [home, [replace(row, { ...next, changedAt: at }), ...watchWrites(row.value, next, at)]],
  ])
  const add = (partition: string, more: readonly Write[]): void => {
    if (more.length > 0) writes.set(partition, [...(writes.get(partition) ?? []), ...more])
  }
  const { prospects, hierarchies } = membership ?? {
    prospects: await readAll(table, [next.prospectId]),
    hierarchies: [],
  }
  for (const stored of prospects) {
    const prospect = stored.row.value
    const partition = shardOf(prospect.prospectId)
    add(partition, changedProspect(stored.row, withCustomer(prospect, row.value, next), entries, at))
    const hierarchy = hierarchies.find(({ row: { value } }) => value.hierarchyId === prospect.hierarchyId)
    if (hierarchy && next.type === 'Person') add(partition, pushWrites(stored, next, hierarchy))
  }
  for (const hierarchy of hierarchies) add(hierarchy.home, renamed(hierarchy, next, at))
  for (const [partition, elsewhere] of writes)
    if (partition !== home && (await table.write(partition, elsewhere)) === 'conflict') return 'conflict'
  return table.write(home, writes.get(home) ?? [])
}
