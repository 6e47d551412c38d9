// A question to the applicant: who may ask, what an answer makes of the request, and what ends it.

import { describe, expect, it } from 'vitest'
import { converge } from '../../shared/domain/convergence.ts'
import {
  answered,
  ask,
  askByNotes,
  checkQuestion,
  mayAsk,
  questionLimits,
  shownQuestion,
  takeBack,
  unaskedNotes,
  withoutQuestion,
} from '../../shared/domain/question.ts'
import { askableNames, checkAnswer, givenIn, pathsAsked } from '../../shared/domain/question-fields.ts'
import { withdrawn } from '../../shared/domain/withdrawal.ts'
import { pausedMs } from '../../shared/headquarters/paused.ts'
import { prospectFormat } from '../../shared/headquarters/store/prospect-formats.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'

const at = '2026-11-21T10:00:00.000Z'
const later = '2026-11-21T12:00:00.000Z'
const kim = { name: 'Kim' }
const open = prospect({ stageSince: '2026-11-21T09:30:00.000Z' })
const asked = ask(open, { text: 'Which number?', fields: ['company.taxId'], by: 'Kim' }, kim, at).next
const given = { number: 1, text: 'This one.', values: { 'company.taxId': 'DE999' }, at: later }
const ruling = { status: 'Approved', by: 'Kim', byId: '', at, from: at } as const

describe('a question', () => {
  it('may be asked of an open prospect that nobody decides, one at a time and not without end', () => {
    expect(mayAsk(open)).toBe(true)
    expect(mayAsk(asked)).toBe(false)
    expect(mayAsk(prospect({ status: 'Rejected' }))).toBe(false)
    expect(mayAsk(prospect({ ruling }))).toBe(false)
    expect(mayAsk(prospect({ asked: questionLimits.asked }))).toBe(false)
  })

  it('is shown with the present text of the fields that are asked for, and flagged for the applicant', () => {
    expect(shownQuestion(asked)).toEqual({
      number: 1,
      text: 'Which number?',
      askedAt: at,
      fields: [{ path: 'company.taxId', value: open.request.company.taxId }],
    })
    expect(asked.flags).toEqual(['question-open'])
  })

  it('is cleaned, needed and bounded', () => {
    expect(checkQuestion('  Which\u200b one? ')).toEqual({ text: 'Which one?' })
    expect(checkQuestion(' ')).toEqual({ error: 'required' })
    expect(checkQuestion('x'.repeat(questionLimits.text + 1))).toEqual({ error: 'too-long' })
  })

  it('asks for the whole address where a part of it is named, and for nothing that is not the applicant’s to correct', () => {
    expect(pathsAsked(['company.address.city'])).toContain('company.address.country')
    expect(pathsAsked(['requestor.email'])).toBeUndefined()
    expect(askableNames).toContain('company.address')
    expect(askableNames).not.toContain('comments')
  })

  it('stays as it is when Sales is looked at, and ends with a decision of Sales, of staff and of the applicant', () => {
    const snapshot = (state: 'Open' | 'Disqualified') =>
      ({ lead: { state, merged: 'no' }, opportunities: [], accounts: [], contacts: [], unreadable: [] }) as const
    const written = { ...asked, sales: { leadId, leadWrittenAt: at, stage: 'Lead open' } } as const
    expect(converge(written, snapshot('Open'), later).changed).toBe(false)
    const rejected = converge(written, snapshot('Disqualified'), later).next
    for (const ended of [
      rejected,
      withdrawn(asked, { at: later, because: 'applicant' }, later)?.next,
      withoutQuestion({ ...asked, ruling }, later),
      takeBack(asked, kim, 'Found it', later).next,
    ]) {
      expect(ended?.question).toBeUndefined()
      expect(ended?.flags).toEqual([])
      expect(ended?.pauses).toEqual([{ from: at, to: later }])
    }
  })

  it('stays while a decision is only proposed', () => {
    expect(withoutQuestion({ ...asked, ruling: { ...ruling, proposed: true } }, later).question).toBeDefined()
  })
})

