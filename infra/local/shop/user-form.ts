// The fields of a user that Admins fill in, as the app names them.

import type { Html } from '../../../shared/platform/html.ts'
import { field } from './layout.ts'
import type { Problem } from './partner-api.ts'
import { textOf } from './texts.ts'
import type { Texts } from './texts-en.ts'
import type { Visit } from './visit.ts'

/** The languages of the channel, each by its own name. */
const languages = [
  ['en', 'English'],
  ['nl', 'Nederlands'],
  ['et', 'Eesti'],
  ['tr', 'Türkçe'],
] as const

export const roleChoices = (texts: Texts): readonly (readonly [string, string])[] => [
  ['User', texts.roles.User],
  ['Admin', texts.roles.Admin],
]

/** What is wrong with a field, in the words of the page. */
export const errorOf = (texts: Texts, errors: Problem['errors'], path: string): string | undefined => {
  const error = errors?.find((one) => one.path === path)
  return error && textOf(texts.errors, error.code, texts.errors.other)
}

/** @param typed what was typed before, or holds now */
export const userFields = (
  { texts }: Visit,
  typed: Readonly<Record<string, unknown>>,
  errors?: Problem['errors'],
): readonly Html[] => {
  const { firstName, lastName, language } = texts.users
  const common = (name: string) => ({
    name,
    value: String(typed[name] ?? ''),
    error: errorOf(texts, errors, name),
  })
  return [
    field({ ...common('firstName'), label: firstName }),
    field({ ...common('lastName'), label: lastName, required: true }),
    field({ ...common('email'), label: texts.account.email, type: 'email', required: true }),
    field({ ...common('language'), label: language, choices: languages, areLanguages: true }),
  ]
}
