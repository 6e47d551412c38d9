// Admins add, change and remove users of their organization. The shop's server calls the app for them; what they ask for shows
// as under way until headquarters has applied it.

import { type Html, html } from '../../../shared/platform/html.ts'
import { forAdmin, nameOf, refusalText, type UserVisit } from './account-pages.ts'
import { page, seeOther } from './http.ts'
import { field, hidden, layout, notice } from './layout.ts'
import type { Answer } from './partner-api.ts'
import { roleChoices, userFields } from './user-form.ts'
import { readUsers } from './users-page.ts'

type AnswerOfForm = { readonly refused?: Answer<unknown> & { readonly ok: false } }

const addForm = (visit: UserVisit, { refused }: AnswerOfForm = {}) => {
  const { texts, form } = visit
  const { add, addText, pressAdd, back } = texts.users
  const key = form.get('key') ?? crypto.randomUUID()
  return page(
    layout(
      visit,
      add,
      html`${refused && notice(refused.problem.errors ? texts.errors.summary : refusalText(visit, refused), 'alert')}
<form class="card" method="post" action="/account/users/add"><p>${addText}</p>${hidden('key', key)}
${userFields(visit, Object.fromEntries(form), refused?.problem.errors)}
${field({ name: 'role', label: texts.account.role, value: form.get('role') ?? 'User', choices: roleChoices(texts) })}
<button>${pressAdd}</button></form><p><a href="/account/users">${back}</a></p>`,
    ),
    refused ? 400 : 200,
  )
}

export const addUserPage = forAdmin((visit) => addForm(visit))

/** A double click, or the same form sent again, is one user: the key is made with the form. */
export const addUser = forAdmin(async (visit) => {
  const { key = '', ...body } = Object.fromEntries(visit.form) as Record<string, string>
  const call = { headers: { 'idempotency-key': key }, body }
  const asked = await visit.signedIn.call('POST', '/api/organization/users', call)
  return asked.ok ? seeOther('/account/users?stored') : addForm(visit, { refused: asked })
})

/** What each button asks for. */
const acts: Readonly<Record<string, unknown>> = {
  'make-admin': { role: 'Admin' },
  'make-user': { role: 'User' },
  disable: { status: 'Disabled', reason: 'other' },
  enable: { status: 'Active' },
}

const userForm = async (visit: UserVisit, { refused }: AnswerOfForm = {}) => {
  const { texts, id, signedIn, form } = visit
  const { users } = texts
  const read = await readUsers(visit)
  const user = read.ok ? read.value.find(({ userId }) => userId === id) : undefined
  if (!user) return page(layout(visit, texts.account.users, notice(texts.account.failed, 'alert')), read.ok ? 404 : 503)
  const { firstName = '', lastName, email, language, role, status, etag } = user
  const press = (act: string, text: string, inside?: Html): Html =>
    html`<form method="post" action="/account/users/${id}">${inside}${hidden('etag', etag)}${hidden('act', act)}
<button class="quiet">${text}</button></form>`
  const typed = { firstName, lastName, email, language, ...Object.fromEntries(form) }
  const warning = html`<p>${id === signedIn.user.userId ? users.removeSelf : users.removeText}</p>`
  return page(
    layout(
      visit,
      nameOf(user),
      html`${refused && notice(refused.problem.errors ? texts.errors.summary : refusalText(visit, refused), 'alert')}
<form class="card" method="post" action="/account/users/${id}">${hidden('etag', etag)}${hidden('act', 'edit')}
${userFields(visit, typed, refused?.problem.errors)}<button>${users.save}</button></form>
<div class="acts">${role === 'Admin' ? press('make-user', users.makeUser) : press('make-admin', users.makeAdmin)}
${status === 'Active' ? press('disable', users.disable) : press('enable', users.enable)}
${status === 'Active' && press('invite', users.invite)}
<details><summary>${users.remove}</summary>${press('remove', users.confirm, warning)}</details></div>
<p><a href="/account/users">${users.back}</a></p>`,
    ),
    refused ? 409 : 200,
  )
}

export const userPage = forAdmin((visit) => userForm(visit))

/** Asks for the change of a user in the state that the Admin saw. */
export const changeUser = forAdmin(async (visit) => {
  const { id, signedIn } = visit
  const { etag = '', act = '', ...fields } = Object.fromEntries(visit.form) as Record<string, string>
  const path = `/api/organization/users/${encodeURIComponent(id)}`
  const headers = { 'if-match': etag }
  const asked =
    act === 'remove'
      ? await signedIn.call('DELETE', path, { headers })
      : act === 'invite'
        ? await signedIn.call('POST', `${path}/invitation`)
        : await signedIn.call('PATCH', path, { headers, body: act === 'edit' ? fields : acts[act] })
  return asked.ok ? seeOther('/account/users?stored') : userForm(visit, { refused: asked })
})
