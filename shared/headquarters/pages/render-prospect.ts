// One prospect with everything headquarters knows of it.

import type { ApprovalDesk } from '../../domain/approval-desk.ts'
import { flagsAt, waitsForApplicant } from '../../domain/flags.ts'
import { linkTo } from '../../domain/link-to.ts'
import type { MailView, ProspectView } from '../../domain/prospect-view.ts'
import { referenceOf } from '../../domain/reference.ts'
import { leadRepairOf } from '../../domain/repair.ts'
import type { MasterLead } from '../../domain/sales-outcome.ts'
import type { TimelineEntry } from '../../domain/timeline.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { ClockState } from '../stage-clock.ts'
import type { AuditAct } from '../store/audit-reader.ts'
import { mayOpen, pressButton, reasonForm } from './allowed.ts'
import type { StaffFrame } from './bridge-banner.ts'
import { changeLines } from './change-lines.ts'
import { companyFacts, requestorFacts } from './field-facts.ts'
import { mailState } from './mail-state.ts'
import {
  badge,
  card,
  facts,
  foreign,
  languageName,
  moment,
  stageBadge,
  stageText,
  statusBadge,
  table,
} from './parts.ts'
import { questionCard } from './question-card.ts'
import { reasonOf } from './reason-of.ts'
import { auditSection } from './render-audit.ts'
import { membersTable } from './render-hierarchy.ts'
import { convertCard, dismissedLine, flagItem } from './ruling-parts.ts'
import { type Notice, staffLayout } from './staff-layout.ts'

const { pages, names, timelineLine } = staffWords
const words = pages.prospect

