// Finds the words for a field and for what is wrong with it, in the language of the page.

import type { IntakeError } from '../../domain/accept-onboarding-request.ts'
import type { Channel, ChannelField } from '../../domain/channels.ts'
import type { Language } from '../../domain/languages.ts'
import {
  acceptedTermsPath,
  attributeAt,
  attributeLimits,
  type IntakePath,
  onboardingFields,
} from '../../domain/onboarding-fields.ts'
import { siteTexts } from '../../languages/site-by-language.ts'
import type { ShownPath } from '../../languages/site-texts.ts'
import { inLanguage, type Said, saidByChannel } from './said.ts'

const isShown = (path: IntakePath): path is ShownPath => Object.hasOwn(siteTexts.en.fields, path)

/** `expectedVolume` and `expected-volume` → `Expected volume`: a site's own fields have no words but their names. */
const spokenName = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The label of the field at a path; a path without a field is told by the form's own title. */
export const labelOf = (path: IntakePath, language: Language): string => {
  const texts = siteTexts[language]
  const attribute = attributeAt(path)
  if (attribute !== undefined) return spokenName(attribute)
  if (path === acceptedTermsPath) return texts.links.terms
  return isShown(path) ? texts.fields[path].label : texts.terms.yourRequest
}

/** What a field is called: by what the channel says of a field of its own, else by that field's name, else by its label. */
export const calledOn = (
  page: { readonly language: Language; readonly channel?: Channel | undefined },
  path: IntakePath,
  own?: Pick<ChannelField, 'label'>,
): Said => {
  const called = inLanguage(own?.label, page)
  if (called) return called
  const label = labelOf(path, page.language)
  return attributeAt(path) === undefined ? { text: label } : saidByChannel(label, page)
}

/** A number as the language writes it. */
const inNumbers = (value: number, language: Language): string => new Intl.NumberFormat(language).format(value)

/** The hint below a label, when the field has one. */
export const hintOf = (path: IntakePath, language: Language): string | undefined => {
  const hint = isShown(path) ? siteTexts[language].fields[path].hint : undefined
  const max = onboardingFields.find((field) => field.path === path)?.maxLength ?? 0
  return hint?.replace('{max}', inNumbers(max, language))
}

/** Sentences as the language puts them together. */
export const joined = (sentences: readonly string[], language: Language): string =>
  sentences.join(siteTexts[language].terms.punctuation.gap)

/**
 * What is wrong with a field, said to an applicant. The error's own message is for programs that call the interface
 * and is in English only, so it is not used.
 */
export const errorText = (error: IntakeError, language: Language): string => {
  const { codes, formats, tooLong, place, acceptTerms, termsChanged } = siteTexts[language].errors
  if (error.path === acceptedTermsPath) return error.code === 'required' ? acceptTerms : termsChanged
  const field = onboardingFields.find(({ path }) => path === error.path)
  const max = field?.maxLength ?? (attributeAt(error.path) === undefined ? undefined : attributeLimits.valueLength)
  if (error.code === 'too-long' && max !== undefined) {
    return tooLong.replace('{max}', inNumbers(max, language))
  }
  if (error.place !== undefined)
    return joined([codes[error.code], place.replace('{place}', inNumbers(error.place, language))], language)
  return (error.code === 'format' && field && formats[field.kind]) || codes[error.code]
}
