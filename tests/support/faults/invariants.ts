// What must be true of a world at rest, whatever happened on the way. Each rule has a number and a name; a broken one is
// reported with the id it concerns.

import type { MailKind } from '../../../shared/domain/prospect-view.ts'
import { isDecidedHere } from '../../../shared/domain/ruling.ts'
import type { CatchUpError } from '../../../shared/dual-write/store/catch-up-error.ts'
import { decisionMailId, linkAgainNumbers, receivedNumber } from '../../../shared/headquarters/decision-mail-id.ts'
import { holdMs } from '../../../shared/mail/send-once.ts'
import { checkBeforeItsTime } from './before-its-time.ts'
import { checkApplicants } from './check-applicants.ts'
import { checkArrivals } from './check-arrivals.ts'
import { checkBothSides } from './check-both-sides.ts'
import { checkCredit } from './check-credit.ts'
import { checkCustomers } from './check-customers.ts'
import { checkFeed } from './check-feed.ts'
import { checkImports } from './check-imports.ts'
import { checkLikely } from './check-likely.ts'
import { checkListed } from './check-listed.ts'
import { checkListedMails } from './check-listed-mails.ts'
import { checkListedPartners } from './check-listed-partners.ts'

import { checkMemory } from './check-memory.ts'
import { checkQuestions, questionMailsOf } from './check-questions.ts'
import { checkRulings } from './check-rulings.ts'
import { checkSite } from './check-site.ts'
import { checkTold } from './check-told.ts'
import { checkUpkeep } from './check-upkeep.ts'
import { checkUsers } from './check-users.ts'
import { intentsIn } from './intents.ts'
import { type DecisionTold, type Everything, type Reading, readEverything } from './reading.ts'
import type { World } from './world.ts'

export type Invariant =
  | 'I1 one prospect per request'
  | 'I2 one lead, note, customer pair and hierarchy'
  | 'I3 the decision of Sales'
  | 'I3 one mail per decision'
  | 'I4 allowed steps only'
  | 'I5 the mail tells what is already true'
  | 'I6 nothing stuck or given up'
  | 'I7 lists and timeline agree'
  | 'I8 once more changes nothing'
  | 'I9 both sides of a customer agree'
  | 'I9 no change of a customer is lost'
  | 'I9 no echo between the sides'
  | 'I10 nothing before its time'
  | 'I11 told once, and what is so'
  | 'I12 what applicants did holds'
  | 'I13 every change of a user ends'
  | 'I13 never without an Admin'
  | 'I13 one person for an address'
  | 'I13 sites show what headquarters has'
  | 'I13 Sales shows what headquarters has'
  | 'I13 a user follows its contact'
  | 'I13 a user is told once'
  | 'I14 a site is told of every change'
  | 'I14 the last event of a mail is how it stands'
  | 'I14 the last event of a request is how it stands'
  | 'I15 the later one names the earlier one'
  | 'I16 lists and counts agree'
  | 'I17 two people for a high limit'
  | 'I17 sites show the credit'
  | 'I18 members have the terms that staff chose'
  | 'I18 a hierarchy is called as staff said'
  | 'I18 a channel knows whether it has the partner'
  | 'I19 what staff decided holds'
  | 'I21 questions are asked, answered and over'
  | 'I20 every row of an import ends'
  | 'I20 a row makes one partner'
  | 'I21 every customer of Sales is one here'
  | 'I21 a customer made here is in Sales'
  | 'I22 what was erased stays erased'

export type Violation = { readonly invariant: Invariant; readonly what: string }

/** What Sales says now, by a table of its own: the product's rules are not asked. */
export const statusInSales = (world: World, leadId: string): 'Open' | 'Approved' | 'Rejected' | 'unchanged' => {
  const lead = world.sales.rows.leads.get(leadId)
  // Merging closes a lead and decides nothing.
  if (lead?.merged !== 'no') return 'unchanged'
  const states = [...world.sales.rows.deals.values()].filter((deal) => deal.leadId === leadId).map((d) => d.state)
  if (lead.state === 'Disqualified') return states.includes('Won') ? 'unchanged' : 'Rejected'
  if (lead.state !== 'Qualified') return 'Open'
  if (states.includes('Won')) return 'Approved'
  return states.length > 0 && states.every((state) => state === 'Lost') ? 'Rejected' : 'Open'
}

