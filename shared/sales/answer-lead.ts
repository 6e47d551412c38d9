// Tells sellers what an applicant answered: a note on the lead, whose columns follow what was corrected as long as they say
// what we wrote.

import type { FieldChange } from '../domain/field-changes.ts'
import { onboardingFields } from '../domain/onboarding-fields.ts'
import { truncate } from '../domain/text.ts'
import type { Dataverse } from './dataverse.ts'
import { createNoteLead, quoted, unlessRefused } from './note-lead.ts'
import type { AskOptional } from './optional-columns.ts'
import type { ReadRow } from './read-row.ts'
import type { LeadToAnswer } from './sales.ts'
import { type SalesRow, textOf } from './sales-row.ts'
import { leadState } from './sales-states.ts'
import { columnOf, rowOfShown, shownOf } from './shown-columns.ts'

const common = 'statecode,_createdby_value,_modifiedby_value'

/** A change of a field that a column of the lead holds. */
type Cell = { readonly column: string; readonly before: string | null; readonly after: string | null }

const cellsOf = (changes: readonly FieldChange[]): Cell[] =>
  changes.flatMap(({ path, before = '', after = '' }) => {
    const { column, columnLength = Infinity } = onboardingFields.find((field) => field.path === path) ?? {}
    const fitted = (text: string) => (text === '' ? null : truncate(text, columnLength))
    return column === undefined ? [] : [{ column, before: fitted(before), after: fitted(after) }]
  })

/** What is to be written: only where the lead still says what we wrote, so nothing that a seller wrote is touched. */
const dueOn = (row: SalesRow, cells: readonly Cell[]): SalesRow =>
  Object.fromEntries(
    cells
      .filter(({ column, before }) => row[column] !== undefined && (textOf(row[column]) ?? null) === before)
      .map(({ column, after }) => [column, after]),
  )

/** The note; what could not be used says so. */
export const answerNote = ({ noteId, number, question, text, changes, isLate }: LeadToAnswer): SalesRow => ({
  annotationid: noteId,
  subject: `The applicant of B2B prospect ${number} answered`,
  notetext: [
    isLate
      ? 'The answer came when nobody waited for it any more: the question was taken back, or the request decided. Nothing was changed.'
      : 'The applicant answered on the page of the request.',
    ...(question === '' ? [] : [`Question:\n> ${quoted(question)}`]),
    `Answer:\n> ${quoted(text)}`,
    ...(changes.length === 0
      ? []
      : [
          isLate
            ? 'The applicant would have corrected:'
            : 'The applicant corrected the request; the lead follows where it said the same:',
          ...changes.map(({ path, before = '–', after = '–' }) => `- ${path}: ${before} → ${after}`),
        ]),
  ].join('\n'),
})

/** @returns see `Sales.answerLead` */
export const createAnswerLead =
  (call: Dataverse, read: ReadRow, askOptional: AskOptional) =>
  async (lead: LeadToAnswer): Promise<'written' | 'missing' | 'changed-meanwhile'> => {
    const { leadId } = lead
    const cells = lead.isLate ? [] : cellsOf(lead.changes)
    const columns = [common, ...cells.map(({ column }) => column)].join(',')
    const { answer: row } = await askOptional('lead to answer', [
      () => read(`leads(${leadId})?$select=${columns},${columnOf.status}`),
      () => read(`leads(${leadId})?$select=${columns}`),
    ])
    if (!row) return 'missing'
    const shown = shownOf('leads', row)
    const isOthers = row['_createdby_value'] !== row['_modifiedby_value']
    const body = dueOn(row, cells)
    // Whoever writes last is seen as who works on it: where that was somebody else, only a lead that can say so is written.
    const mayWrite = leadState(row) === 'Open' && (!isOthers || shown !== undefined)
    if (mayWrite && Object.keys(body).length > 0) {
      const outcome = await unlessRefused(
        call({
          method: 'PATCH',
          path: `leads(${leadId})`,
          body: { ...body, ...(isOthers ? rowOfShown({ status: 'Open again' }) : {}) },
          headers: { 'if-match': String(row['@odata.etag']) },
        }),
      )
      if (outcome === 'changed') return 'changed-meanwhile'
    }
    return createNoteLead(call)(leadId, answerNote(lead))
  }
