// What the page of a prospect shows of decisions in headquarters.

import type { ApprovalDesk } from '../../domain/approval-desk.ts'
import { canBeDismissed, type ProspectFlag } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import type { ProspectView } from '../../domain/prospect-view.ts'
import { actsOnRuling, isHeldBackHere, type Ruling } from '../../domain/ruling.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { mayPress } from './allowed.ts'
import { card, flagSentence, foreign, moment } from './parts.ts'

const words = staffWords.pages.ruling

/** Who decided what, and from when on it holds. */
export const rulingSentence = ({ status, by, from, proposed, confirmedBy, note }: Ruling): Html =>
  html`${words.decided[status](foreign(by))}${proposed ? words.waits : words.holds(moment(from))}${confirmedBy !== undefined && html` ${words.confirmedBy(foreign(confirmedBy))}`}${note !== undefined && html` “${foreign(note)}”`}`

/** What may be done about a decision in headquarters; nothing for those who may do none of it. */
export const convertCard = (viewer: Viewer | undefined, prospect: ProspectView, desk: ApprovalDesk): HtmlValue => {
  const { prospectId, ruling } = prospect
  const acts = actsOnRuling(prospect, desk).filter((act) => mayPress(viewer, 'DecideProspectPage', act))
  if (acts.length === 0 && !ruling) return undefined
  return card(
    'convert',
    words.title,
    html`${ruling && html`<p>${rulingSentence(ruling)}${isHeldBackHere(prospect) && html` ${words.heldBack}`}</p>`}
${acts.length > 0 && html`<p class="actions">${acts.map((action) => html`<a class="button quiet" href="${linkTo('DecideProspectPage', { prospectId, action })}">${words.acts[action]}</a> `)}</p>`}`,
  )
}

/** A flag with its way out. @param more that is known of it */
export const flagItem = (viewer: Viewer | undefined, prospectId: string, flag: ProspectFlag, more: HtmlValue): Html =>
  html`<li>${flagSentence(flag, more)}${
    canBeDismissed(flag) &&
    mayPress(viewer, 'DecideProspectPage', 'dismiss') &&
    html` <a href="${linkTo('DecideProspectPage', { prospectId, action: 'dismiss' }, { flag })}">${words.acts.dismiss}</a>`
  }</li>`

/** Flags that are true and that nobody needs to see. */
export const dismissedLine = ({ dismissed = [] }: ProspectView): HtmlValue =>
  dismissed.length > 0 && html`<p class="hint">${words.dismissed} ${dismissed.map(staffWords.flagName).join(', ')}.</p>`
