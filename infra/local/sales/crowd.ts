// Puts a crowd of other people's rows into an organization.

import type { Org } from './organization/session.ts'
import { computed, initialState } from './rows/state.ts'
import type { Value, Values } from './schema/types.ts'
import { salespersonId } from './seed.ts'

export type CrowdOptions = {
  readonly table: 'account' | 'contact' | 'lead' | 'opportunity'
  readonly count: number
  /** Between when and when they were last changed, ISO 8601 in UTC; the last three years up to yesterday, unless said. */
  readonly changedFrom?: string
  readonly changedTo?: string
  /** What all of them hold, besides the name, the e-mail address, the owner and the state. */
  readonly values?: Values
}

const dayMs = 86_400_000

const names: Readonly<Record<CrowdOptions['table'], readonly string[]>> = {
  account: ['name'],
  contact: ['lastname', 'fullname'],
  lead: ['subject', 'lastname', 'fullname', 'companyname'],
  opportunity: ['name'],
}

/** Adds the rows; they belong to the salesperson. @throws when the table is not declared */
export const addCrowd = (org: Org, options: CrowdOptions): void => {
  const table = org.schema.byName(options.table)
  if (!table) throw new Error(`The table ${options.table} is not declared.`)
  const now = org.now().getTime()
  const owner = { table: 'systemuser', id: salespersonId }
  const unit = org.store.get('systemuser', salespersonId)?.values['businessunitid'] ?? null
  const numbered = names[options.table]
  const values: Record<string, Value> = {
    ...Object.fromEntries(numbered.map((name) => [name, 'Of the crowd'])),
    ...options.values,
    ...initialState(table, options.values ?? {}),
    ownerid: owner,
    owninguser: owner,
    owningbusinessunit: unit,
    createdby: owner,
    modifiedby: owner,
  }
  const wishes = {
    table: options.table,
    count: options.count,
    changedFrom: options.changedFrom ?? new Date(now - 3 * 365 * dayMs).toISOString(),
    changedTo: options.changedTo ?? new Date(now - dayMs).toISOString(),
    values: { ...values, ...computed(table, values) },
    numbered,
  }
  org.store.addCrowd(wishes, table.primaryId)
}
