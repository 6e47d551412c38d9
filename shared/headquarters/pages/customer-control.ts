// What staff type a field of a customer into, and what they are told of it.

import { isCountryCode } from '../../domain/countries.ts'
import type { CustomerField } from '../../domain/customer-fields.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath } from '../../domain/trade-paths.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { CustomerError } from '../edit-customer.ts'
import { tradeName } from './field-facts.ts'
import { countriesByName } from './parts.ts'

const { pages } = staffWords

const inputTypes: Partial<Record<CustomerField['kind'], string>> = { email: 'email', phone: 'tel', website: 'url' }

const option = (value: string, name: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`

/** The control of a field. @param attributes with its id and name */
export const customerControl = (
  tradeLists: TradeLists,
  field: CustomerField,
  value: string,
  attributes: Html,
): Html => {
  const { path } = field
  if (isTradePath(path)) {
    const codes = [...tradeLists[path].keys()]
    // What no list has any more stays unless another one is chosen.
    return html`<select ${attributes}>
<option value="">–</option>
${[...(value === '' || codes.includes(value) ? [] : [value]), ...codes].map((code) => option(code, tradeName(tradeLists, path, code), value))}
</select>`
  }
  if (field.kind !== 'country') {
    const type = inputTypes[field.kind] ?? 'text'
    return html`<input ${attributes} type="${type}" value="${value}"${type === 'text' && html` dir="auto"`}>`
  }
  // Salespeople type countries as they like; what is no code stays unless another one is chosen.
  return html`<select ${attributes}>
<option value="">–</option>
${value !== '' && !isCountryCode(value) && option(value, value, value)}
${countriesByName().map(({ code, name }) => option(code, name, value))}
</select>`
}

/** What is wrong with a field. The error's own message is for programs, and in English whatever staff read. */
export const customerErrorText = (
  { kind, maxLength }: Pick<CustomerField, 'kind' | 'maxLength'>,
  { code }: Pick<CustomerError, 'code'>,
): string => {
  const { codes, tooLong, formats, signInTaken, adminsOnly } = pages.fieldErrors
  if (code === 'sign-in-taken') return signInTaken
  if (code === 'admins-only') return adminsOnly
  if (code === 'too-long') return tooLong(maxLength)
  return (code === 'format' && formats[kind]) || codes[code]
}
