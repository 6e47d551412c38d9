// Asks once more before everything personal of a rejected request is erased.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.erase

export type ErasePage = StaffFrame & {
  readonly prospectId: string
  readonly number: string
  readonly companyName: string
  /** As it was typed, where it was not taken. */
  readonly reason: string
  readonly notice?: Notice | undefined
}

/** The page. It posts `reason`, and `number` as it was typed. */
export const renderErase = ({ bridge, viewer, prospectId, number, companyName, reason, notice }: ErasePage): Html =>
  staffLayout({
    bridge,
    viewer,
    title: `${words.title}: ${number}`,
    area: 'prospects',
    notice,
    main: html`<div class="page-head"><h1>${words.title}</h1><p>${number} ${foreign(companyName)}</p></div>
${pressForm(
  viewer,
  'EraseProspectPage',
  { prospectId },
  html`${card(
    'what',
    pages.changeUser.what,
    html`<p>${words.about}</p><p>${words.sales}</p><div class="grid"><div class="field"><label for="reason">${words.why}</label><input id="reason" name="reason" type="text" value="${reason}" required maxlength="200" autocomplete="off" dir="auto"></div>
<div class="field"><label for="number">${words.number}</label><input id="number" name="number" type="text" required maxlength="20" autocomplete="off"></div></div>`,
  )}
<p class="actions"><button class="button final" type="submit">${words.title}</button> <a href="${linkTo('ProspectPage', { prospectId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
