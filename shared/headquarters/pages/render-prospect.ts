// One prospect with everything headquarters knows of it.

import { linkTo } from '../../domain/link-to.ts'
import type { MailState, ProspectView } from '../../domain/prospect-view.ts'
import { referenceOf } from '../../domain/reference.ts'
import { leadRepairOf } from '../../domain/repair.ts'
import type { MasterLead } from '../../domain/sales-outcome.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import type { ChangeLine } from '../../languages/staff/timeline-words.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import type { StaffFrame } from './bridge-banner.ts'
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
} from './parts.ts'
import { auditSection } from './render-audit.ts'
import { membersTable } from './render-hierarchy.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, flagName, timelineLine } = staffWords
const words = pages.prospect

export type ProspectPage = StaffFrame & {
  readonly prospect: ProspectView
  /** Where the lead is open to salespeople. */
  readonly leadUrl?: string | undefined
  readonly opportunityUrl?: string | undefined
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  readonly notice?: Notice | undefined
}

const optional = (text: string | undefined, draw: (text: string) => HtmlValue = foreign): HtmlValue =>
  text === undefined || text === '' ? undefined : draw(text)

const linked = (text: string, url: string | undefined): Html =>
  url === undefined ? foreign(text) : html`<a href="${url}"><bdi>${text}</bdi></a>`

/** The lead that stands for a merged one; if it is ours, its prospect has the same id. */
const master = ({ leadId, number }: MasterLead): Html =>
  number !== undefined && leadId !== undefined
    ? html`<a href="${linkTo('ProspectPage', { prospectId: leadId })}"><bdi>${number}</bdi></a>`
    : foreign(number ?? leadId ?? '?')

const decisionFacts = ({ decision }: ProspectView): readonly (readonly [string, HtmlValue])[] => {
  if (!decision) return []
  const label = decision.stands ? words.salesFacts.decision : words.salesFacts.earlierDecision
  return [
    [label, html`${statusBadge(decision.status)} ${moment(decision.decidedAt)}`],
    [words.salesFacts.decidedBy, optional(decision.decidedBy)],
    [words.salesFacts.closedAt, optional(decision.closedAt, moment)],
    [words.salesFacts.reason, optional(decision.reason, (text) => html`<p class="text" dir="auto">${text}</p>`)],
    [words.salesFacts.statusReason, optional(decision.statusReason)],
  ]
}

const sales = ({ prospect, leadUrl, opportunityUrl }: ProspectPage): Html => {
  const { sales: link } = prospect
  return facts([
    [words.salesFacts.stage, stageBadge(link.stage)],
    [words.salesFacts.lead, linked(link.lead.id, leadUrl)],
    [words.salesFacts.leadWritten, optional(link.lead.writtenAt, moment)],
    [
      words.salesFacts.opportunity,
      link.opportunity &&
        html`${linked(link.opportunity.name, opportunityUrl)} ${badge(nameOf(names.opportunityStates, link.opportunity.state))}`,
    ],
    [words.salesFacts.mergedInto, link.mergedInto && master(link.mergedInto)],
    ...decisionFacts(prospect),
  ])
}

const customers = ({ customers: list }: ProspectView): Html =>
  table(
    words.customersTable,
    ['number', 'type', 'name'],
    list.map((one) => [
      html`<a href="${linkTo('CustomerPage', { customerId: one.customerId })}">${one.number}</a>`,
      nameOf(names.customerTypes, one.type),
      foreign(one.name),
    ]),
  )

const mailTones: Partial<Record<MailState, 'good' | 'bad' | 'warn'>> = {
  Delivered: 'good',
  Bounced: 'bad',
  Refused: 'bad',
  Unknown: 'warn',
}

const mails = ({ mails: list }: ProspectView): Html =>
  table(
    words.mailsTable,
    ['kind', 'language', 'state', 'when'],
    list.map((mail) => [
      nameOf(names.mailKinds, mail.kind),
      languageName(mail.language),
      badge(nameOf(names.mailStates, mail.state), mailTones[mail.state]),
      moment(mail.at),
    ]),
  )

const change = ({ field, before, after }: ChangeLine): Html =>
  html`<li>${field}: ${foreign(before ?? words.nothing)} → ${foreign(after ?? words.nothing)}</li>`

const timelineItem = (entry: TimelineEntry): Html => {
  const { at, who, what, why, by, changes = [] } = timelineLine(entry)
  return html`<li>
<p class="when">${moment(at)} · ${foreign(who)}</p>
<p>${foreign(what)}${by !== undefined && html` · ${foreign(by)}`}</p>
${changes.length > 0 && html`<ul class="changes">${changes.map(change)}</ul>`}
${why !== undefined && changes.length === 0 && html`<p class="why">${foreign(entry.code === 'flagged' ? flagName(why) : why)}</p>`}
</li>`
}

const repair = ({ prospectId, status, sales: { stage } }: ProspectView): Html => {
  const button = (action: string, text: string) =>
    html`<form method="post" action="${linkTo('RepairProspect', { prospectId, action })}"><button class="button quiet" type="submit">${text}</button></form>`
  const lead = leadRepairOf({ status, sales: { leadId: prospectId, stage } })
  return html`<p>${words.lookAbout}</p>
${button('look', words.look)}
${lead === 'possible' && html`<p>${words.writeLeadAbout}</p>${button('write-lead', words.writeLead)}`}
${lead === 'decided' && html`<p>${words.decidedAbout}</p>`}`
}

const timeline = ({ timeline: entries }: ProspectView): Html => html`<ol class="timeline" reversed>
${entries.map(timelineItem)}
</ol>`

/** The page of one prospect. The timeline is shown in the order in which the view has it: newest first. */
export const renderProspect = (page: ProspectPage): Html => {
  const { prospect } = page
  const { hierarchy } = prospect
  return staffLayout({
    bridge: page.bridge,
    title: `${prospect.number} ${prospect.company.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head">
<h1>${prospect.number} ${foreign(prospect.company.name)}</h1> ${statusBadge(prospect.status)}
<p>${nameOf(names.prospectTypes, prospect.type)} · ${words.reference(referenceOf(prospect.prospectId))} · ${words.submitted(moment(prospect.submittedAt))} · ${words.changed(moment(prospect.changedAt))}</p>
</div>
${prospect.flags.length > 0 && html`<section class="notice" aria-label="${words.flags}"><ul>${prospect.flags.map((flag) => html`<li>${flagSentence(flag)}</li>`)}</ul></section>`}
<div class="cards">
${card('company', words.company, facts(companyFacts(prospect)))}
${card('requestor', words.requestor, facts(requestorFacts(prospect)))}
${card('sales', words.sales, sales(page))}
${card('customers', words.customers, customers(prospect))}
${card(
  'hierarchy',
  words.hierarchy,
  hierarchy
    ? html`<p><a href="${linkTo('CustomerHierarchyPage', { hierarchyId: hierarchy.hierarchyId })}">${hierarchy.number} ${foreign(hierarchy.name)}</a></p>${membersTable(hierarchy)}`
    : html`<p class="empty">${words.noHierarchy}</p>`,
)}
${card('mails', words.mails, mails(prospect))}
${card('repair', words.repair, repair(prospect))}
</div>
${prospect.unreadable !== undefined && html`<section class="notice" aria-label="${words.timeline}"><p>${words.unreadable(prospect.unreadable)}</p></section>`}
${card('timeline', words.timeline, timeline(prospect))}
${auditSection(page.audit)}`,
  })
}
