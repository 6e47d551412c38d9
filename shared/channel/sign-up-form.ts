// Turns the fields of the sign-up form into the JSON that any other site would send.

import { type Members, membersAt, type TextsAt } from '../domain/field.ts'
import { attributePath, type FormPath, onboardingFields } from '../domain/onboarding-fields.ts'

/** Name of the field that people do not see; whatever fills it in is a program. No browser knows it to fill it in. */
export const honeypotName = 'referenceCode'

/** What was typed, by field path, for showing the form again. */
export const typedValues = (form: URLSearchParams, attributes: readonly string[]): TextsAt<FormPath> => {
  const paths: FormPath[] = [...onboardingFields.map(({ path }) => path), ...attributes.map(attributePath)]
  return Object.fromEntries(paths.flatMap((path) => (form.has(path) ? [[path, form.get(path) ?? '']] : [])))
}

/** The request that the typed values make. */
export const requestBody = (values: TextsAt<FormPath>): Members => membersAt(values)
