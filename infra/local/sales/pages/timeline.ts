// The timeline of a record: its notes and what closed it, newest first, and the form that adds a note.
import { type Html, html } from '../../../../shared/platform/html.ts'
import { icon } from './icons.ts'
import type { Row, Sales, Written } from './sales-client.ts'
import { formatted, money, text, when } from './values.ts'

/** One entry of a timeline. */
export type Entry = {
  readonly kind: 'Note' | 'Opportunity close'
  readonly title: string
  readonly row: Row
  readonly body: string
}

const noteOf = (row: Row): Entry => ({ kind: 'Note', title: text(row, 'subject'), row, body: text(row, 'notetext') })

const closeOf = (row: Row): Entry => ({
  kind: 'Opportunity close',
  title: text(row, 'subject'),
  row,
  body: [money(row, 'actualrevenue') && `Actual revenue: ${money(row, 'actualrevenue')}`, text(row, 'description')]
    .filter(Boolean)
    .join('\n'),
})

/** The notes that regard a record. */
export const notesOf = async (sales: Sales, id: string): Promise<readonly Entry[]> => {
  const notes = await sales.rows(
    `annotations?$select=annotationid,subject,notetext,createdon,_createdby_value&$filter=_objectid_value eq ${id}&$orderby=createdon desc`,
  )
  return notes.rows.map(noteOf)
}

/** The close activities of an opportunity; each closing leaves one. */
export const closesOf = async (sales: Sales, id: string): Promise<readonly Entry[]> => {
  const closes = await sales.rows(
    `opportunitycloses?$select=activityid,subject,description,actualrevenue,createdon,_createdby_value&$filter=_opportunityid_value eq ${id}`,
  )
  return closes.rows.map(closeOf)
}

const item = ({ kind, title, row, body }: Entry): Html => {
  const author = formatted(row, '_createdby_value')
  return html`<li class="entry"><span class="entry-mark">${icon(kind === 'Note' ? 'note' : 'opportunity')}</span><article>
<p class="entry-meta">${kind}${author && html` by ${author}`} · ${when(row, 'createdon')}</p>
<h3>${title || '(no title)'}</h3>
${body && html`<p class="lines">${body}</p>`}</article></li>`
}

/** The timeline card. `action` is where a new note is posted to. */
export const timeline = (entries: readonly Entry[], action: string): Html => {
  const newestFirst = entries.toSorted((a, b) => text(b.row, 'createdon').localeCompare(text(a.row, 'createdon')))
  return html`<section class="card timeline"><h2>Timeline</h2>
<details class="add-note"><summary>${icon('add')}<span>Add a note</span></summary><form method="post" action="${action}">
<div class="field"><label for="note-subject">Title <span class="required" aria-hidden="true">*</span></label><input type="text" id="note-subject" name="subject" maxlength="500" autocomplete="off" required></div>
<div class="field"><label for="note-text">Note</label><textarea id="note-text" name="notetext" maxlength="100000" rows="4"></textarea></div>
<button class="primary">Add note</button></form></details>
${
  newestFirst.length === 0
    ? html`<p class="empty-list">There is nothing on the timeline yet.</p>`
    : html`<ol class="entries">${newestFirst.map(item)}</ol>`
}</section>`
}

/** Adds a note to a lead or an opportunity. */
export const addNote = (
  sales: Sales,
  table: 'lead' | 'opportunity',
  id: string,
  form: URLSearchParams,
): Promise<Written> =>
  sales.write('POST', 'annotations', {
    subject: form.get('subject') ?? '',
    notetext: form.get('notetext') ?? '',
    [`objectid_${table}@odata.bind`]: `/${table === 'lead' ? 'leads' : 'opportunities'}(${id})`,
  })
