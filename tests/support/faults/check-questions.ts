// Invariant I21: a question is mailed at most once and never not at all, its applicant reminded twice at most and in time, the page of the request asks what headquarters waits
// for, the clock stands still exactly as long as that, and an answer that was taken stands in the timeline and on the lead.

import { unaskedNotes } from '../../../shared/domain/question.ts'
import { decisionMailId, questionMailNumber } from '../../../shared/headquarters/decision-mail-id.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import type { Invariant } from './invariants.ts'
import type { Everything, Reading } from './reading.ts'
import type { World } from './world.ts'

const rule: Invariant = 'I21 questions are asked, answered and over'

/** Ids of the mails with its questions. */
export const questionMailsOf = ({ prospectId, asked = 0 }: Reading['prospect']): string[] =>
  Array.from({ length: asked }, (_, at) =>
    ([undefined, 1, 2] as const).map((reminder) => decisionMailId(prospectId, questionMailNumber(at + 1, reminder))),
  ).flat()

const checkOpen = (world: World, { prospect, channel, mails, timeline }: Reading): string | undefined => {
  const { prospectId, question, pauses = [], flags, status, asked = 0 } = prospect
  if (timeline.filter(({ code }) => code === 'question-asked').length !== asked) return 'does not count its questions'
  if (question && status !== 'Open') return 'is decided, and asks still'
  if (channel && channel.question?.number !== question?.number) return 'shows another question than is open'
  if (flags.includes('question-open') !== (question !== undefined)) return 'is not flagged as it waits'
  if (pauses.filter(({ to }) => to === undefined).length !== (question ? 1 : 0) || pauses.length !== asked)
    return 'has a clock that does not stand still as it waits'
  const open = question && decisionMailId(prospectId, questionMailNumber(question.number))
  const isMailed = world.mail.taken.some(({ mailId }) => mailId === open)
  const isUnknown = mails.some(({ mailId, state }) => mailId === open && state === 'Unknown')
  if (open && !isMailed && !isUnknown) return 'asks something, and nobody was told'
  const { rows } = world.sales
  if (!rows.leads.has(prospectId) || rows.everGone.has(prospectId)) return undefined
  const isNoted = !question || rows.notes.get(deriveId('question-note', prospectId, question.number)) === prospectId
  return isNoted ? undefined : 'asks something, and no seller was told'
}

const dayMs = 86_400_000
/** Days after a question of its mail, of both reminders and of its end, as the rig has them. */
const [days, mostLateMs] = [[0, 3, 7, 14], 3_600_000] as const

/** Of one question: no reminder before its time or after its end, none left out, and no end without both. */
const checkReminders = (world: World, { prospect, mails, timeline }: Reading, number: number): string | undefined => {
  const { prospectId, pauses = [] } = prospect
  const { from = '', to } = pauses[number - 1] ?? {}
  const ids = ([undefined, 1, 2] as const).map((one) => decisionMailId(prospectId, questionMailNumber(number, one)))
  const rows = ids.map((id) => mails.find(({ mailId }) => mailId === id))
  /** When each was taken first; of one of which nobody knows, when it was given up. */
  const sent = ids.map((id, at) => {
    const row = rows[at]
    const taken = world.mail.taken.filter(({ mailId }) => mailId === id)
    if (taken.length > 1 && at > 0 && !(row && row.tries > 1)) return Number.NaN
    return taken[0]?.at ?? (row?.state === 'Unknown' ? Date.parse(row.at) : undefined)
  })
  const isClosed = to !== undefined && timeline.some(({ code, at }) => code === 'question-unanswered' && at === to)
  const steps = [...sent, isClosed ? Date.parse(to) : undefined]
  for (const [at, done] of steps.entries()) {
    if (at === 0) continue
    const gapMs = ((days[at] ?? 0) - (days[at - 1] ?? 0)) * dayMs
    const before = steps[at - 1]
    if (done !== undefined) {
      if (before === undefined || !(done - before >= gapMs)) return `takes step ${at} of question ${number} too early`
      if (done < Date.parse(from) + (days[at] ?? 0) * dayMs) return `hurries with step ${at} of question ${number}`
      if (to !== undefined && done > Date.parse(to)) return `is reminded of question ${number}, which is over`
      continue
    }
    const row = rows[at - 1]
    if (to !== undefined || !row || before === undefined) return undefined
    const due = Math.max(Date.parse(from) + (days[at] ?? 0) * dayMs, Date.parse(row.at) + gapMs)
    return world.time.now > due + mostLateMs ? `waits for an answer, and step ${at} never comes` : undefined
  }
  return undefined
}

/** What a seller noted is asked once, or the seller was told why not. */
const checkNotes = (world: World, { prospect }: Reading): string | undefined => {
  const { rows } = world.sales
  const { prospectId, askedNotes = [], question } = prospect
  if (new Set(askedNotes).size !== askedNotes.length) return 'asks what one note says twice'
  const notes = [...rows.asking.values()].filter(({ leadId }) => leadId === prospectId && rows.leads.has(leadId))
  if (unaskedNotes(prospect, notes).length > 0) return 'does not ask what a seller noted'
  if (question?.noteId !== undefined && !askedNotes.includes(question.noteId)) return 'forgets which note it asks'
  // A restore takes away what told a seller of a note, and the note itself.
  if (rows.everGone.has(prospectId) || world.copy.isRestored) return undefined
  const refused = notes.filter(({ id, text }) => askedNotes.includes(id) && text === '')
  const isTold = refused.every(({ id }) => rows.notes.has(deriveId('note-refused', prospectId, id)))
  return isTold ? undefined : 'does not ask what a seller noted, and told nobody'
}

const checkAnswer = (world: World, reading: Reading, number: number): string | undefined => {
  const { prospect, timeline } = reading
  const { prospectId, answers = [] } = prospect
  if (answers.filter((answer) => answer.number === number).length !== 1) return `lost the answer ${number}`
  const { rows } = world.sales
  const isLead = rows.leads.has(prospectId) && !rows.everGone.has(prospectId)
  if (isLead && rows.notes.get(deriveId('answer-note', prospectId, number)) !== prospectId)
    return `has no note of the answer ${number}`
  const told = timeline.filter(({ code }) => code === 'question-answered' || code === 'answer-too-late').length
  return told === answers.length ? undefined : `has ${answers.length} answers, and tells ${told}`
}

export const checkQuestions = (
  world: World,
  { prospects }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  for (const reading of prospects) {
    const { prospectId } = reading.prospect
    const taken = [...(world.applicants.answered.get(prospectId) ?? [])]
    for (const what of [
      checkOpen(world, reading),
      checkNotes(world, reading),
      ...Array.from({ length: reading.prospect.asked ?? 0 }, (_, at) => checkReminders(world, reading, at + 1)),
      ...taken.map((number) => checkAnswer(world, reading, number)),
    ])
      if (what !== undefined) report(rule, `${prospectId} ${what}`)
  }
}
