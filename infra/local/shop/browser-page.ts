// The same as Organization users, but called by the visitor's browser itself: a page on the shop's origin with a script that
// talks to the app on another one.

import { html } from '../../../shared/platform/html.ts'
import { forAdmin, forUser } from './account-pages.ts'
import { json, page } from './http.ts'
import { accountMenu, layout } from './layout.ts'
import { userFields } from './user-form.ts'

/** What each call of the browser begins with: a statement about whoever has signed in, good for five minutes. */
export const browserStatement = forUser(async ({ shop, signedIn: { user } }) =>
  json(200, { statement: await shop.state(user), organizationId: user.organizationId, api: shop.app.url }),
)

export const browserPage = forAdmin((visit) => {
  const { texts, shop } = visit
  const head = html`<script type="module" src="/users-in-browser.js"></script>`
  const main = html`${accountMenu(visit, '/account/browser')}<p>${texts.browser.text}</p>
<p id="told" role="status"></p><ul class="users" id="users"></ul>
<form class="card" id="add"><h2>${texts.users.add}</h2>${userFields(visit, {})}<button>${texts.users.pressAdd}</button></form>`
  return page(layout(visit, texts.account.inBrowser, main, head), 200, ["'self'", shop.app.url])
})

/** What the script says, in the language of the page. */
export const browserTexts = forAdmin(({ texts: { roles, states, refusals, users, account, kinds } }) =>
  json(200, { roles, states, refusals, stored: users.stored, failed: account.failed, pending: users.pending, kinds }),
)
