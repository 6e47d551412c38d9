// Invariant I12: what applicants did on their pages, and were told was done, holds: nobody's withdrawal or confirmation is
// lost, Sales learns of a withdrawal, no lead is written before its address is confirmed, and whoever asked for a link got it.

import { linkAgainNumbers } from '../../../shared/headquarters/decision-mail-id.ts'
import type { Invariant } from './invariants.ts'
import type { Everything, Reading } from './reading.ts'
import type { World } from './world.ts'

const rule: Invariant = 'I12 what applicants did holds'

const checkWithdrawal = (
  { sales, applicants }: World,
  { prospect, timeline, channel }: Reading,
): string | undefined => {
  const { prospectId, withdrawn, flags } = prospect
  const isTooLate = timeline.some(({ code }) => code === 'withdrawn-too-late')
  if (applicants.withdrawn.has(prospectId) && !withdrawn && !isTooLate) return 'was withdrawn, and nobody knows'
  if (!withdrawn) return undefined
  if (channel?.status !== 'Declined') return 'is withdrawn, and its page does not say so'
  const lead = sales.rows.leads.get(prospectId)
  const isFlagged = flags.some((flag) => flag === 'withdrawn-in-sales' || flag === 'won-after-withdrawal')
  const deals = [...sales.rows.deals.values()].filter(({ leadId }) => leadId === prospectId)
  const isLost = lead?.state === 'Qualified' && deals.length > 0 && deals.every(({ state }) => state === 'Lost')
  const isOver = lead === undefined || lead.state === 'Disqualified' || lead.merged !== 'no' || isLost
  return isOver || isFlagged ? undefined : 'is withdrawn, and its lead stays open untold'
}

const checkConfirmation = ({ sales, applicants }: World, { prospect, channel }: Reading): string | undefined => {
  const { prospectId, confirmation, status } = prospect
  const isConfirmed = applicants.confirmed.has(prospectId)
  if (isConfirmed && (!confirmation?.confirmedAt || !channel?.confirmedAt)) return 'was confirmed, and that is lost'
  if (confirmation?.required && !confirmation.confirmedAt && sales.rows.leads.has(prospectId))
    return 'has a lead before its address is confirmed'
  const isAwaited = confirmation?.required && isConfirmed && status === 'Open'
  return isAwaited && !sales.rows.leads.has(prospectId) ? 'is confirmed, and has no lead' : undefined
}

const checkLinks = ({ applicants, mail }: World, { prospects }: Everything): string[] =>
  [...applicants.asked].flatMap(([cause, isTold]) => {
    const rows = prospects.flatMap(({ mails }) =>
      mails.filter((one) => one.cause === cause && linkAgainNumbers.includes(one.decision)),
    )
    const taken = rows.filter(({ mailId }) => mail.taken.some((one) => one.mailId === mailId))
    if (rows.length > 1) return [`${cause} was mailed from ${rows.length} places`]
    const isLost = isTold && taken.length === 0 && rows.every(({ state }) => state !== 'Unknown')
    return isLost ? [`${cause} was asked for, and no link left`] : []
  })

export const checkApplicants = (
  world: World,
  everything: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  for (const reading of everything.prospects)
    for (const what of [checkWithdrawal(world, reading), checkConfirmation(world, reading)])
      if (what !== undefined) report(rule, `${reading.prospect.prospectId} ${what}`)
  for (const what of checkLinks(world, everything)) report(rule, what)
}
