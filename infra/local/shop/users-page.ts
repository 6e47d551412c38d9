// Organization users: Admins see the users of their organization, and what is under way. The shop's server calls the app for
// them.

import { type Html, html } from '../../../shared/platform/html.ts'
import { forAdmin, nameOf, refusalText, type UserVisit } from './account-pages.ts'
import { page } from './http.ts'
import { accountMenu, layout, notice } from './layout.ts'
import type { Answer } from './partner-api.ts'
import { filled, textOf } from './texts.ts'
import type { ShopUser } from './user-list.ts'

type Shown = 'userId' | 'firstName' | 'lastName' | 'email' | 'language' | 'role' | 'status'
type OrganizationUser = Pick<ShopUser, Shown> & {
  /** The state that is shown; a change of any other state is refused. */
  readonly etag: string
  readonly pending?: { readonly kind: string }
  readonly refused?: { readonly code: string }
}
type UserPage = { readonly items: readonly OrganizationUser[]; readonly cursor?: string }

/** All users, page by page; a refusal as it came. */
export const readUsers = async ({ signedIn }: UserVisit): Promise<Answer<readonly OrganizationUser[]>> => {
  const users: OrganizationUser[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = cursor === '' ? '' : `?${new URLSearchParams({ cursor })}`
    const answer: Answer<UserPage> = await signedIn.call('GET', `/api/organization/users${query}`)
    if (!answer.ok) return answer
    users.push(...answer.value.items)
    cursor = answer.value.cursor
  }
  return { ok: true, value: users }
}

const userRow = ({ texts, signedIn }: UserVisit, user: OrganizationUser): Html => {
  const { pending, refused, status, role, email, userId } = user
  const isOpen = (status === 'Active' || status === 'Disabled') && !pending
  return html`<li class="card"><h2>${nameOf(user)}${userId === signedIn.user.userId && ` (${texts.users.you})`}</h2>
<p>${email}</p><p class="states"><span>${texts.roles[role]}</span> <span>${textOf(texts.states, status, status)}</span>
${pending && html` <span class="pending">${filled(texts.users.pending, { kind: textOf(texts.kinds, pending.kind, pending.kind) })}</span>`}</p>
${refused && html`<p class="error">${textOf(texts.refusals, refused.code, texts.account.failed)}</p>`}
${isOpen && html`<p><a href="/account/users/${userId}">${texts.users.change}<span class="unseen"> ${nameOf(user)}</span></a></p>`}</li>`
}

export const usersPage = forAdmin(async (visit) => {
  const { texts, query } = visit
  const users = await readUsers(visit)
  const told = query.has('stored') ? notice(texts.users.stored) : undefined
  return page(
    layout(
      visit,
      texts.account.users,
      html`${accountMenu(visit, '/account/users')}${told}
<p><a class="button" href="/account/users/add">${texts.users.add}</a></p>
${users.ok ? html`<ul class="users">${users.value.map((user) => userRow(visit, user))}</ul>` : notice(refusalText(visit, users), 'alert')}`,
    ),
    users.ok ? 200 : 503,
  )
})