type Report = (invariant: Invariant, what: string) => void

/** What a few slow answers of Sales take together. */
const slowestMs = 120_000

const statusOf = (decided: DecisionTold | undefined) => (decided === 'Ended' ? 'Rejected' : decided)

const checkDecision = (world: World, { prospect, decisions, timeline }: Reading, report: Report): void => {
  const { prospectId, status, decision } = prospect
  const expected = statusInSales(world, prospectId)
  const everWon = world.sales.rows.leads.get(prospectId)?.everWon === true
  const final = status === 'Approved' && everWon
  const isMerged = typeof world.sales.rows.leads.get(prospectId)?.merged === 'object'
  // What was withdrawn, or decided by staff, needs nobody any more, wherever it goes on.
  if (isMerged && !prospect.withdrawn && !isDecidedHere(prospect) && !prospect.flags.includes('lead-merged'))
    report('I3 the decision of Sales', `${prospectId} was merged, and nobody is told`)
  const stays = world.stays.get(prospectId)
  const isOfStaff = isDecidedHere(prospect) || timeline.some(({ code }) => code === 'reopened-here')
  if (stays && !stays.includes(status) && !(prospect.withdrawn && status === 'Rejected') && !isOfStaff)
    report(
      'I3 the decision of Sales',
      `${prospectId} was ${stays.join(' or ')}, and became ${status} by nobody's decision`,
    )
  const isTakenForDeleted = timeline.some((entry) => entry.code === 'flagged' && entry.flag === 'lead-missing')
  if (isTakenForDeleted && !world.sales.rows.everGone.has(prospectId))
    report('I3 the decision of Sales', `${prospectId} was taken for deleted`)
  if (
    !final &&
    !stays &&
    !prospect.withdrawn &&
    expected !== 'unchanged' &&
    status !== expected &&
    prospect.flags.length === 0
  )
    report('I3 the decision of Sales', `${prospectId} is ${status}, Sales says ${expected}`)
  if ((decision?.number ?? 0) !== decisions.length || (decision && decision.status !== statusOf(decisions.at(-1))))
    report('I4 allowed steps only', `${prospectId} counts ${decision?.number} decisions, told ${decisions.length}`)
  let now = 'Open'
  for (const { code } of timeline) {
    const told =
      code === 'reopened-here'
        ? 'reopened'
        : /^prospect-(approved|rejected|reopened|withdrawn|unconfirmed)$/.exec(code)?.[1]
    if (!told) continue
    const isEnd = told === 'withdrawn' || told === 'unconfirmed'
    if (isEnd && now !== 'Open') report('I4 allowed steps only', `${prospectId} ended when it was ${now}`)
    const next = isEnd ? 'rejected' : told
    // A reopening that no event told of in time is seen only by what came after it.
    const allowed = { Open: ['approved', 'rejected'], rejected: ['reopened', 'approved'] }[now] ?? []
    if (!allowed.includes(next)) report('I4 allowed steps only', `${prospectId} went from ${now} to ${next}`)
    now = next === 'reopened' ? 'Open' : next
  }
  if (now.toLowerCase() !== status.toLowerCase()) report('I4 allowed steps only', `${prospectId} is ${status} untold`)
}

/**
 * Whether a mail is wanted about a decision, by what people did: staff last, else the profile of the site, else whoever
 * decided in Sales.
 */
const wishOf = (world: World, leadId: string, kind: MailKind): 'wanted' | 'unwanted' | 'unknown' => {
  const { sales, mailWishes, mailsOff } = world
  const said = mailWishes.get(leadId)
  if (said) return said
  if (mailsOff.has(kind)) return 'unwanted'
  const { rows } = sales
  const closings = [rows.leads.get(leadId), ...[...rows.deals.values()].filter((deal) => deal.leadId === leadId)]
  return closings.some((row) => row?.closing?.noMail) ? 'unwanted' : 'wanted'
}

