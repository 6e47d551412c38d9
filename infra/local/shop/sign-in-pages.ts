// The shop's own sign-in: a password, chosen by a mailed link. The answers are the same for every address, so that nobody
// learns here who is a user. Who may sign in is what the list says, which follows the changes of the channel.

import { type Html, html } from '../../../shared/platform/html.ts'
import { page, seeOther, sessionCookie } from './http.ts'
import { field, layout, notice } from './layout.ts'
import { isLongEnough } from './passwords.ts'
import { filled } from './texts.ts'
import { findByEmail } from './user-list.ts'
import type { Handler, Visit } from './visit.ts'

export const sessionHours = 8

const signInForm = (visit: Visit, status: number, told?: Html, email = '') => {
  const { signIn } = visit.texts
  return page(
    layout(
      visit,
      signIn.title,
      html`${told}<form class="card" method="post" action="/sign-in">
${field({ name: 'email', label: signIn.email, type: 'email', autocomplete: 'username', required: true, value: email })}
${field({ name: 'password', label: signIn.password, type: 'password', autocomplete: 'current-password', required: true })}
<button>${signIn.press}</button></form>
<p><a href="/password">${signIn.forgot}</a></p>`,
    ),
    status,
  )
}

export const signInPage: Handler = (visit) => {
  const { passwordIsSet, ended } = visit.texts.signIn
  const told = { 'password-set': passwordIsSet, ended }[visit.query.get('notice') ?? '']
  return signInForm(visit, 200, notice(told))
}

export const signIn: Handler = async (visit) => {
  const { shop, form, texts } = visit
  const email = form.get('email') ?? ''
  const who = email.trim().toLowerCase()
  if (!shop.tries.signIn.allow(who)) return signInForm(visit, 429, notice(texts.signIn.tooMany, 'alert'), email)
  const user = findByEmail(shop.list(), email)
  if (!(await shop.passwords.isRight(user, form.get('password') ?? '')) || !user)
    return signInForm(visit, 403, notice(texts.signIn.wrong, 'alert'), email)
  shop.tries.signIn.forget(who)
  const { userId, organizationId } = user
  const token = shop.sessions.give({ userId, organizationId, email: user.email })
  const cookie = sessionCookie(shop.origin).header(token, sessionHours * 3600)
  return { status: 303, headers: { location: '/account', 'set-cookie': cookie } }
}

export const signOut: Handler = ({ shop, signedIn }) => {
  if (signedIn) shop.sessions.take(signedIn.token)
  return { status: 303, headers: { location: '/', 'set-cookie': sessionCookie(shop.origin).header('', 0) } }
}

export const askPasswordPage: Handler = (visit) => {
  const { texts } = visit
  const { ask, askText, send } = texts.password
  return page(
    layout(
      visit,
      ask,
      html`<form class="card" method="post" action="/password"><p>${askText}</p>
${field({ name: 'email', label: texts.signIn.email, type: 'email', autocomplete: 'username', required: true })}
<button>${send}</button></form>`,
    ),
  )
}

export const askPassword: Handler = (visit) => {
  const { shop, form, texts } = visit
  const email = form.get('email') ?? ''
  const user = shop.tries.mail.allow(email.trim().toLowerCase()) ? findByEmail(shop.list(), email) : undefined
  if (user) {
    const link = `${shop.origin}/password/${shop.links.give({ userId: user.userId, email: user.email })}`
    const values = { shop: texts.shop, link }
    // Nobody waits for the mail: how long it takes would tell that there is one.
    void shop.sendMail(user.email, filled(texts.password.subject, values), filled(texts.password.mail, values))
  }
  return page(layout(visit, texts.password.sentTitle, html`<p>${texts.password.sent}</p>`))
}

const passwordForm = (visit: Visit, status: number, error?: string) => {
  const { title, rule, press } = visit.texts.password
  return page(
    layout(
      visit,
      title,
      html`<form class="card" method="post" action="/password/${visit.id}">
${field({ name: 'password', label: visit.texts.signIn.password, type: 'password', autocomplete: 'new-password', required: true, minlength: 12, hint: rule, error })}
<button>${press}</button></form>`,
    ),
    status,
  )
}

const gone = (visit: Visit) => {
  const { texts } = visit
  const again = html`<p><a href="/password">${texts.password.ask}</a></p>`
  return page(layout(visit, texts.password.title, html`${notice(texts.password.gone, 'alert')}${again}`), 404)
}

/** Looking at a link changes nothing: programs that check mail follow every link in it. */
export const passwordPage: Handler = (visit) =>
  visit.shop.links.read(visit.id) ? passwordForm(visit, 200) : gone(visit)

export const setPassword: Handler = async (visit) => {
  const { shop, id, form } = visit
  const password = form.get('password') ?? ''
  if (!isLongEnough(password))
    return shop.links.read(id) ? passwordForm(visit, 400, visit.texts.password.tooShort) : gone(visit)
  const link = shop.links.take(id)
  if (!link || findByEmail(shop.list(), link.email)?.userId !== link.userId) return gone(visit)
  await shop.passwords.set(link.userId, link.email, password)
  shop.sessions.endWhere(({ userId }) => userId === link.userId)
  shop.links.endWhere(({ userId }) => userId === link.userId)
  return seeOther('/sign-in?notice=password-set')
}
