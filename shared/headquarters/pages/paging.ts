// The way through a list of several pages: back to its beginning, to the page before and to the one after.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'

const words = staffWords.pages.lists

/** Where in a list somebody is. */
export type PagePlace = {
  /** Cursor of this page, when it is not the first. */
  readonly cursor?: string | undefined
  readonly nextCursor?: string | undefined
  /** Cursors of the pages that led here, the first page left out. */
  readonly trail?: readonly string[] | undefined
}

/** The way back is only so long; what is before is reached by the first page. */
const longestTrail = 12

/** Reads the trail that a link of `pagingLinks` carries. */
export const readTrail = (asked: URLSearchParams): readonly string[] =>
  (asked.get('trail') ?? '')
    .split('.')
    .filter((cursor) => /^[\w|-]{1,200}$/.test(cursor))
    .slice(-longestTrail)

/** What a link to a page of a list says of where it leads. */
export type PageLink = { readonly cursor?: string | undefined; readonly trail?: string | undefined }

/**
 * The links, as far as there are any; nothing where there is none.
 * @param urlOf the address of a page of the list
 * @param file the link to what is shown, as a file
 * @param names of the first page, the one before and the one after
 */
export const pagingLinks = (
  { cursor, nextCursor, trail = [] }: PagePlace,
  urlOf: (link: PageLink) => string,
  file: Html | false,
  names: Readonly<Record<'paging' | 'firstPage' | 'previousPage' | 'nextPage', string>> = words,
): Html | false => {
  if (cursor === undefined && nextCursor === undefined && file === false) return false
  const to = (next: string | undefined, further: readonly string[]): string =>
    urlOf({ cursor: next, trail: further.length > 0 ? further.join('.') : undefined })
  const further = cursor === undefined ? trail : [...trail, cursor].slice(-longestTrail)
  return html`<nav class="actions" aria-label="${names.paging}">
${cursor !== undefined && html`<a class="button quiet" href="${urlOf({})}">${names.firstPage}</a>`}
${cursor !== undefined && html`<a class="button quiet" href="${to(trail.at(-1), trail.slice(0, -1))}" rel="prev">${names.previousPage}</a>`}
${nextCursor !== undefined && html`<a class="button quiet" href="${to(nextCursor, further)}" rel="next">${names.nextPage}</a>`}
${file}
</nav>`
}

/** The title of a list: what it is narrowed to, and that it is a further page, so that tabs and bookmarks differ. */
export const listTitle = (name: string, shown: string | undefined, { cursor, trail = [] }: PagePlace): string => {
  const narrowed = shown === undefined ? name : `${name}: ${shown}`
  return cursor === undefined
    ? narrowed
    : `${narrowed}, ${trail.length < longestTrail ? words.pageNumber(trail.length + 2) : words.furtherPage}`
}
