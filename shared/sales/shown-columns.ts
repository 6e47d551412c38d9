// The columns in which Sales shows what headquarters made of its decisions, and who buys for a partner. They are ours alone:
// no step listens to them, so that writing them raises no event. An organization that was prepared by an earlier version
// lacks them, and is gone on with without.

import type { HierarchyRole } from '../domain/customer-hierarchy.ts'
import type { HeadquartersStatus, HeldBackReason } from '../domain/shown-in-sales.ts'
import type { PartnerStatus, UserStatus } from '../domain/users/user.ts'
import { isRefusal } from './failures.ts'
import { type SalesRow, textOf } from './sales-row.ts'

/** What is shown; a choice has words here and a number in Sales. `null` empties it. */
export type ShownValues = {
  readonly status?: HeadquartersStatus
  readonly heldBack?: HeldBackReason | null
  /** The number of the customer hierarchy. */
  readonly hierarchy?: string
  readonly partner?: PartnerStatus
  /** The column of Microsoft's for the number of an account, which sellers may fill themselves. */
  readonly accountNumber?: string
  readonly role?: HierarchyRole
  readonly user?: UserStatus
}

export type ShownName = keyof ShownValues
export type ShownTable = 'leads' | 'opportunities' | 'accounts' | 'contacts'

export const columnOf: Readonly<Record<ShownName, string>> = {
  status: 'cb2b_headquartersstatus',
  heldBack: 'cb2b_heldbackbecause',
  hierarchy: 'cb2b_hierarchynumber',
  partner: 'cb2b_partnerstatus',
  accountNumber: 'accountnumber',
  role: 'cb2b_role',
  user: 'cb2b_userstatus',
}

const ofDecision = { status: true, heldBack: true } as const

/** What is shown in each table. */
export const shownIn = {
  leads: ofDecision,
  opportunities: ofDecision,
  accounts: { hierarchy: true, partner: true, accountNumber: true },
  contacts: { role: true, user: true },
} as const satisfies Readonly<Record<ShownTable, Partial<Record<ShownName, true>>>>

/** The numbers of the choices, which begin with the prefix of our publisher. A number, once used, stands in rows of Sales. */
export const choiceCodes = {
  status: {
    Open: 727_000_000,
    Approved: 727_000_001,
    Rejected: 727_000_002,
    Withdrawn: 727_000_003,
    'Held back': 727_000_004,
    'Open again': 727_000_005,
  },
  heldBack: {
    'duplicate-sign-in': 727_000_000,
    'no-email': 727_000_001,
    'unreadable-in-sales': 727_000_002,
  },
  partner: { Active: 727_000_000, Suspended: 727_000_001, Ended: 727_000_002 },
  role: { Admin: 727_000_000, User: 727_000_001 },
  user: {
    Pending: 727_000_000,
    Active: 727_000_001,
    Disabled: 727_000_002,
    Removed: 727_000_003,
    Refused: 727_000_004,
  },
} as const satisfies {
  readonly status: Readonly<Record<HeadquartersStatus, number>>
  readonly heldBack: Readonly<Record<HeldBackReason, number>>
  readonly partner: Readonly<Record<PartnerStatus, number>>
  readonly role: Readonly<Record<HierarchyRole, number>>
  readonly user: Readonly<Record<UserStatus, number>>
}
export type ChoiceName = keyof typeof choiceCodes

const codesOf = (name: ShownName): Readonly<Record<string, number>> | undefined =>
  name in choiceCodes ? choiceCodes[name as ChoiceName] : undefined

const namesIn = (table: ShownTable): readonly ShownName[] => Object.keys(shownIn[table]) as ShownName[]

/** What is read of a table besides, as a part of a selection. */
export const shownColumns = (table: ShownTable): string =>
  namesIn(table)
    .map((name) => columnOf[name])
    .join(',')

/** The columns of a row that hold these values. */
export const rowOfShown = (values: ShownValues): SalesRow =>
  Object.fromEntries(
    (Object.entries(values) as [ShownName, string | null][]).map(([name, word]) => [
      columnOf[name],
      word === null ? null : (codesOf(name)?.[word] ?? word),
    ]),
  )

const wordOf = (name: ShownName, value: unknown): string | undefined => {
  const codes = codesOf(name)
  if (!codes) return textOf(value)
  return Object.entries(codes).find(([, code]) => code === value)?.[0]
}

/** What a row shows; `undefined` where the columns were not read. An empty column has no member. */
export const shownOf = (table: ShownTable, row: SalesRow): ShownValues | undefined => {
  const names = namesIn(table)
  if (!names.some((name) => name !== 'accountNumber' && row[columnOf[name]] !== undefined)) return undefined
  return Object.fromEntries(
    names.flatMap((name) => {
      const word = wordOf(name, row[columnOf[name]])
      return word === undefined ? [] : [[name, word]]
    }),
  )
}

const own: ReadonlySet<string> = new Set(Object.values(columnOf).filter((column) => column.startsWith('cb2b_')))

/** The row without the columns that an organization may lack. */
export const withoutShown = (row: SalesRow): SalesRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !own.has(column)))

/** Whether a row was refused because it names a column that the organization lacks. */
export const isOfUnknownColumn = (error: unknown): boolean => isRefusal(error, '0x80048d19', '0x80060888', '0x8006088a')
