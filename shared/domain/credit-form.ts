// The credit of an organization as a form gives it: each part checked by itself, and a limit only with its currency.

import { cleanText } from './clean-text.ts'
import { type CreditPath, creditPaths } from './credit.ts'
import { isCurrencyCode } from './currencies.ts'
import { customerFields } from './customer-fields.ts'
import type { TextsAt } from './field.ts'
import { checkField, type FieldError, noSiteRules, problem } from './field-checks.ts'
import { cleanMoney, moneyProblem } from './money.ts'

/** The members of the form. */
export const creditMembers = ['limit', 'currency', 'mandatory', 'onHold', 'rating'] as const
export type CreditMember = (typeof creditMembers)[number]
export type TypedCredit = Readonly<Partial<Record<CreditMember, string>>>
export type CreditError = FieldError<`credit.${CreditMember}`>

const fieldOf = (path: CreditPath) => {
  const field = customerFields.Organization.find((one) => one.path === path)
  if (!field) throw new Error(`There is no field ${path}.`)
  return { ...field, path }
}

const readLimit = (typed: TypedCredit): { text?: string } | { errors: CreditError[] } => {
  const limit = cleanText('text', typed.limit ?? '').trim()
  if (limit === '') return {}
  const currency = cleanText('code', typed.currency ?? '').toUpperCase()
  if (currency === '') return { errors: [problem('credit.currency', 'required')] }
  if (!isCurrencyCode(currency)) return { errors: [problem('credit.currency', 'unknown-value')] }
  const text = `${limit} ${currency}`
  return moneyProblem(text) === undefined ? { text: cleanMoney(text) } : { errors: [problem('credit.limit', 'format')] }
}

/**
 * What the form says, by path; what is empty is absent.
 * @returns an error for each member that cannot be taken: a limit below 0, beyond what Sales has room for, or with more
 *   decimals than its currency; a currency that is not of ISO 4217
 */
export const readCredit = (
  typed: TypedCredit,
): { readonly values: TextsAt<CreditPath> } | { readonly errors: readonly CreditError[] } => {
  const limit = readLimit(typed)
  const errors: CreditError[] = 'errors' in limit ? limit.errors : []
  const values: Partial<Record<CreditPath, string>> = {}
  if ('text' in limit && limit.text !== undefined) values['credit.limit'] = limit.text
  for (const path of creditPaths) {
    if (path === 'credit.limit') continue
    const given = typed[path.slice('credit.'.length) as CreditMember]
    const result = checkField(fieldOf(path), given === 'No' ? '' : given, noSiteRules)
    if ('error' in result) errors.push(result.error)
    else if (result.text !== undefined) values[path] = result.text
  }
  return errors.length > 0 ? { errors } : { values }
}
