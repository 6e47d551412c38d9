// One prospect with everything headquarters knows of it.

import { linkTo } from '../../domain/link-to.ts'
import type { MailState, ProspectView } from '../../domain/prospect-view.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { flagName } from '../../languages/staff/en/flags.ts'
import { timelineLine } from '../../languages/staff/en/timeline.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { deskLayout, type Notice } from './desk-layout.ts'
import { companyFacts, requestorFacts } from './field-facts.ts'
import {
  badge,
  card,
  facts,
  flagSentence,
  foreign,
  languageName,
  moment,
  stageBadge,
  statusBadge,
  table,
  textColumns,
} from './parts.ts'
import { membersTable } from './render-hierarchy.ts'

export type ProspectPage = {
  readonly prospect: ProspectView
  /** Where the lead is open to salespeople. */
  readonly leadUrl?: string | undefined
  readonly opportunityUrl?: string | undefined
  readonly notice?: Notice | undefined
}

const optional = (text: string | undefined, draw: (text: string) => HtmlValue = foreign): HtmlValue =>
  text === undefined || text === '' ? undefined : draw(text)

const linked = (text: string, url: string | undefined): Html =>
  url === undefined ? foreign(text) : html`<a href="${url}"><bdi>${text}</bdi></a>`

const sales = ({ prospect: { sales: link, decision }, leadUrl, opportunityUrl }: ProspectPage): Html =>
  facts([
    ['Stage', stageBadge(link.stage)],
    ['Lead', linked(link.lead.id, leadUrl)],
    ['Lead written', optional(link.lead.writtenAt, moment)],
    [
      'Opportunity',
      link.opportunity && html`${linked(link.opportunity.name, opportunityUrl)} ${badge(link.opportunity.state)}`,
    ],
    ['Decision', decision && html`${statusBadge(decision.status)} ${moment(decision.decidedAt)}`],
    ['Reason', optional(decision?.reason, (text) => html`<p class="text" dir="auto">${text}</p>`)],
  ])

const customers = ({ customers: list }: ProspectView): Html =>
  table(
    'Customers',
    textColumns('Number', 'Type', 'Name'),
    list.map((one) => [
      html`<a href="${linkTo('CustomerPage', { customerId: one.customerId })}">${one.number}</a>`,
      one.type,
      foreign(one.name),
    ]),
    'None yet. They come when the lead is qualified in Sales.',
  )

const mailTones: Partial<Record<MailState, 'good' | 'bad' | 'warn'>> = {
  Delivered: 'good',
  Bounced: 'bad',
  Refused: 'bad',
  Unknown: 'warn',
}

const mails = ({ mails: list }: ProspectView): Html =>
  table(
    'E-mails to the requestor',
    textColumns('Kind', 'Language', 'State', 'When'),
    list.map((mail) => [
      mail.kind === 'approved' ? 'Approved' : 'Rejected',
      languageName(mail.language),
      badge(mail.state, mailTones[mail.state]),
      moment(mail.at),
    ]),
    'None yet.',
  )

const timelineItem = (entry: TimelineEntry): Html => {
  const { at, who, what, why } = timelineLine(entry)
  return html`<li>
<p class="when">${moment(at)} · ${foreign(who)}</p>
<p>${foreign(what)}</p>
${why !== undefined && html`<p class="why">${foreign(entry.code === 'flagged' ? flagName(why) : why)}</p>`}
</li>`
}

const timeline = ({ timeline: entries }: ProspectView): Html => html`<ol class="timeline" reversed>
${entries.map(timelineItem)}
</ol>`

/** The page of one prospect. The timeline is shown in the order in which the view has it: newest first. */
export const renderProspect = (page: ProspectPage): Html => {
  const { prospect } = page
  const { hierarchy } = prospect
  return deskLayout({
    title: `${prospect.number} ${prospect.company.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head">
<h1>${prospect.number} ${foreign(prospect.company.name)}</h1> ${statusBadge(prospect.status)}
<p>${prospect.type} · submitted ${moment(prospect.submittedAt)} · changed ${moment(prospect.changedAt)}</p>
</div>
${prospect.flags.length > 0 && html`<section class="notice" aria-label="Flags"><ul>${prospect.flags.map((flag) => html`<li>${flagSentence(flag)}</li>`)}</ul></section>`}
<div class="cards">
${card('company', 'Company', facts(companyFacts(prospect)))}
${card('requestor', 'Requestor', facts(requestorFacts(prospect)))}
${card('sales', 'Sales', sales(page))}
${card('customers', 'Customers', customers(prospect))}
${card(
  'hierarchy',
  'Customer hierarchy',
  hierarchy
    ? html`<p><a href="${linkTo('CustomerHierarchyPage', { hierarchyId: hierarchy.hierarchyId })}">${hierarchy.number} ${foreign(hierarchy.name)}</a></p>${membersTable(hierarchy)}`
    : html`<p class="empty">None yet. It is made when the prospect is approved.</p>`,
)}
${card('mails', 'E-mails', mails(prospect))}
</div>
${card('timeline', 'Timeline', timeline(prospect))}`,
  })
}
