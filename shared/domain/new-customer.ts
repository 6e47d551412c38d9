// A customer that staff make without an onboarding and without making a partner of it: what they typed, checked as a whole.

import { type CustomerPath, type CustomerType, customerFields, type Values } from './customer-fields.ts'
import { checkField, type FieldErrorCode, noSiteRules } from './field-checks.ts'
import type { TradeLists } from './trade-codes.ts'
import { isTradePath } from './trade-paths.ts'

/** What is wrong with one field. */
export type NewCustomerError = { readonly path: CustomerPath; readonly code: FieldErrorCode }

/** The fields that are asked for. A credit has a way of its own, on which a second person may have to confirm it. */
export const newCustomerFields = (type: CustomerType) =>
  customerFields[type].filter(({ path, kind }) => !path.startsWith('credit.') && kind !== 'money')

/**
 * Reads them.
 * @param typed texts by the path of the field
 * @param lists codes that settings have
 * @returns the texts as they are kept, or every field that is wrong
 */
export const readNewCustomer = (
  type: CustomerType,
  typed: Readonly<Record<string, string | undefined>>,
  lists: TradeLists,
): { readonly values: Values } | { readonly errors: readonly NewCustomerError[] } => {
  const values: Partial<Record<CustomerPath, string>> = {}
  const errors: NewCustomerError[] = []
  for (const field of newCustomerFields(type)) {
    const { path } = field
    const result = checkField(field, typed[path] === '' ? undefined : typed[path], noSiteRules)
    if ('error' in result) errors.push({ path, code: result.error.code })
    else if (result.text === undefined) continue
    else if (isTradePath(path) && !lists[path].has(result.text)) errors.push({ path, code: 'unknown-value' })
    else values[path] = result.text
  }
  return errors.length > 0 ? { errors } : { values }
}
