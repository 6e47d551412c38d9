// A question that staff or a seller ask the applicant of an open prospect (PARTNERS I3), and what becomes of it. One is open
// at a time; while it is, the clock of the stage stands still.

import type { FieldChange } from './field-changes.ts'
import { checkField, type FieldErrorCode, noSiteRules } from './field-checks.ts'
import { isQuestionFlag, type ProspectFlag } from './flags.ts'
import type { Prospect } from './prospect.ts'
import { type AskedField, type AskedPath, askedFields, type Corrections, corrected } from './question-fields.ts'
import { isRuled } from './ruling.ts'
import type { SellerNote } from './seller-note.ts'
import type { Actor, TimelineEntry } from './timeline.ts'

/** The longest question, in UTF-16 code units; how many one prospect may be asked, and how many notes of sellers are looked at. */
export const questionLimits = { text: 1000, asked: 20, notes: 100 } as const

export type Question = {
  /** Counts the questions of one prospect, from 1. */
  readonly number: number
  readonly text: string
  /** Fields of the request that the applicant is asked to correct; empty where only words are asked for. */
  readonly fields: readonly AskedPath[]
  /** ISO 8601. */
  readonly askedAt: string
  /** Who asked, by name. */
  readonly by: string
  /** The seller's note that asked. */
  readonly noteId?: string
}

/** What an applicant answered; it stays, so that Sales can be told of it. */
export type Answer = {
  readonly number: number
  readonly question: string
  readonly text: string
  /** ISO 8601. */
  readonly at: string
  /** From what to what fields of the request changed. */
  readonly changes: readonly FieldChange[]
  /** It was decided, or the question taken back, before headquarters knew the answer: the changes were not made. */
  readonly isLate?: true
}

/** A time in which the clock of the stage stood still; it does so still where the end is absent. ISO 8601. */
export type Pause = { readonly from: string; readonly to?: string }

/** What the page of the request shows of an open question. */
export type ShownQuestion = {
  readonly number: number
  readonly text: string
  readonly askedAt: string
  readonly fields: readonly AskedField[]
}

/** An answer as it lies in the channel until headquarters knows it. */
export type GivenAnswer = { readonly number: number; readonly text: string; readonly values: Corrections }

type Step = { readonly next: Prospect; readonly entries: readonly TimelineEntry[] }

const withoutFlags = ({ flags, dismissed = [], ...rest }: Prospect, raised: readonly ProspectFlag[] = []) => {
  const still = dismissed.filter((flag) => !isQuestionFlag(flag))
  return {
    ...rest,
    flags: [...flags.filter((flag) => !isQuestionFlag(flag)), ...raised],
    ...(still.length > 0 ? { dismissed: still } : {}),
  }
}

const ended = ({ pauses = [] }: Prospect, to: string): Pick<Prospect, 'pauses'> =>
  pauses.length === 0
    ? {}
    : { pauses: pauses.map((pause) => ('to' in pause ? pause : { ...pause, to: to < pause.from ? pause.from : to })) }

/** Whether somebody may ask now: nothing is decided or about to be, and no other question is open. */
export const mayAsk = (prospect: Pick<Prospect, 'status' | 'question' | 'ruling' | 'asked'>): boolean =>
  prospect.status === 'Open' &&
  prospect.question === undefined &&
  prospect.ruling === undefined &&
  (prospect.asked ?? 0) < questionLimits.asked

const textField = { path: 'text', kind: 'multiline', maxLength: questionLimits.text, required: true } as const

/** The text of a question, cleaned; or what is wrong with it. */
export const checkQuestion = (text: unknown): { readonly text: string } | { readonly error: FieldErrorCode } => {
  const checked = checkField(textField, text, noSiteRules)
  return 'error' in checked ? { error: checked.error.code } : { text: checked.text ?? '' }
}

type Asked = Pick<Question, 'text' | 'fields' | 'by' | 'noteId'>

/**
 * A prospect of which something is asked.
 * @param actor of the line of the timeline
 * @param at now; ISO 8601
 */
export const ask = (prospect: Prospect, asked: Asked, actor: Actor, at: string): Step => {
  const number = (prospect.asked ?? 0) + 1
  const { text, fields, by, noteId } = asked
  const question: Question = { number, text, fields, askedAt: at, by, ...(noteId ? { noteId } : {}) }
  const next: Prospect = {
    ...withoutFlags(prospect, ['question-open']),
    question,
    asked: number,
    pauses: [...(prospect.pauses ?? []), { from: at }],
    ...(noteId ? { askedNotes: [...(prospect.askedNotes ?? []), noteId] } : {}),
  }
  return { next, entries: [{ at, actor, code: 'question-asked', question: text, fields: [...fields] }] }
}