export type ProspectPage = StaffFrame & {
  readonly desk?: ApprovalDesk
  readonly prospect: ProspectView
  /** Where the lead is open to salespeople. */
  readonly leadUrl?: string | undefined
  readonly opportunityUrl?: string | undefined
  /** What staff did here last. */
  readonly audit?: readonly AuditAct[] | undefined
  readonly notice?: Notice | undefined
  /** What the clock of its stage says; absent where the stage has no target. */
  readonly clock?: ClockState | undefined
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

/** Where headquarters decides, of all this only its decision. */
const salesCard = (page: ProspectPage): HtmlValue => {
  if (page.viewer?.desk !== 'headquarters') return card('sales', words.sales, sales(page))
  const rows = decisionFacts(page.prospect)
  return rows.length > 0 && card('sales', words.salesFacts.decision, facts(rows))
}

const sales = ({ prospect, leadUrl, opportunityUrl }: ProspectPage): Html => {
  const { sales: link } = prospect
  return facts([
    [
      words.salesFacts.stage,
      html`${stageBadge(link.stage)}${waitsForApplicant(prospect) && html` ${badge(stageText(link.stage, prospect), 'warn')}`}`,
    ],
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

const customers = ({ prospect: { customers: list }, viewer }: ProspectPage): Html =>
  table(
    viewer?.desk === 'headquarters'
      ? { ...words.customersTable, empty: words.customersOfApproval }
      : words.customersTable,
    ['number', 'type', 'name'],
    list.map((one) => [
      html`<a href="${linkTo('CustomerPage', { customerId: one.customerId })}">${one.number}</a>`,
      nameOf(names.customerTypes, one.type),
      foreign(one.name),
    ]),
  )

/** Whose the address is that an approval waits for. */
const holder = ({ signInTakenBy: other }: ProspectView): HtmlValue =>
  other &&
  html`${words.signInTakenBy(html`<a href="${linkTo('CustomerPage', { customerId: other.customerId })}">${other.number} ${foreign(other.name)}</a>`)}.`

/** Whoever has none is told nothing of it. */
const likely = ({ likelyDuplicates: list = [] }: ProspectView): HtmlValue =>
  list.length > 0 &&
  card(
    'likely',
    words.likely.title,
    html`<p>${words.likely.about}</p>${table(
      words.likely.table,
      ['number', 'company', 'status', 'same'],
      list.map(({ prospectId, number, companyName, status, matches }) => [
        html`<a href="${linkTo('ProspectPage', { prospectId })}">${number}</a>`,
        foreign(companyName),
        statusBadge(status),
        matches.map((kind) => words.likely.matches[kind]).join(', '),
      ]),
    )}`,
  )

/** What it is, and which version of a template it was written by. */
const mailKind = ({ kind, template }: MailView): HtmlValue => {
  const name = nameOf(names.mailKinds, kind)
  if (!template) return name
  const link = linkTo('MailTemplatePage', { templateId: template.templateId })
  return html`${name} (<a href="${link}">${words.byTemplate(template.version)}</a>)`
}

const mails = ({ mails: list }: ProspectView): Html =>
  table(
    words.mailsTable,
    ['kind', 'language', 'state', 'when'],
    list.map((mail) => [mailKind(mail), languageName(mail.language), mailState(mail), moment(mail.at)]),
  )

/** What may be said about the mail of the decision: none while it is open, and one after all where none was wanted. */
const mailWish = ({ viewer, prospect }: ProspectPage): HtmlValue => {
  const { prospectId, status, noMail, decision, mails: list } = prospect
  const form = (action: 'withhold' | 'send') =>
    reasonForm(
      viewer,
      'ChangeDecisionMail',
      { prospectId, action },
      `${action}-reason`,
      words[`${action}Reason`],
      html`<button class="button quiet" type="submit">${words[action]}</button>`,
    )
  const isUnwanted = noMail === true || (decision?.stands && decision.noMail === true)
  // A message that was lost leaves it so although it is wanted.
  const isSkipped =
    decision?.stands === true &&
    list.findLast(({ kind }) => kind === 'approved' || kind === 'rejected')?.state === 'Skipped'
  if (isUnwanted || isSkipped) return html`<p>${words.withheld}</p>${form('send')}`
  const ask = status === 'Open' && form('withhold')
  return ask && html`<p>${words.withholdAbout}</p>${ask}`
}

/** What is to be done about a mail that did not arrive. */
const mailTrouble = ({ viewer, prospect }: ProspectPage): HtmlValue => {
  const { prospectId, flags, mails: list } = prospect
  if (!flags.includes('mail-not-delivered')) return false
  const mail = list.findLast(
    ({ kind, state, trouble }) => kind !== 'link-again' && (trouble !== undefined || state === 'Waiting'),
  )
  const form = (action: 'again' | 'settle', content?: Html) =>
    reasonForm(
      viewer,
      'ChangeDecisionMail',
      { prospectId, action },
      `${action}-reason`,
      words[`${action}Reason`],
      html`${content}<button class="button quiet" type="submit">${words[action]}</button>`,
    )
  const again = mail && form('again', html`<input type="hidden" name="mail" value="${mail.mailId}">`)
  return html`${again && html`<p>${words.againAbout}</p>${again}`}${form('settle')}`
}

const confirmation = ({ confirmation: asked }: ProspectView): Html | false =>
  asked !== undefined &&
  html`<p>${asked.confirmedAt === undefined ? words.confirmation[asked.required ? 'required' : 'asked'] : words.confirmation.confirmed(moment(asked.confirmedAt))}</p>`

const timelineItem = (entry: TimelineEntry): Html => {
  const { at, who, what, by } = timelineLine(entry)
  const changes = changeLines(entry, words.nothing)
  const why = reasonOf(entry)
  return html`<li>
<p class="when">${moment(at)} · ${foreign(who)}</p>
<p>${foreign(what)}${by !== undefined && html` · ${foreign(by)}`}</p>
${changes.length > 0 && html`<ul class="changes">${changes}</ul>`}
${why !== undefined && html`<p class="why">${foreign(why)}</p>`}
</li>`
}

/** The buttons; nothing for those who may press none of them. */
const repair = ({ viewer, prospect }: ProspectPage): HtmlValue => {
  const { prospectId, status, sales: link } = prospect
  if (prospect.erased) return false
  const button = (action: 'look' | 'write-lead', text: string) =>
    pressButton(viewer, 'RepairProspect', { prospectId, action }, text)
  const lead = leadRepairOf({ status, sales: { leadId: prospectId, stage: link.stage } })
  const look = button('look', words.look)
  const write = lead === 'possible' && button('write-lead', words.writeLead)
  return (
    (look || write) &&
    card(
      'repair',
      words.repair,
      html`${look && html`<p>${words.lookAbout}</p>${look}`}
${write && html`<p>${words.writeLeadAbout}</p>${write}`}
${lead === 'decided' && html`<p>${words.decidedAbout}</p>`}`,
    )
  )
}

const timeline = ({ timeline: entries }: ProspectView): Html => html`<ol class="timeline" reversed>
${entries.map(timelineItem)}
</ol>`

/** When the target of its stage is over, or was. */
const due = ({ dueAt }: ClockState): HtmlValue =>
  dueAt === undefined ? words.clock.stands : words.clock.due(moment(new Date(dueAt).toISOString()))

/** The page of one prospect. The timeline is shown in the order in which the view has it: newest first. */
export const renderProspect = (page: ProspectPage): Html => {
  const { prospect, clock } = page
  const { hierarchy, erased: gone } = prospect
  const flags = flagsAt(page.viewer?.desk, prospect.flags)
  return staffLayout({
    bridge: page.bridge,
    viewer: page.viewer,
    title: `${prospect.number} ${gone ? words.erased : prospect.company.name}`,
    area: 'prospects',
    notice: page.notice,
    main: html`<div class="page-head">
<h1>${prospect.number} ${gone ? words.erased : foreign(prospect.company.name)}</h1> ${statusBadge(prospect.status)}${clock?.overdue && html` ${badge(words.clock[clock.overdue], 'warn')}`}
${mayOpen(page.viewer, 'ProspectExportPage') && html`<a class="button quiet" href="${linkTo('ProspectExportPage', { prospectId: prospect.prospectId })}">${words.export}</a>`}
${prospect.status === 'Rejected' && !gone && mayOpen(page.viewer, 'EraseProspectPage') && html`<a class="button quiet" href="${linkTo('EraseProspectPage', { prospectId: prospect.prospectId })}">${pages.erase.title}</a>`}
<p>${nameOf(names.prospectTypes, prospect.type)} · ${words.reference(referenceOf(prospect.prospectId))} · ${words.submitted(moment(prospect.submittedAt))} · ${words.changed(moment(prospect.changedAt))}${clock && html` · ${due(clock)}`}</p>
</div>
${flags.length > 0 && html`<section class="notice" aria-label="${words.flags}"><ul>${flags.map((flag) => flagItem(page.viewer, prospect.prospectId, flag, flag === 'duplicate-sign-in' && holder(prospect)))}</ul></section>`}
${dismissedLine(prospect)}
<div class="cards">
${convertCard(page.viewer, prospect, page.desk ?? 'sales')}
${questionCard(page.viewer, prospect)}
${
  gone
    ? card('company', words.company, html`<p>${words.erasedAbout[gone.because]}</p>`)
    : html`${card('company', words.company, facts(companyFacts(prospect)))}
${card('requestor', words.requestor, facts(requestorFacts(prospect)))}`
}
${likely(prospect)}
${salesCard(page)}
${card('customers', words.customers, customers(page))}
${card(
  'hierarchy',
  words.hierarchy,
  hierarchy
    ? html`<p><a href="${linkTo('CustomerHierarchyPage', { hierarchyId: hierarchy.hierarchyId })}">${hierarchy.number} ${foreign(hierarchy.name)}</a></p>${membersTable(hierarchy)}`
    : html`<p class="empty">${words.noHierarchy}</p>`,
)}
${card('mails', words.mails, html`${confirmation(prospect)}${mails(prospect)}${!gone && html`${mailTrouble(page)}${mailWish(page)}`}`)}
${repair(page)}
</div>
${prospect.unreadable !== undefined && html`<section class="notice" aria-label="${words.timeline}"><p>${words.unreadable(prospect.unreadable)}</p></section>`}
${card('timeline', words.timeline, timeline(prospect))}
${auditSection(page.audit, page.viewer)}`,
  })
}
