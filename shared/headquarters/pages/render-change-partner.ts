// Asks once more before a partner is suspended, resumed or ended: what will happen, and why.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import type { PartnerAct } from '../partner-acts.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.changePartner

export type ChangePartnerPage = StaffFrame & {
  readonly hierarchyId: string
  /** What people know the partner by. */
  readonly partner: string
  readonly action: PartnerAct
  /** Of the partner as it is shown; comes back in the field `etag`. */
  readonly etag: string
  /** The reason as it was typed, where it was not taken. */
  readonly reason?: string | undefined
  readonly notice?: Notice | undefined
}

/** The page. It posts `etag` and `reason`. */
export const renderChangePartner = (page: ChangePartnerPage): Html => {
  const { hierarchyId, action, reason = '' } = page
  const title = pages.hierarchy.partnerActs[action]
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${title}: ${page.partner}`,
    area: 'partners',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${foreign(page.partner)}</p></div>
${pressForm(
  page.viewer,
  'ChangePartnerPage',
  { hierarchyId, action },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card('what', pages.changeUser.what, html`<p>${words.about[action]}</p><div class="grid"><div class="field"><label for="reason">${words.reason}</label><input id="reason" name="reason" type="text" value="${reason}" required maxlength="200" autocomplete="off" dir="auto"></div></div>`)}
<p class="actions"><button class="button${action === 'end' && ' final'}" type="submit">${title}</button> <a href="${linkTo('CustomerHierarchyPage', { hierarchyId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