/** The notes of sellers that wait to be asked, the oldest first. What was written before a decision is over with it. */
export const unaskedNotes = (prospect: Prospect, notes: readonly SellerNote[] = []): readonly SellerNote[] => {
  const { askedNotes = [], decision } = prospect
  if (!mayAsk(prospect) || askedNotes.length >= questionLimits.notes) return []
  return notes
    .filter(({ id, at }) => !askedNotes.includes(id) && (decision === undefined || at > decision.decidedAt))
    .toSorted((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id))
}

/**
 * A prospect of which sellers ask something by notes, one at a time.
 * @param at now; ISO 8601
 * @returns with the notes that are no question, of which sellers are to be told; `undefined` where nothing waits
 */
export const askByNotes = (
  prospect: Prospect,
  notes: readonly SellerNote[] | undefined,
  at: string,
): (Step & { readonly refused: readonly string[] }) | undefined => {
  const { askedNotes = [] } = prospect
  // What is no question is told at once; it does not wait behind one for an answer.
  const checked = unaskedNotes(prospect, notes)
    .slice(0, questionLimits.notes - askedNotes.length)
    .map((note) => ({ ...note, checked: checkQuestion(note.text) }))
  const refused = checked.flatMap(({ id, checked: found }) => ('text' in found ? [] : [id]))
  const next = refused.length > 0 ? { ...prospect, askedNotes: [...askedNotes, ...refused] } : prospect
  for (const { id, by = 'Sales', checked: found } of checked)
    if ('text' in found) return { ...ask(next, { text: found.text, fields: [], by, noteId: id }, 'sales', at), refused }
  return refused.length > 0 ? { next, entries: [], refused } : undefined
}

/** The prospect without the question that is open, if one is. @param at now; ISO 8601 */
const closed = (prospect: Prospect, at: string, raised: readonly ProspectFlag[] = []): Prospect => {
  const { question: _, ...rest } = withoutFlags(prospect, raised)
  return { ...rest, ...ended(prospect, at) }
}

/** @param why the reason that was given */
export const takeBack = (prospect: Prospect, actor: Actor, why: string, at: string): Step => ({
  next: closed(prospect, at),
  entries: [{ at, actor, code: 'question-taken-back', reason: why }],
})

/** A prospect whose applicant did not answer in time. It is not decided by that. @param at now; ISO 8601 */
export const unanswered = (prospect: Prospect, at: string): Step => ({
  next: closed(prospect, at, ['question-unanswered']),
  entries: [{ at, actor: { job: 'reminders' }, code: 'question-unanswered' }],
})

/** A prospect as it is where it is decided, or staff decided it: nobody waits for an answer, or has to read one. */
export const withoutQuestion = (prospect: Prospect, at: string): Prospect =>
  (prospect.status !== 'Open' || isRuled(prospect)) &&
  (prospect.question !== undefined || [...prospect.flags, ...(prospect.dismissed ?? [])].some(isQuestionFlag))
    ? closed(prospect, at)
    : prospect

/**
 * A prospect that knows what its applicant answered; once more makes no difference.
 * @param given as it was stored, and when; @param now ISO 8601
 * @returns `undefined` where it is known already
 */
export const answered = (
  prospect: Prospect,
  given: GivenAnswer & { readonly at: string },
  now: string,
): Step | undefined => {
  const { number, text, values, at } = given
  const { question, answers = [] } = prospect
  if (answers.some((one) => one.number === number)) return undefined
  const said = { at: now, actor: 'applicant' } as const
  if (question?.number !== number) {
    const { changes } = corrected(prospect.request, values)
    const late: Answer = { number, question: '', text, at, changes, isLate: true }
    // Where it is not decided somebody can still make use of it.
    const isOfUse = prospect.status === 'Open' && !isRuled(prospect) && question === undefined
    return {
      next: { ...(isOfUse ? withoutFlags(prospect, ['question-answered']) : prospect), answers: [...answers, late] },
      entries: [{ ...said, code: 'answer-too-late', answer: text, changes: [...changes] }],
    }
  }
  // What was not asked for is not corrected.
  const asked = Object.fromEntries(
    question.fields.map((path) => [path, values[path]]).filter(([, value]) => value !== undefined),
  )
  const { request, changes } = corrected(prospect.request, asked as Corrections)
  const answer: Answer = { number, question: question.text, text, at, changes }
  return {
    next: { ...closed(prospect, at, ['question-answered']), request, answers: [...answers, answer] },
    entries: [{ ...said, code: 'question-answered', answer: text, changes: [...changes] }],
  }
}

/** What the page of the request shows of the question that is open. */
export const shownQuestion = ({ question, request }: Prospect): ShownQuestion | undefined =>
  question && {
    number: question.number,
    text: question.text,
    askedAt: question.askedAt,
    fields: askedFields(request, question.fields),
  }
