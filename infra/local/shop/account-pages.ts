// My account: who somebody is and of which organization, as the app says it of whoever the shop states them to be.

import { html } from '../../../shared/platform/html.ts'
import { page, seeOther } from './http.ts'
import { accountMenu, facts, hidden, layout, notice } from './layout.ts'
import type { Answer } from './partner-api.ts'
import { filled, textOf } from './texts.ts'
import type { Handler, SignedIn, Visit } from './visit.ts'

export type UserVisit = Visit & { readonly signedIn: SignedIn }
type UserHandler = (visit: UserVisit) => ReturnType<Handler>

/** A page for whoever has signed in, and still has when it is shown. */
export const forUser =
  (handler: UserHandler): Handler =>
  async (visit) => {
    const { shop, signedIn } = visit
    const reply = signedIn && (await handler({ ...visit, signedIn }))
    return reply && shop.sessions.read(signedIn.token) ? reply : seeOther('/sign-in?notice=ended')
  }

/** A page for Admins. The app refuses everybody else by itself; so this only says so in words. */
export const forAdmin = (handler: UserHandler): Handler =>
  forUser((visit) => {
    const { texts, signedIn } = visit
    if (signedIn.user.role === 'Admin') return handler(visit)
    return page(layout(visit, texts.account.users, notice(texts.users.onlyAdmins, 'alert')), 403)
  })

/** What to say of a refusal. */
export const refusalText = ({ texts }: Visit, { problem }: Answer<unknown> & { readonly ok: false }): string =>
  textOf(texts.refusals, problem.code, texts.account.failed)

type Me = {
  readonly firstName?: string
  readonly lastName: string
  readonly email: string
  readonly role: 'Admin' | 'User'
  readonly status: string
}
type Organization = {
  readonly number: string
  readonly name: string
  readonly addresses: readonly Readonly<Record<string, string>>[]
  readonly userCount: number
  readonly maxUsers: number
}

const addressLine = ({ line1, postalCode, city, country }: Readonly<Record<string, string>>): string =>
  [line1, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ')

export const nameOf = ({ firstName, lastName }: { firstName?: string; lastName: string }): string =>
  firstName === undefined ? lastName : `${firstName} ${lastName}`

export const accountPage = forUser(async (visit) => {
  const { texts, signedIn } = visit
  const { account } = texts
  const [me, organization] = await Promise.all([
    signedIn.call<Me>('GET', '/api/me'),
    signedIn.call<Organization>('GET', '/api/organization'),
  ])
  if (!me.ok || !organization.ok)
    return page(
      layout(visit, account.title, html`${accountMenu(visit, '/account')}${notice(account.failed, 'alert')}`),
      503,
    )
  const { number, name, addresses, userCount, maxUsers } = organization.value
  const count = maxUsers === 0 ? String(userCount) : filled(account.countOf, { count: userCount, most: maxUsers })
  const choose = signedIn.others.map(
    (other) => html`<form method="post" action="/account/organization">${hidden('organizationId', other.organizationId)}
<button class="quiet">${filled(account.act, { name: other.organization.name })}</button></form>`,
  )
  return page(
    layout(
      visit,
      account.title,
      html`${accountMenu(visit, '/account')}
<section class="card"><h2>${account.details}</h2>${facts([
        [account.name, nameOf(me.value)],
        [account.email, me.value.email],
        [account.role, texts.roles[me.value.role]],
        [account.status, textOf(texts.states, me.value.status, me.value.status)],
      ])}</section>
<section class="card"><h2>${account.organization}</h2>${facts([
        [account.name, name],
        [account.number, number],
        [account.address, addresses.map((address) => html`<div>${addressLine(address)}</div>`)],
        [account.count, count],
      ])}${choose}</section>`,
    ),
  )
})

/** Another of the organizations that somebody is a user of. */
export const chooseOrganization = forUser(({ shop, signedIn, form }) => {
  const other = signedIn.others.find(({ organizationId }) => organizationId === form.get('organizationId'))
  if (other) {
    const { userId, organizationId, email } = other
    shop.sessions.change(signedIn.token, { userId, organizationId, email })
  }
  return seeOther('/account')
})
