// Short forms for declaring tables, and the columns that every table of one kind has.
import { dictionary } from '../base/dictionary.ts'
import type { Access, Column, StateOption, StatusOption, Table, Target } from './types.ts'

type Extra = Pick<Column, 'required' | 'readOnly' | 'createOnly' | 'writeOnly'>

export const text = (max: number, extra: Extra = {}): Column => ({ type: 'string', max, ...extra })
export const memo = (max: number, extra: Extra = {}): Column => ({ type: 'memo', max, ...extra })
export const whole = (min: number, max: number, extra: Extra = {}): Column => ({ type: 'integer', min, max, ...extra })
export const decimal = (min: number, max: number): Column => ({ type: 'decimal', min, max })
export const money = (min = -922337203685477, max = 922337203685477): Column => ({ type: 'money', min, max })
export const flag = (initial: boolean, extra: Extra = {}): Column => ({ type: 'boolean', initial, ...extra })
export const choice = (options: Record<number, string>, initial?: number, extra: Extra = {}): Column =>
  initial === undefined ? { type: 'picklist', options, ...extra } : { type: 'picklist', options, initial, ...extra }
export const moment = (extra: Extra = {}): Column => ({ type: 'datetime', ...extra })
export const day = (): Column => ({ type: 'datetime', dateOnly: true })
export const lookup = (targets: readonly Target[], extra: Extra = {}): Column => ({ type: 'lookup', targets, ...extra })

/** A lookup to one table whose navigation property has the column's own name. */
export const link = (table: string, navigation: string, collection?: string, onDelete?: Target['onDelete']): Column =>
  lookup([{ table, navigation, ...(collection ? { collection } : {}), ...(onDelete ? { onDelete } : {}) }])

/** The pair of state and status reason; the status of each state is the one taken when none is given. */
export const states = (
  state: Record<number, StateOption>,
  status: Record<number, StatusOption>,
): Record<string, Column> => ({
  statecode: { type: 'state', options: state },
  statuscode: { type: 'status', options: status },
})

export const activeStates = states(
  { 0: { label: 'Active', status: 1 }, 1: { label: 'Inactive', status: 2 } },
  { 1: { label: 'Active', state: 0 }, 2: { label: 'Inactive', state: 1 } },
)

/** The e-mail addresses and telephone numbers that leads, accounts and contacts have. */
export const emailsAndPhones: Record<string, Column> = {
  emailaddress1: text(100),
  emailaddress2: text(100),
  emailaddress3: text(100),
  telephone1: text(50),
  telephone2: text(50),
  telephone3: text(50),
}

/** How a lead, an account or a contact does not want to be approached. */
export const contactPreferences: Record<string, Column> = {
  donotbulkemail: flag(false),
  donotemail: flag(false),
  donotfax: flag(false),
  donotphone: flag(false),
  donotpostalmail: flag(false),
  donotsendmm: flag(false),
}

/** Street, city and so on, as leads, accounts and contacts have them. */
export const address = (prefix: string): Record<string, Column> => ({
  [`${prefix}_name`]: text(200),
  [`${prefix}_line1`]: text(250),
  [`${prefix}_line2`]: text(250),
  [`${prefix}_line3`]: text(250),
  [`${prefix}_city`]: text(80),
  [`${prefix}_stateorprovince`]: text(50),
  [`${prefix}_county`]: text(50),
  [`${prefix}_postalcode`]: text(20),
  [`${prefix}_country`]: text(80),
  [`${prefix}_postofficebox`]: text(20),
  [`${prefix}_telephone1`]: text(50),
  [`${prefix}_latitude`]: decimal(-90, 90),
  [`${prefix}_longitude`]: decimal(-180, 180),
})

const audit: Record<string, Column> = {
  createdon: moment({ readOnly: true }),
  modifiedon: moment({ readOnly: true }),
  createdby: lookup([{ table: 'systemuser', navigation: 'createdby' }], { readOnly: true }),
  modifiedby: lookup([{ table: 'systemuser', navigation: 'modifiedby' }], { readOnly: true }),
  createdonbehalfby: lookup([{ table: 'systemuser', navigation: 'createdonbehalfby' }], { readOnly: true }),
  modifiedonbehalfby: lookup([{ table: 'systemuser', navigation: 'modifiedonbehalfby' }], { readOnly: true }),
  versionnumber: { type: 'bigint', readOnly: true },
}

const ownership: Record<string, Column> = {
  ownerid: lookup(
    [
      { table: 'systemuser', navigation: 'ownerid', onDelete: 'restrict' },
      { table: 'team', navigation: 'ownerid', onDelete: 'restrict' },
    ],
    { required: 'system' },
  ),
  owninguser: lookup([{ table: 'systemuser', navigation: 'owninguser' }], { readOnly: true }),
  owningteam: lookup([{ table: 'team', navigation: 'owningteam' }], { readOnly: true }),
  owningbusinessunit: lookup([{ table: 'businessunit', navigation: 'owningbusinessunit' }], { readOnly: true }),
  importsequencenumber: whole(-2147483648, 2147483647, { createOnly: true }),
  overriddencreatedon: moment({ createOnly: true }),
}

type Declaration = {
  logicalName: string
  schemaName: string
  setName: string
  primaryId?: string
  primaryName: string
  objectTypeCode: number
  changeTracking?: boolean
  userOwned?: boolean
  access?: Access
  privilege?: string
  columns: Record<string, Column>
}

/** Completes a declaration with the key, the audit columns and, for user-owned tables, the owner. */
export const table = (declaration: Declaration): Table => {
  const primaryId = declaration.primaryId ?? `${declaration.logicalName}id`
  const userOwned = declaration.userOwned ?? false
  return {
    changeTracking: false,
    access: 'open',
    privilege: declaration.schemaName,
    keys: [],
    ...declaration,
    primaryId,
    userOwned,
    columns: dictionary<Column>({
      [primaryId]: { type: 'guid', createOnly: true },
      ...declaration.columns,
      ...(userOwned ? ownership : {}),
      ...audit,
    }),
  }
}

/** What a company does, in the numbers that leads and accounts share. */
export const industry = choice({
  1: 'Accounting',
  2: 'Agriculture and Non-petrol Natural Resource Extraction',
  3: 'Broadcasting Printing and Publishing',
  4: 'Brokers',
  5: 'Building Supply Retail',
  6: 'Business Services',
  7: 'Consulting',
  8: 'Consumer Services',
  9: 'Design, Direction and Creative Management',
  10: 'Distributors, Dispatchers and Processors',
  11: "Doctor's Offices and Clinics",
  12: 'Durable Manufacturing',
  13: 'Eating and Drinking Places',
  14: 'Entertainment Retail',
  15: 'Equipment Rental and Leasing',
  16: 'Financial',
  17: 'Food and Tobacco Processing',
  18: 'Inbound Capital Intensive Processing',
  19: 'Inbound Repair and Services',
  20: 'Insurance',
  21: 'Legal Services',
  22: 'Non-Durable Merchandise Retail',
  23: 'Outbound Consumer Service',
  24: 'Petrochemical Extraction and Distribution',
  25: 'Service Retail',
  26: 'SIG Affiliations',
  27: 'Social Services',
  28: 'Special Outbound Trade Contractors',
  29: 'Specialty Realty',
  30: 'Transportation',
  31: 'Utility Creation and Distribution',
  32: 'Vehicle Retail',
  33: 'Wholesale',
})

/** By what means somebody likes to be approached. */
export const preferredMethod = choice({ 1: 'Any', 2: 'Email', 3: 'Phone', 4: 'Fax', 5: 'Mail' }, 1)
