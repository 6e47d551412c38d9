// Turns the fields of the sign-up form into the JSON that any other site would send.

import { onboardingFields } from '../domain/onboarding-fields.ts'

/** Name of the field that people do not see; whatever fills it in is a program. No browser knows it to fill it in. */
export const honeypotName = 'referenceCode'

const attributePrefix = 'attributes.'

/** What was typed, by field path, for showing the form again. */
export const typedValues = (form: URLSearchParams, attributes: readonly string[]): Record<string, string> => {
  const paths = [...onboardingFields.map((field) => field.path), ...attributes.map((name) => attributePrefix + name)]
  return Object.fromEntries(paths.flatMap((path) => (form.has(path) ? [[path, form.get(path) ?? '']] : [])))
}

/** The request that the typed values make. */
export const requestBody = (values: Readonly<Record<string, string>>): unknown => {
  const body: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.')
    const last = names.pop() ?? path
    let target = body
    for (const name of names) {
      target[name] ??= {}
      target = target[name] as Record<string, unknown>
    }
    target[last] = value
  }
  return body
}
