// What the forms of Admins share: what was typed, how a refusal is named, and where a form leads that was taken.

import type { AskOutcome } from '../../shared/channel/ask-user-change.ts'
import type { Typed } from '../../shared/channel/pages/account/user-form.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { ChangeRefusal } from '../../shared/domain/users/user.ts'
import { userFields } from '../../shared/domain/users/user-fields.ts'
import { seeOther, type WebAnswer } from '../../shared/platform/http.ts'
import type { PartnerVisit } from './with-session.ts'

export const fieldNames = userFields.map(({ path }) => path)

/** What a form says of these; what it does not name is absent. */
export const typedIn = (form: URLSearchParams, names: readonly string[]): Typed =>
  Object.fromEntries(names.flatMap((name) => (form.has(name) ? [[name, form.get(name) ?? '']] : [])))

/** A form that came with another content before is told as one that somebody else was faster with. */
export const refusedAs = (code: Extract<AskOutcome, { outcome: 'refused' }>['code']): ChangeRefusal =>
  code === 'key-reused' ? 'changed-meanwhile' : code

/** Leads to the list of users, which says what was done. */
export const toUsers = ({ shown: { language, carried } }: PartnerVisit, done?: 'added' | 'changed'): WebAnswer =>
  seeOther(linkTo('AccountUsersPage', {}, { done, language, ...carried }))