/** Ids of the mails with its link that somebody asked for. */
const linkMailsOf = ({ applicants }: World, prospectId: string): string[] =>
  [...applicants.asked.keys()].flatMap((cause) =>
    linkAgainNumbers.map((number) => decisionMailId(prospectId, number, cause)),
  )

const checkMails = (world: World, reading: Reading, mayRepeat: boolean, report: Report): void => {
  const { prospect, decisions, mails } = reading
  const { prospectId } = prospect
  const taken = world.mail.taken.filter((mail) => mail.prospectId === prospectId)
  const received = decisionMailId(prospectId, receivedNumber)
  const known = [
    received,
    ...decisions.map((_, index) => decisionMailId(prospectId, index + 1)),
    ...linkMailsOf(world, prospectId),
    ...questionMailsOf(prospect),
  ]
  if (taken.some(({ mailId }) => !known.includes(mailId)))
    report('I3 one mail per decision', `${prospectId} got a mail that nothing asked for`)
  const rowOf = (mailId: string) => mails.find((mail) => mail.mailId === mailId)
  const copiesOf = (mailId: string, what: string): typeof taken => {
    const same = taken.filter((mail) => mail.mailId === mailId)
    // A second copy is right only after a fault, when nothing was heard of the first one for the whole hold, and marked.
    // The hold begins with the note of it; slow answers for others may pass before the mail is sent.
    const waited = (same[1]?.at ?? 0) - (same[0]?.at ?? 0) >= holdMs - slowestMs
    const repeatedInTime = waited && (rowOf(mailId)?.tries ?? 0) >= 2
    if (same.length > 2 || (same.length > 1 && !(mayRepeat && repeatedInTime)))
      report('I3 one mail per decision', `${prospectId} was told ${what} ${same.length} times`)
    return same
  }
  const { length: receipts } = copiesOf(received, 'of its receipt')
  // One that waits while it is decided is left unsent: what became of the request is told instead, and stands after a reopening.
  const wasDecided = decisions.length > 0
  if (prospect.status === 'Open' && !wasDecided && receipts === 0 && rowOf(received)?.state !== 'Unknown')
    report('I3 one mail per decision', `${prospectId} was not told that it was received`)
  for (const mailId of linkMailsOf(world, prospectId)) copiesOf(mailId, 'its link')
  for (const mailId of questionMailsOf(prospect)) copiesOf(mailId, 'of a question')
  decisions.forEach((status, index) => {
    const mailId = known[index + 1] ?? ''
    const same = copiesOf(mailId, status)
    const copies = same.length
    const row = rowOf(mailId)
    if (status === 'Ended') {
      if (copies > 0) report('I3 one mail per decision', `${prospectId} was told of its end by ${copies} mails`)
      return
    }
    const stands = index === decisions.length - 1 && prospect.status === status
    const gaveUp = row?.state === 'Unknown'
    const kind = status === 'Approved' ? 'approved' : 'rejected'
    const wish = wishOf(world, prospectId, kind)
    const isSkipped = row?.state === 'Skipped'
    if (isSkipped && (copies > 0 || wish === 'wanted'))
      report('I3 one mail per decision', `${prospectId} shows no mail, ${copies} left, and it was ${wish}`)
    if (stands && copies > 0 && wish === 'unwanted')
      report('I3 one mail per decision', `${prospectId} was told ${status} though nobody wanted that`)
    if (stands && copies === 0 && !gaveUp && !isSkipped)
      report('I3 one mail per decision', `${prospectId} was not told ${status}`)
    if (row && row.kind !== kind)
      report('I3 one mail per decision', `${prospectId} was told ${row.kind}, decided was ${status}`)
    if (row && (row.state === 'Sending' || (stands && row.state === 'Waiting')))
      report('I6 nothing stuck or given up', `mail ${mailId} is ${row.state}`)
    for (const mail of same) {
      if (status === 'Approved' && mail.isToFormer)
        report('I5 the mail tells what is already true', `${prospectId} was told at an address of the request`)
      if (status === 'Approved' && (!mail.hierarchy || mail.channelStatus !== 'Approved'))
        report('I5 the mail tells what is already true', `${prospectId} was told before it could sign in`)
    }
  })
}

