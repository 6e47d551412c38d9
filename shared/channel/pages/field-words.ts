// Finds the words for a field and for what is wrong with it, in the language of the page.

import type { FieldError } from '../../domain/field-checks.ts'
import type { Language } from '../../domain/languages.ts'
import { attributeLimits, type OnboardingField, onboardingFields } from '../../domain/onboarding-fields.ts'
import type { ShownPath } from './texts/channel-texts.ts'
import { channelTexts } from './texts/texts.ts'

const fieldAt = (path: string): OnboardingField | undefined => onboardingFields.find((field) => field.path === path)

const isShown = (path: string): path is ShownPath => Object.hasOwn(channelTexts.en.fields, path)

/** `expectedVolume` and `expected-volume` → `Expected volume`: a site's own fields have no words but their names. */
const spokenName = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Prefix of the form's names for the site's own fields. */
export const attributePrefix = 'attributes.'

/** The label of the field at a path; a path without a field is told by the form's own title. */
export const labelOf = (path: string, language: Language): string => {
  const texts = channelTexts[language]
  if (path.startsWith(attributePrefix)) return spokenName(path.slice(attributePrefix.length))
  return isShown(path) ? texts.fields[path].label : texts.form.request
}

/** The hint below a label, when the field has one. */
export const hintOf = (path: string, language: Language): string | undefined =>
  isShown(path) ? channelTexts[language].fields[path].hint : undefined

/**
 * What is wrong with a field, said to an applicant. The error's own message is for programs that call the interface
 * and is in English only, so it is not used.
 */
export const errorText = (error: FieldError, language: Language): string => {
  const { codes, formats, tooLong } = channelTexts[language].errors
  const field = fieldAt(error.path)
  const max = field?.maxLength ?? (error.path.startsWith(attributePrefix) ? attributeLimits.valueLength : undefined)
  if (error.code === 'too-long' && max !== undefined) {
    return tooLong.replace('{max}', new Intl.NumberFormat(language).format(max))
  }
  return (error.code === 'format' && field && formats[field.kind]) || codes[error.code]
}
