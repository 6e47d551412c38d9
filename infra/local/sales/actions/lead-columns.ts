// Which columns of a lead are copied to the rows that its qualification makes. Custom columns are not among them.
import type { Value, Values } from '../schema/types.ts'

const address = ['name', 'line1', 'line2', 'line3', 'city', 'stateorprovince', 'county', 'postalcode', 'country']
const privacy = ['donotbulkemail', 'donotemail', 'donotfax', 'donotphone', 'donotpostalmail', 'donotsendmm']
const shared = [
  ...address.map((part) => `address1_${part}`),
  ...address.map((part) => `address2_${part}`),
  ...privacy,
  'description',
  'emailaddress1',
  'fax',
  'telephone1',
  'telephone2',
  'websiteurl',
  'transactioncurrencyid',
]

const same = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name])

// https://learn.microsoft.com/power-apps/developer/data-platform/map-entity-fields
const maps: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  account: [['companyname', 'name'], ...same([...shared, 'sic', 'numberofemployees', 'revenue'])],
  contact: same([
    ...shared,
    'firstname',
    'middlename',
    'lastname',
    'salutation',
    'jobtitle',
    'emailaddress2',
    'emailaddress3',
    'mobilephone',
    'telephone3',
  ]),
  opportunity: [['subject', 'name'], ...same(['description', 'qualificationcomments', 'transactioncurrencyid'])],
}

/** The cells that a new row of the table takes over from the lead. */
export const copyColumns = (lead: Values, table: string): Record<string, Value> =>
  Object.fromEntries(
    (maps[table] ?? []).flatMap(([from, to]) => {
      const value = lead[from] ?? null
      return value === null ? [] : [[to, value]]
    }),
  )
