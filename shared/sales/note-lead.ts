// Puts a note on a lead that tells sellers of a question to the applicant. Its id is its own, so that it is written once.

import type { Dataverse } from './dataverse.ts'
import { isDenied, SalesRefused } from './failures.ts'
import type { LeadNote } from './sales.ts'
import type { SalesRow } from './sales-row.ts'

/** Does something that is no harm if it was done before, or cannot be done. */
export const unlessRefused = async (call: Promise<unknown>): Promise<'done' | SalesRefused['kind']> => {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof SalesRefused) return error.kind
    if (isDenied(error)) return 'secured'
    throw error
  }
}

export const quoted = (text: string): string => text.replaceAll('\n', '\n> ')

/** The note; none of them begins as a question of a seller does. */
export const leadNoteRow = (note: LeadNote): SalesRow => ({
  annotationid: note.noteId,
  ...('asked' in note
    ? {
        subject: `The applicant of B2B prospect ${note.number} is asked something`,
        notetext: `${note.by} asked, and an e-mail tells the applicant. The answer becomes another note here.\nQuestion:\n> ${quoted(note.asked)}`,
      }
    : {
        subject: `A note was not sent to the applicant of B2B prospect ${note.number}`,
        notetext:
          'What follows the mark of a question has to be a text of at most 1000 characters. Write another note.',
      }),
})

/** @returns `missing` where there is no such lead */
export const createNoteLead =
  (call: Dataverse) =>
  async (leadId: string, note: SalesRow): Promise<'written' | 'missing'> => {
    const body = { ...note, 'objectid_lead@odata.bind': `/leads(${leadId})` }
    const outcome = await unlessRefused(call({ method: 'POST', path: 'annotations', body }))
    return outcome === 'missing' ? 'missing' : 'written'
  }
