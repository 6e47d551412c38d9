// What must be true of a world at rest, whatever happened on the way. Each rule has a number and a name; a broken one is
// reported with the id it concerns.

import { lacksInSales } from '../../../shared/domain/flags.ts'
import type { CatchUpError } from '../../../shared/dual-write/store/catch-up-error.ts'
import { decisionMailId } from '../../../shared/headquarters/decision-mail-id.ts'
import { holdMs } from '../../../shared/mail/send-decision-mail.ts'
import { checkBeforeItsTime } from './before-its-time.ts'
import { checkBothSides } from './check-both-sides.ts'
import { checkCustomers } from './check-customers.ts'
import { checkTold } from './check-told.ts'
import { intentsIn } from './intents.ts'
import { type Everything, type Reading, readEverything } from './reading.ts'
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

const checkDecision = (world: World, { prospect, decisions, timeline }: Reading, report: Report): void => {
  const { prospectId, status, decision } = prospect
  const expected = statusInSales(world, prospectId)
  const everWon = world.sales.rows.leads.get(prospectId)?.everWon === true
  const final = status === 'Approved' && everWon
  if (typeof world.sales.rows.leads.get(prospectId)?.merged === 'object' && !prospect.flags.includes('lead-merged'))
    report('I3 the decision of Sales', `${prospectId} was merged, and nobody is told`)
  const stays = world.stays.get(prospectId)
  if (stays && !stays.includes(status))
    report(
      'I3 the decision of Sales',
      `${prospectId} was ${stays.join(' or ')}, and became ${status} by nobody's decision`,
    )
  const isTakenForDeleted = timeline.some((entry) => entry.code === 'flagged' && entry.flag === 'lead-missing')
  if (isTakenForDeleted && !world.sales.rows.everGone.has(prospectId))
    report('I3 the decision of Sales', `${prospectId} was taken for deleted`)
  if (!final && !stays && expected !== 'unchanged' && status !== expected && prospect.flags.length === 0)
    report('I3 the decision of Sales', `${prospectId} is ${status}, Sales says ${expected}`)
  if ((decision?.number ?? 0) !== decisions.length || (decision && decision.status !== decisions.at(-1)))
    report('I4 allowed steps only', `${prospectId} counts ${decision?.number} decisions, told ${decisions.length}`)
  let now = 'Open'
  for (const { code } of timeline) {
    const next = /^prospect-(approved|rejected|reopened)$/.exec(code)?.[1]
    if (!next) continue
    // A reopening that no event told of in time is seen only by what came after it.
    const allowed = { Open: ['approved', 'rejected'], rejected: ['reopened', 'approved'] }[now] ?? []
    if (!allowed.includes(next)) report('I4 allowed steps only', `${prospectId} went from ${now} to ${next}`)
    now = next === 'reopened' ? 'Open' : next
  }
  if (now.toLowerCase() !== status.toLowerCase()) report('I4 allowed steps only', `${prospectId} is ${status} untold`)
}

const checkMails = (world: World, reading: Reading, mayRepeat: boolean, report: Report): void => {
  const { prospect, decisions, mails } = reading
  const { prospectId } = prospect
  const taken = world.mail.taken.filter((mail) => mail.prospectId === prospectId)
  const known = decisions.map((_, index) => decisionMailId(prospectId, index + 1))
  if (taken.some(({ mailId }) => !known.includes(mailId)))
    report('I3 one mail per decision', `${prospectId} got a mail that no decision asked for`)
  decisions.forEach((status, index) => {
    const mailId = known[index] ?? ''
    const same = taken.filter((mail) => mail.mailId === mailId)
    const copies = same.length
    const row = mails.find((mail) => mail.mailId === mailId)
    const stands = index === decisions.length - 1 && prospect.status === status
    const gaveUp = row?.state === 'Unknown'
    if (stands && copies === 0 && !gaveUp) report('I3 one mail per decision', `${prospectId} was not told ${status}`)
    // A second copy is right only after a fault, when nothing was heard of the first one for the whole hold, and marked.
    // The hold begins with the note of it; slow answers for others may pass before the mail is sent.
    const repeatedInTime = (same[1]?.at ?? 0) - (same[0]?.at ?? 0) >= holdMs - slowestMs && (row?.tries ?? 0) >= 2
    if (copies > 2 || (copies > 1 && !(mayRepeat && repeatedInTime)))
      report('I3 one mail per decision', `${prospectId} was told ${status} ${copies} times`)
    if (row && row.kind !== (status === 'Approved' ? 'approved' : 'rejected'))
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
  const expected = ['All', prospect.status, ...(lacksInSales(prospect) ? ['Missing'] : [])].sort()
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
  const everything = readEverything(world)
  checkRequests(world, everything, report)
  for (const reading of everything.prospects) {
    checkDecision(world, reading, report)
    checkMails(world, reading, mayRepeat, report)
    checkTimeline(reading, report)
  }
  checkCustomers(world, everything, report)
  checkBothSides(world, everything, report)
  checkBeforeItsTime(world, everything, report)
  checkTold(everything, report)
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
