// Asks once more before something is done about a decision of staff: it is taken back, confirmed, not confirmed, a rejected
// prospect opened again, or a flag dismissed.

import type { ProspectFlag } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import type { Ruling } from '../../domain/ruling.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, flagSentence, foreign } from './parts.ts'
import { rulingSentence } from './ruling-parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages } = staffWords
const words = pages.ruling

export type RulingPage = StaffFrame & {
  readonly prospectId: string
  /** Number and name. */
  readonly prospect: string
  readonly action: keyof typeof words.about
  readonly etag: string
  readonly ruling?: Ruling | undefined
  readonly flag?: ProspectFlag | undefined
  /** As it was typed, where it was not taken. */
  readonly reason?: string | undefined
  readonly notice?: Notice | undefined
}

const matter = ({ ruling, flag }: RulingPage): HtmlValue =>
  flag === undefined ? ruling && html`<p>${rulingSentence(ruling)}</p>` : html`<p>${flagSentence(flag)}</p>`

/** The page. It posts `etag`, `reason` and, for a flag, `flag`. */
export const renderRuling = (page: RulingPage): Html => {
  const { prospectId, action, flag, reason = '' } = page
  const title = words.acts[action]
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${title}: ${page.prospect}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${foreign(page.prospect)}</p></div>
${pressForm(
  page.viewer,
  'DecideProspectPage',
  { prospectId, action },
  html`<input type="hidden" name="etag" value="${page.etag}">${flag !== undefined && html`<input type="hidden" name="flag" value="${flag}">`}
${card('what', pages.changeUser.what, html`${matter(page)}<p>${words.about[action]}</p><div class="grid"><div class="field"><label for="reason">${words.why}</label><input id="reason" name="reason" type="text" value="${reason}" required maxlength="200" autocomplete="off" dir="auto"></div></div>`)}
<p class="actions"><button class="button" type="submit">${title}</button> <a href="${linkTo('ProspectPage', { prospectId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
