// Notes by which sellers ask the applicant something: the mark, and what the editor of Sales makes of a text.

import { expect, it } from 'vitest'
import { askedByNote, markForm } from '../../shared/domain/seller-note.ts'
import { leadNoteRow } from '../../shared/sales/note-lead.ts'
import { noteOnLead, plainText, sellerNoteOf } from '../../shared/sales/seller-notes.ts'

const asked = (text: string, title = '', mark = '#ask') => askedByNote(mark, { title, text })

it.each([
  ['#ask Which number?', 'Which number?'],
  ['  #ASK: Which number?\n', 'Which number?'],
  ['#ask\nWhich one?\nAnd since when?', 'Which one?\nAnd since when?'],
  ['#ask', ''],
  ['Please #ask them', undefined],
  ['#asked them on Monday', undefined],
  ['#ask-me', undefined],
  ['', undefined],
])('a note %j asks %j', (text, question) => {
  expect(asked(text)).toBe(question)
})

it('a title that begins with the mark asks, with the text below it', () => {
  expect(asked('Since when?', '#ask Which number?')).toBe('Which number?\nSince when?')
  expect(asked('', '#ask Which number?')).toBe('Which number?')
  expect(asked('#ask Since when?', 'A call')).toBe('Since when?')
})

it('a mark is a short word, with which nothing can be written into a query', () => {
  for (const mark of ['', '#ask', '!frage', 'Vraag:', 'q1']) expect(mark).toMatch(markForm)
  for (const mark of ['#', "#a'b", '#a b', '@ask', '#ask)', '<b>', 'x'.repeat(30)]) expect(mark).not.toMatch(markForm)
  expect(asked('Vraag: welk nummer?', '', 'Vraag:')).toBe('welk nummer?')
})

it.each([
  [
    '<div data-wrapper="true"><div>#ask Which &amp; why?</div><div>A &lt; B&nbsp;&#39;s</div></div>',
    "#ask Which & why?\nA < B 's",
  ],
  ['<p>One</p><p>Two<br>Three</p>', 'One\nTwo\nThree'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<p>&unknown; &#0; &#x41;</p>', '&unknown; &#0; A'],
])('the text of %j is %j', (html, text) => {
  expect(plainText(html)).toBe(text)
})

it('a text of many angle brackets is read in time that grows with it', () => {
  const begun = performance.now()
  plainText(`<p>${'<'.repeat(100_000)}`)
  expect(performance.now() - begun).toBeLessThan(2000)
})

it('a row of Sales is a note with who wrote it and when it was changed last', () => {
  const row = {
    annotationid: 'B0000000-0000-4000-8000-000000000001',
    subject: null,
    notetext: '#ask Which?',
    createdon: '2026-11-21T09:00:00Z',
    modifiedon: '2026-11-21T10:00:00Z',
    _objectid_value: 'b0000000-0000-4000-8000-000000000002',
    '_createdby_value@OData.Community.Display.V1.FormattedValue': 'Sam Seller',
  }
  const note = { id: row.annotationid.toLowerCase(), at: row.modifiedon, text: 'Which?', by: 'Sam Seller' }
  expect(sellerNoteOf('#ask', row)).toEqual(note)
  expect(noteOnLead('#ask', row)).toEqual([{ ...note, leadId: row._objectid_value }])
  expect(noteOnLead('#ask', { ...row, _objectid_value: null })).toEqual([])
  expect(sellerNoteOf('#ask', { ...row, notetext: 'Which?' })).toBeUndefined()
})

it('no note of ours asks what a seller may ask', () => {
  const about = { leadId: 'l', number: 'P-1', noteId: 'n' }
  for (const row of [
    leadNoteRow({ ...about, asked: '#ask Which?', by: 'Kim' }),
    leadNoteRow({ ...about, refused: 'not-a-question' }),
  ])
    expect(sellerNoteOf('#ask', { ...row, annotationid: 'b0000000-0000-4000-8000-000000000001' })).toBeUndefined()
})