describe('an answer', () => {
  it('corrects what was asked for, raises a flag, and ends the pause when it was given', () => {
    const step = answered(asked, given, '2026-11-21T13:00:00.000Z')
    expect(step?.next.request.company.taxId).toBe('DE999')
    expect(step?.next.flags).toEqual(['question-answered'])
    expect(step?.next.question).toBeUndefined()
    expect(step?.next.pauses).toEqual([{ from: at, to: later }])
    const changes = [{ path: 'company.taxId', before: open.request.company.taxId, after: 'DE999' }]
    expect(step?.next.answers).toEqual([
      { number: 1, question: 'Which number?', text: 'This one.', at: later, changes },
    ])
    expect(step?.entries).toMatchObject([
      { actor: 'applicant', code: 'question-answered', answer: 'This one.', changes },
    ])
  })

  it('leaves everything else of the request as it was, in its order', () => {
    const next = answered(asked, { ...given, values: {} }, later)?.next
    expect(JSON.stringify(next?.request)).toBe(JSON.stringify(open.request))
  })

  it('changes nothing that was not asked for', () => {
    const values = { 'company.name': 'Contoso' }
    expect(answered(asked, { ...given, values }, later)?.next.request.company.name).toBe(open.request.company.name)
  })

  it('is taken once', () => {
    const once = answered(asked, given, later)?.next ?? open
    expect(answered(once, given, later)).toBeUndefined()
  })

  it('that comes after the question was taken back is kept and flagged, and corrects nothing', () => {
    const back = takeBack(asked, kim, 'Found it', later).next
    const step = answered(back, given, later)
    expect(step?.next.request).toEqual(open.request)
    expect(step?.next.flags).toEqual(['question-answered'])
    expect(step?.entries).toMatchObject([{ code: 'answer-too-late', answer: 'This one.' }])
  })

  it('that comes after the decision is kept, and needs nobody', () => {
    const decided = withdrawn(asked, { at, because: 'applicant' }, at)?.next ?? open
    expect(answered(decided, given, later)?.next).toMatchObject({ flags: [], answers: [{ isLate: true }] })
  })

  it('is checked by the rules of the form', () => {
    const address = pathsAsked(['company.address'])?.map((path) => ({ path, value: 'x' })) ?? []
    expect(checkAnswer([], '', {})).toMatchObject({ errors: [{ path: 'comments', code: 'required' }] })
    expect(checkAnswer([], 'x'.repeat(1501), {})).toMatchObject({ errors: [{ code: 'too-long' }] })
    expect(checkAnswer(address, 'Yes', { 'company.address.line1': '' })).toMatchObject({
      errors: [{ path: 'company.address.line1', code: 'required' }],
    })
    const moved = { 'company.address.city': '', 'company.address.country': 'DE' }
    expect(checkAnswer(address, 'Yes', moved)).toMatchObject({
      errors: [{ path: 'company.address.city', code: 'required' }],
    })
    expect(checkAnswer([{ path: 'company.phone' }], 'Yes', { 'company.phone': 'call me' })).toMatchObject({
      errors: [{ path: 'company.phone', code: 'format' }],
    })
    expect(checkAnswer([{ path: 'company.taxId', value: 'A' }], ' Yes ', { 'company.taxId': '' })).toEqual({
      outcome: 'accepted',
      text: 'Yes',
      values: { 'company.taxId': '' },
    })
  })

  it('names what a program sends beside what was asked for', () => {
    const fields = [{ path: 'company.taxId' }] as const
    expect(givenIn({ company: { taxId: 'A', name: 'B' } }, fields)).toEqual({
      given: { 'company.taxId': 'A' },
      unknown: ['company.name'],
    })
  })
})

describe('the clock of a stage', () => {
  it('stands still while a question is open', () => {
    expect(pausedMs(asked, later)).toBe(2 * 3_600_000)
    expect(pausedMs(answered(asked, given, later)?.next ?? open, '2026-11-22T00:00:00.000Z')).toBe(2 * 3_600_000)
    expect(pausedMs({ ...asked, stageSince: '2026-11-21T11:00:00.000Z' }, later)).toBe(3_600_000)
    expect(pausedMs(open, later)).toBe(0)
  })
})

describe('a prospect with questions', () => {
  it('is read as it was stored', () => {
    const next = answered(asked, given, later)?.next ?? open
    const again = ask(next, { text: 'And?', fields: [], by: 'Eva', noteId: leadId }, { name: 'Eva' }, now).next
    expect(prospectFormat.unpack(prospectFormat.pack(again), 'here')).toMatchObject(again)
  })
})

describe('a note of a seller', () => {
  const note = (id: string, text: string, more = {}) => ({ id, text, at, by: 'Sam', ...more })

  it('is asked in the order in which notes were written, one at a time and once', () => {
    const notes = [note('n2', 'Second?', { at: later }), note('n1', 'First?')]
    const first = askByNotes(open, notes, later)
    expect(first?.next.question).toMatchObject({ number: 1, text: 'First?', by: 'Sam', noteId: 'n1', fields: [] })
    expect(first?.entries).toMatchObject([{ actor: 'sales', code: 'question-asked', question: 'First?' }])
    expect(unaskedNotes(first?.next ?? open, notes)).toEqual([])
    const { next } = answered(first?.next ?? open, { ...given, values: {} }, later) ?? { next: open }
    expect(askByNotes(next, notes, later)?.next.question).toMatchObject({ number: 2, noteId: 'n2' })
  })

  it('that is no question comes back at once, also where an earlier note asks something', () => {
    const step = askByNotes(open, [note('n1', 'First?'), note('n2', ' '), note('n3', 'Third?')], later)
    expect(step?.next.question).toMatchObject({ text: 'First?', noteId: 'n1' })
    expect(step?.refused).toEqual(['n2'])
    const { question: _, ...next } = step?.next ?? open
    expect(unaskedNotes(next, [note('n2', ' '), note('n3', 'Third?')]).map(({ id }) => id)).toEqual(['n3'])
  })

  it('that is no question comes back, and is not looked at again', () => {
    const step = askByNotes(open, [note('n1', ' '), note('n2', 'x'.repeat(questionLimits.text + 1))], later)
    expect(step).toMatchObject({ refused: ['n1', 'n2'], entries: [], next: { askedNotes: ['n1', 'n2'] } })
    expect(step?.next.question).toBeUndefined()
    expect(askByNotes(step?.next ?? open, [note('n1', ' ')], later)).toBeUndefined()
  })

  it('is over with a decision that came after it, and with a prospect that is not open', () => {
    const decision = { number: 1, status: 'Rejected', decidedAt: at } as const
    expect(
      unaskedNotes({ ...open, decision }, [note('n1', 'Which?'), note('n2', 'Now?', { at: later })]),
    ).toMatchObject([{ id: 'n2' }])
    expect(unaskedNotes({ ...open, status: 'Rejected' }, [note('n1', 'Which?')])).toEqual([])
  })
})
