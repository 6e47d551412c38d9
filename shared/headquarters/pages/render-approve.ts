// The page on which staff approve or reject a prospect: what will happen, with whom, and who is told.

import { linkTo } from '../../domain/link-to.ts'
import type { Prospect } from '../../domain/prospect.ts'
import { requestOf } from '../../domain/prospect.ts'
import type { RejectReason } from '../../domain/reject-reasons.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Candidate, Candidates } from '../candidates.ts'
import { pressForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { card, foreign, languageName } from './parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, flagName } = staffWords
const words = pages.ruling

/** What staff call a reason: its English text, unless it is a built-in one. */
const reasonName = ({ code, texts = {} }: RejectReason): string =>
  (words.reasonNames as Readonly<Record<string, string>>)[code] ?? texts.en ?? Object.values(texts)[0] ?? code

export type DecidePage = StaffFrame & {
  readonly action: 'approve' | 'reject'
  readonly prospect: Prospect
  readonly etag: string
  /** Minutes in which it can be taken back. */
  readonly undoMinutes: number
  readonly needsSecond: boolean
  readonly candidates: Candidates
  readonly reasons: readonly RejectReason[]
  /** What was looked for. */
  readonly search: string
  readonly typed: Readonly<Record<string, string>>
  readonly notice?: Notice | undefined
}

const radio = (name: string, value: string, isChosen: boolean, label: HtmlValue): Html =>
  html`<li><label><input type="radio" name="${name}" value="${value}"${isChosen && html` checked`}> ${label}</label></li>`

/** Make one of the request, or take one that is there: each says what follows from it. */
const choice = (
  page: DecidePage,
  name: 'organizationId' | 'personId',
  candidates: readonly Candidate[],
  linked: string | undefined,
  made: Html,
): Html => {
  const chosen = page.typed[name] ?? page.prospect.ruling?.[name] ?? linked ?? ''
  return html`<fieldset class="choices"><legend>${words[name]}</legend><ul>
${linked === undefined && radio(name, '', chosen === '', made)}
${candidates.map((one) => radio(name, one.customerId, chosen === one.customerId, html`${one.number} ${foreign(one.name)}${one.email !== undefined && html` · ${foreign(one.email)}`}${one.hierarchy !== undefined && html` · ${words.joins(one.hierarchy)}`}`))}
</ul></fieldset>`
}

const parties = (page: DecidePage): Html => {
  const { prospect, candidates } = page
  const { company, requestor } = requestOf(prospect)
  const { organization, person } = prospect
  const email = page.typed['email'] ?? prospect.ruling?.email ?? requestor.email
  return html`${choice(page, 'organizationId', candidates.organizations, organization?.customerId, html`${words.makeOrganization(foreign(company.name))}`)}
${choice(page, 'personId', candidates.persons, person?.customerId, html`${words.makePerson(foreign([requestor.firstName, requestor.lastName].filter(Boolean).join(' ')))}`)}
${
  person === undefined
    ? html`<div class="field"><label for="email">${words.email}</label><input id="email" name="email" type="email" value="${email}" autocomplete="off" dir="auto"></div>`
    : html`<p>${words.otherAddress(html`<a href="${linkTo('EditCustomerPage', { customerId: person.customerId })}">${person.number} ${foreign(person.name)}</a>`)}</p>`
}`
}

const why = ({ reasons, typed, prospect }: DecidePage): Html => {
  const chosen = typed['code'] ?? prospect.ruling?.reason ?? ''
  return html`<div class="field"><label for="code">${words.reason}</label><select id="code" name="code" required><option value="">–</option>${reasons.map((one) => html`<option value="${one.code}"${one.code === chosen && html` selected`}>${reasonName(one)}${words.visibility[one.isPublic ? 'public' : 'internal']}</option>`)}</select></div>`
}

const mail = ({ prospect, typed }: DecidePage): Html => {
  const { language, requestor } = requestOf(prospect)
  const to = prospect.person?.email ?? requestor.email
  return html`<p>${words.mail(foreign(to), languageName(language))}</p>
<p><label><input type="checkbox" name="noMail" value="true"${(typed['noMail'] === 'true' || prospect.noMail === true) && html` checked`}> ${words.noMail}</label></p>`
}

const consequences = ({ action, prospect, undoMinutes, needsSecond }: DecidePage): Html =>
  html`<ul>${words.consequences[action].map((text) => html`<li>${text}</li>`)}
${prospect.flags.length > 0 && html`<li>${words.flagged} ${prospect.flags.map(flagName).join(', ')}.</li>`}
${needsSecond && html`<li>${words.second}</li>`}<li>${undoMinutes > 0 ? words.undo(undoMinutes) : words.atOnce}</li></ul>`

const find = ({ prospect: { prospectId }, search }: DecidePage): Html =>
  html`<form class="reason-form" method="get" action="${linkTo('DecideProspectPage', { prospectId, action: 'approve' })}" role="search"><div><label for="find">${words.find}</label><input id="find" name="find" type="search" value="${search}" maxlength="100" autocomplete="off"></div><button class="button quiet" type="submit">${words.findButton}</button></form>`

/** The page. It posts `etag`, `reason` (the note), `noMail` and, to approve, `organizationId`, `personId`, `email`; to reject, `code`. */
export const renderApprove = (page: DecidePage): Html => {
  const { action, prospect, typed } = page
  const { prospectId, number, request } = prospect
  const title = words.acts[action]
  const note = typed['reason'] ?? prospect.ruling?.note ?? ''
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${title}: ${number} ${request.company.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head"><h1>${title}</h1><p>${number} ${foreign(request.company.name)}</p></div>
${action === 'approve' && card('search', words.existing, html`<p>${words.findAbout}</p>${find(page)}`)}
${pressForm(
  page.viewer,
  'DecideProspectPage',
  { prospectId, action },
  html`<input type="hidden" name="etag" value="${page.etag}">
${card('what', pages.changeUser.what, consequences(page))}
${action === 'approve' ? card('parties', words.parties, parties(page)) : card('why', words.reason, why(page))}
${card('mail', words.mailTitle, mail(page))}
${card('note', words.note, html`<div class="field wide"><label for="reason">${words.noteLabel}</label><input id="reason" name="reason" type="text" value="${note}" maxlength="200" autocomplete="off" dir="auto"></div>`)}
<p class="actions"><button class="button" type="submit">${title}</button> <a href="${linkTo('ProspectPage', { prospectId })}">${pages.changeUser.cancel}</a></p>`,
  html`class="edit-form" accept-charset="utf-8"`,
)}`,
  })
}
