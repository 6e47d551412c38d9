// The address in the form: in the order and with the words of the country. Before a country was chosen every part is there
// under its general name, so that nobody misses one; afterwards the parts are those that its addresses have.

import { addressFormat, needsCity } from '../../domain/address-formats.ts'
import { fieldsIn } from '../../domain/field.ts'
import type { Language } from '../../domain/languages.ts'
import { type OnboardingField, type OnboardingPath, onboardingFields } from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'

export type AddressField = OnboardingField & {
  /** What it is called in the country that was chosen, where that is something else. */
  readonly label?: string
}

const holder = 'company.address'
const fields = fieldsIn(onboardingFields, holder)
const lastName = ({ path }: OnboardingField): string => path.slice(holder.length + 1)

const labelIn = (path: OnboardingPath, country: string, language: Language): string | undefined => {
  const { state, city, postalCode } = siteTexts[language].addressWords
  const format = addressFormat(country)
  if (path === 'company.address.stateOrProvince') return state[format.state]
  if (path === 'company.address.city') return city[format.city]
  if (path === 'company.address.postalCode') return postalCode[format.postalCode]
  return undefined
}

/**
 * @param chosen the country that the applicant chose, if any
 * @param guess the country they are likely in
 * @param hasText whether something was typed into a field: such a field is never left out
 */
export const addressFields = (
  chosen: string | undefined,
  guess: string | undefined,
  hasText: (path: OnboardingPath) => boolean,
  language: Language,
): AddressField[] => {
  const country = chosen ?? guess ?? ''
  const order: readonly string[] = ['country', ...addressFormat(country).parts]
  const placeOf = (field: OnboardingField): number => {
    const place = order.indexOf(lastName(field))
    return place < 0 ? order.length : place
  }
  return fields
    .filter((field) => chosen === undefined || order.includes(lastName(field)) || hasText(field.path))
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((field) => {
      const label = chosen === undefined ? undefined : labelIn(field.path, chosen, language)
      const required = field.required || (lastName(field) === 'city' && needsCity(country))
      return { ...field, required, ...(label === undefined ? {} : { label }) }
    })
}
