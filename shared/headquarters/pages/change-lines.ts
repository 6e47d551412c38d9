// From what to what fields changed, under a line of the timeline.

import type { TimelineEntry } from '../../domain/timeline.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { changedText } from './field-facts.ts'

/**
 * One line for each field.
 * @param entry with the fields by their paths; their labels are those of the same line in words
 * @param nothing what stands for a side without a text
 */
export const changeLines = (entry: TimelineEntry, nothing: string): Html[] => {
  const paths = 'changes' in entry ? (entry.changes ?? []).map(({ path }) => path) : []
  const said = (path: string | undefined, text: string | undefined): HtmlValue =>
    text === undefined ? nothing : changedText(path ?? '', text)
  return (staffWords.timelineLine(entry).changes ?? []).map(
    ({ field, before, after }, at) => html`<li>${field}: ${said(paths[at], before)} → ${said(paths[at], after)}</li>`,
  )
}
