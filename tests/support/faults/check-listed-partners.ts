// Invariant I16 of partners and their users: each stands in every list where it belongs, as it is now, and nowhere else; and
// what is counted is what there is. It asks the rows of hierarchies, members and organizations, and says itself where a line
// belongs.

import type { Customer } from '../../../shared/domain/customer.ts'
import type { CustomerHierarchy, HierarchyMember, KeptMember } from '../../../shared/domain/customer-hierarchy.ts'
import { countedIn } from './check-listed.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'

const invariant: Invariant = 'I16 lists and counts agree'

type Head = CustomerHierarchy & { readonly changedAt?: string }
type Expected = {
  readonly id: string
  /** The parts of keys between `list` and the id. */
  readonly places: readonly string[]
  readonly cell: string
  readonly line: Readonly<Record<string, unknown>>
}

const inverted = (at = ''): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')
const byName = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC')
  const words = new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])
  return `${[...[...words].join('-')].slice(0, 32).join('')}!`
}
const isHere = ({ status }: HierarchyMember): boolean => status === undefined || status === 'Disabled'

const partnerOf = (head: Head, customers: readonly Customer[]): Expected => {
  const { organizationId, name, status = 'Active', channels = [], createdAt, changedAt, members } = head
  const organization = customers.find(({ customerId }) => customerId === organizationId)
  const { address, flags = [], credit } = (organization ?? {}) as Extract<Customer, { type: 'Organization' }>
  const country = address?.country !== undefined && /^[A-Z]{2}$/.test(address.country) ? [address.country] : []
  const onHold = credit?.onHold === 'All' || credit?.onHold === 'Invoice' ? ['on-hold'] : []
  const marks = [...flags, ...onHold].sort()
  const looked = marks.length > 0 ? [...marks, 'any'] : []
  const on = channels.length > 0 ? channels : ['*']
  const newest = [
    'Partners',
    `Partners:${status}`,
    ...country.map((code) => `Partners:country:${code}`),
    ...on.map((channel) => `Partners:channel:${channel}`),
    ...looked.map((mark) => `Partners:mark:${mark}`),
  ].map((list) => `${list}|${inverted(createdAt)}`)
  return {
    id: organizationId,
    places: [...newest, `Partners.name|${byName(name)}`, `Partners.changed|${inverted(changedAt)}`],
    cell: `h|${status}|${country.join(' ')}|${on.toSorted().join(' ')}|${looked.toSorted().join(' ')}`,
    line: {
      name,
      status,
      users: members.filter(isHere).length,
      admins: members.filter(({ role, status: of }) => role === 'Admin' && of === undefined).length,
    },
  }
}

const userOf = ({ organizationId, number }: Head, member: KeptMember): Expected => {
  const { customerId, name, role, status = 'Active', addedAt, changedAt } = member
  const newest = ['Users', `Users:${status}`, `Users:role:${role}`].map((list) => `${list}|${inverted(addedAt)}`)
  return {
    id: `${organizationId}|${customerId}`,
    places: [...newest, `Users.name|${byName(name)}`, `Users.changed|${inverted(changedAt)}`],
    cell: `u|${status}|${role}`,
    line: { name, role, status, partner: number },
  }
}

/** The lines of partners and users in lists. */
const looked = /^list\|(Partners|Users)[|:.]/

export const checkListedPartners = (
  { hierarchies, customers, rows }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const left = new Map(rows.filter(({ key }) => looked.test(key)).map(({ key, value }) => [key, value]))
  const expected = hierarchies.flatMap((head: Head) => [
    partnerOf(head, customers),
    ...head.members.map((member) => userOf(head, member)),
  ])
  const counts = new Map<string, number>()
  for (const { id, places, cell, line } of expected) {
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
    for (const key of places.map((place) => `list|${place}|${id}`)) {
      const there = left.get(key) as Readonly<Record<string, unknown>> | undefined
      left.delete(key)
      if (!there) report(invariant, `${key} is missing`)
      else
        for (const [member, value] of Object.entries(line))
          if (there[member] !== value) report(invariant, `${key} says ${member} ${there[member]}, and it is ${value}`)
    }
  }
  for (const key of left.keys()) report(invariant, `${key} lists nothing`)
  for (const head of hierarchies as readonly Head[])
    for (const { changedAt = '' } of head.members as readonly KeptMember[])
      if (changedAt > (head.changedAt ?? '')) report(invariant, `${head.number} changed last before its user did`)
  const counted = countedIn(rows)
  for (const name of new Set([...counts.keys(), ...counted.keys()])) {
    if (!/^[hu]\|/.test(name) || (counted.get(name) ?? 0) === (counts.get(name) ?? 0)) continue
    report(invariant, `${name} is counted ${counted.get(name) ?? 0} times, and there are ${counts.get(name) ?? 0}`)
  }
}
