// Notes of sellers that ask the applicant something, as Sales has them: in plain text, or in the HTML that the editor of its
// timeline writes.

import { askedByNote, type SellerNote } from '../domain/seller-note.ts'
import type { NoteOnLead } from './sales.ts'
import { idOf, type SalesRow, shownOf, textOf } from './sales-row.ts'

/** Much longer than any question may be; what is longer is refused as a question all the same. */
const longest = 20_000

const entities: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const entity = (whole: string, name: string): string => {
  const code = /^#x?/i.test(name) ? Number(name.replace(/^#x/i, '0x').replace('#', '')) : Number.NaN
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff
    ? String.fromCodePoint(code)
    : (entities[name.toLowerCase()] ?? whole)
}

/** The text of a note without its markup. A note in plain text stays as it is. */
export const plainText = (text: string): string => {
  if (!/^\s*<[a-z]/i.test(text)) return text
  return text
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi, entity)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const columns = 'annotationid,subject,notetext,createdon,modifiedon,_createdby_value'

const hasMark = (mark: string): string => `(contains(subject,'${mark}') or contains(notetext,'${mark}'))`

/** Expands the notes of a lead that may begin with the mark. */
export const notesOfLead = (mark: string): string =>
  `Lead_Annotation($select=${columns};$filter=${encodeURIComponent(hasMark(mark))})`

/** Asks for those of all our leads. */
export const notesQuery = (mark: string) => ({
  set: 'annotations',
  key: 'annotationid',
  columns: `${columns},_objectid_value`,
  ours: `objectid_lead/cb2b_prospectnumber ne null and ${hasMark(mark)}`,
})

/** What a note asks; nothing where it does not begin with the mark. */
export const sellerNoteOf = (mark: string, row: SalesRow): SellerNote | undefined => {
  const id = idOf(row['annotationid'])
  const text = askedByNote(mark, {
    title: textOf(row['subject']) ?? '',
    text: plainText((textOf(row['notetext']) ?? '').slice(0, longest)),
  })
  if (id === undefined || text === undefined) return undefined
  const by = shownOf(row, '_createdby_value')
  const at = textOf(row['modifiedon']) ?? textOf(row['createdon']) ?? ''
  return { id, at, text, ...(by === undefined ? {} : { by }) }
}

/** The same of a note that is found by itself. */
export const noteOnLead = (mark: string, row: SalesRow): NoteOnLead[] => {
  const note = sellerNoteOf(mark, row)
  const leadId = idOf(row['_objectid_value'])
  return note && leadId !== undefined ? [{ ...note, leadId }] : []
}
