// Asks once more before the access of a user changes: what will happen, and why where a reason is wanted.

import { linkTo } from '../../domain/link-to.ts'
import { chosenReasons } from '../../domain/users/user.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { UserAct } from '../user-acts.ts'
import type { PartnerUser } from '../users/partner-users.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names } = staffWords
const words = pages.changeUser

export type ChangeUserPage = StaffFrame & {
  readonly hierarchyId: string
  /** What people know the partner by. */
  readonly partner: string
  readonly user: Pick<PartnerUser, 'userId' | 'name' | 'email'>
  readonly action: UserAct
  /** Of the partner as it is shown; comes back in the field `etag`. */
  readonly etag: string
  /** Who may become Admin instead. */
  readonly others: readonly Pick<PartnerUser, 'userId' | 'name' | 'email'>[]
  readonly notice?: Notice | undefined
}

const asked = ({ action, others }: ChangeUserPage): HtmlValue => {
  if (action === 'hand-over')
    return html`<div class="field"><label for="to">${words.to}</label><select id="to" name="to" required>${others.map(
      ({ userId, name, email }) =>
        html`<option value="${userId}">${name}${email !== undefined && ` · ${email}`}</option>`,
    )}</select></div>`
  if (action !== 'disable') return undefined
  return html`<div class="field"><label for="reason">${words.reason}</label><select id="reason" name="reason" required>${chosenReasons.map(
    (reason) => html`<option value="${reason}">${nameOf(names.userReasons, reason)}</option>`,
  )}</select></div>
<div class="field"><label for="note">${words.note}</label><input id="note" name="note" type="text" maxlength="500" autocomplete="off" dir="auto"></div>`
}

/** The page. It posts `etag` and what is asked. */
export const renderChangeUser = (page: ChangeUserPage): Html => {
  const { hierarchyId, user, action } = page
  const title = pages.hierarchy.acts[action]
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${title}: ${user.name}`,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${foreign(user.name)} · ${foreign(page.partner)}</p></div>
${pressForm(
  page.viewer,
  'ChangePartnerUserPage',
  { hierarchyId, userId: user.userId, action },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card('what', words.what, html`<p>${words.about[action]}</p><div class="grid">${asked(page)}</div>`)}
<p class="actions"><button class="button${action === 'remove' && ' final'}" type="submit">${title}</button> <a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${words.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