const checkTimeline = (reading: Reading, report: Report): void => {
  const { prospect, timeline, lists } = reading
  const wrong = (what: string) => report('I7 lists and timeline agree', `${prospect.prospectId}: ${what}`)
  const expected = ['All', prospect.status].sort()
  if (lists.join() !== expected.join()) wrong(`is listed under ${lists.join()}`)
  if (timeline[0]?.revision !== 0) wrong('has no beginning')
  timeline.forEach(({ revision, part }, index) => {
    const before = timeline[index - 1]
    if (revision > prospect.revision) wrong('tells of a change that was not made')
    if (part !== (before?.revision === revision ? before.part + 1 : 0)) wrong(`has a gap in revision ${revision}`)
  })
  const made = timeline.filter((entry) => entry.code === 'prospect-created' && entry.number === prospect.number).length
  if (made !== 1) wrong(`was created ${made} times`)
  const told = (code: string): number => timeline.filter((entry) => entry.code === code).length
  if (told('lead-written') > 1 + told('lead-asked-again')) wrong('tells of two leads')
}

const checkRequests = (world: World, { prospects }: Everything, report: Report): void => {
  const ids = prospects.map(({ prospect }) => prospect.prospectId)
  for (const id of world.accepted)
    if (ids.filter((known) => known === id).length !== 1) report('I1 one prospect per request', `${id} has none or two`)
  for (const id of ids) if (!world.accepted.has(id)) report('I1 one prospect per request', `${id} was never accepted`)
  const numbers = prospects.map(({ prospect }) => prospect.number)
  if (new Set(numbers).size < numbers.length) report('I1 one prospect per request', 'a number names two prospects')
  for (const { prospect, channel } of prospects) {
    const shown = { Open: 'InReview', Approved: 'Approved', Rejected: 'Declined' }[prospect.status]
    if (channel?.status !== shown)
      report('I3 the decision of Sales', `the channel shows ${channel?.status} for ${prospect.status}`)
  }
}

/**
 * Everything that is not as it must be.
 * @param mayRepeat whether the fate of a mail may have been unknown, so that it was right to send it once more
 */
export const violationsIn = (world: World, mayRepeat: boolean): Violation[] => {
  const found: Violation[] = []
  const report: Report = (invariant, what) => found.push({ invariant, what })
  const whole = readEverything(world)
  checkRequests(world, whole, report)
  checkMemory(world, whole, report)
  // What was erased has nothing left that could agree with anything.
  const everything = { ...whole, prospects: whole.prospects.filter(({ prospect }) => !prospect.erased) }
  for (const reading of everything.prospects) {
    checkDecision(world, reading, report)
    checkMails(world, reading, mayRepeat, report)
    checkTimeline(reading, report)
  }
  checkApplicants(world, everything, report)
  checkCustomers(world, everything, report)
  checkBothSides(world, everything, report)
  checkCredit(world, everything, report)
  checkBeforeItsTime(world, everything, report)
  checkTold(everything, report)
  checkUsers(world, everything, mayRepeat, report)
  checkSite(world, report)
  checkFeed(world, report)
  checkLikely(everything, report)
  checkListed(whole, report)
  checkListedPartners(everything, report)
  checkListedMails(everything, report)
  checkUpkeep(world, everything, report)
  checkImports(world, everything, report)
  checkArrivals(world, everything, report)
  checkRulings(world, everything, report)
  checkQuestions(world, everything, report)
  for (const intent of intentsIn(world)) report('I6 nothing stuck or given up', intent)
  if (world.queues.everDead() > 0) report('I6 nothing stuck or given up', 'a message was dead-lettered')
  for (const { key, value } of world.errors.rows()) {
    if (key.startsWith('error|')) {
      const { code, queue } = value as CatchUpError
      // A mail whose fate stayed unknown twice is for a person to look at.
      if (code !== 'mail-unknown') report('I6 nothing stuck or given up', `gave up on ${queue} (${code})`)
    }
  }
  return found
}
