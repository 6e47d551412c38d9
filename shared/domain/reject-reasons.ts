// The reasons for which staff reject a request, as the setting `REJECT_REASONS` lists them (PARTNERS H3). What a public one says
// may stand in the rejection mail, in the language of the request; an internal one is for staff alone.

import { isMembers } from './field.ts'
import { listOf, members, parsedJson, repeated, type Tell, text, yesOrNo } from './json-setting.ts'
import { type Language, languages } from './languages.ts'

/** Those there are without a setting; their texts stand with the mails of each language. */
export const builtInReasons = {
  'not-a-business': { isPublic: true },
  'details-not-verified': { isPublic: true },
  'outside-area': { isPublic: true },
  'already-a-partner': { isPublic: true },
  'not-creditworthy': { isPublic: false },
  other: { isPublic: false },
} as const
export type BuiltInReason = keyof typeof builtInReasons
export type PublicReason = {
  [C in BuiltInReason]: (typeof builtInReasons)[C]['isPublic'] extends true ? C : never
}[BuiltInReason]

export type RejectReason = {
  readonly code: string
  readonly isPublic: boolean
  /** What it says, by language; a built-in one has none here. */
  readonly texts?: Readonly<Partial<Record<Language, string>>>
}

const reasonText = text('text of 1 to 300 characters', /^(?=.*\S).{1,300}$/s)
const byLanguage = members({}, Object.fromEntries(languages.map(({ tag }) => [tag, reasonText])))
const texts: typeof byLanguage = (value, at, tell) =>
  isMembers(value) && Object.keys(value).length === 0
    ? tell(at, 'must have a text in one language at least.')
    : byLanguage(value, at, tell)
const listed = listOf(
  members(
    { code: text('a name of small letters, digits and hyphens', /^[a-z][a-z\d-]{0,39}$/), texts },
    { public: yesOrNo },
  ),
  50,
)

type Read = { readonly reasons: readonly RejectReason[]; readonly problems: readonly string[] }

const builtIn: readonly RejectReason[] = Object.entries(builtInReasons).map(([code, { isPublic }]) => ({
  code,
  isPublic,
}))

/**
 * The reasons that the setting lists, or what is wrong with it, each with its place in the JSON.
 * @param setting JSON: `[{ "code", "public", "texts": { "en": "…" } }]`; empty for the built-in ones
 */
export const readRejectReasons = (setting: string): Read => {
  if (setting === '') return { reasons: builtIn, problems: [] }
  const problems: string[] = []
  const tell: Tell = (at, what) => void problems.push(`REJECT_REASONS${at}: ${what}`)
  const value = parsedJson(setting, tell)
  const given = (value === undefined ? undefined : listed(value, '', tell)) ?? []
  if (problems.length > 0) return { reasons: [], problems }
  for (const place of repeated(given.map(({ code }) => code))) tell(`[${place}].code`, 'is there twice.')
  return { reasons: given.map(({ public: isPublic = false, ...one }) => ({ ...one, isPublic })), problems }
}
