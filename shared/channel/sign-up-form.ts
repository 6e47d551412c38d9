// Turns the fields of the sign-up form into the JSON that any other site would send.

import { type Members, membersAt, type TextsAt } from '../domain/field.ts'
import { acceptedTermsPath, attributePath, type FormPath, onboardingFields } from '../domain/onboarding-fields.ts'

/** Name of the field that people do not see; whatever fills it in is a program. No browser knows it to fill it in. */
export const honeypotName = 'referenceCode'

// Browsers that fill in forms take whatever has "company" in its name for the name of the company, unless `autocomplete`
// says what it is; and of these numbers it has no word for. Chromium: components/autofill/core/common/autofill_regex_constants.h
const controlNames: Readonly<Partial<Record<FormPath, string>>> = {
  'company.registrationNumber': 'register-number',
  'company.taxId': 'tax-number',
}

/** The name of a field's control; forms of other making may use the field's path. */
export const controlName = (path: FormPath): string => controlNames[path] ?? path

/** Name of the buttons that only have the form shown in another way. */
export const showName = 'show'

/** Name of the control that says in which language the form was shown. */
export const shownLanguageName = 'shown-language'

/** What was typed, by field path, for showing the form again. */
export const typedValues = (form: URLSearchParams, attributes: readonly string[]): TextsAt<FormPath> => {
  const paths: FormPath[] = [
    ...onboardingFields.map(({ path }) => path),
    ...attributes.map(attributePath),
    acceptedTermsPath,
  ]
  return Object.fromEntries(
    paths.flatMap((path) => {
      const text = form.get(controlName(path)) ?? form.get(path)
      return text === null ? [] : [[path, text]]
    }),
  )
}

/** What was typed, for a form in another language: the language of the mails goes along unless it was chosen by itself. */
export const valuesIn = (language: string, form: URLSearchParams, values: TextsAt<FormPath>): TextsAt<FormPath> =>
  values.language === form.get(shownLanguageName) ? { ...values, language } : values

/** The request that the typed values make. */
export const requestBody = (values: TextsAt<FormPath>): Members => membersAt(values)
