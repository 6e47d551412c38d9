// What all lists share: the page, the size of a page of rows, and the links to those before and after.
import { type HtmlValue, html } from '../../../../shared/platform/html.ts'
import { type Area, layout } from './layout.ts'
import type { Reply } from './reply.ts'
import type { Visit } from './route.ts'
import type { Rows } from './sales-client.ts'

/** How many rows a list shows at once. */
export const pageSize = 50

/** The part of a query that continues after the page before; empty on the first page. */
export const after = (query: URLSearchParams): string => {
  const token = query.get('after')
  return token === null ? '' : `&$skiptoken=${encodeURIComponent(token)}`
}

/** The way back is only so long; the first page is in the menu. */
const longestTrail = 12

/** The links to the pages of a list before and after this one, as far as there are any. */
export const paging = (path: string, query: URLSearchParams, rows: Rows): HtmlValue => {
  const at = query.get('after')
  const trail = query.getAll('before')
  const to = (token: string, before: readonly string[]): string => {
    const link = new URLSearchParams()
    const view = query.get('view')
    if (view !== null) link.set('view', view)
    if (token !== '') link.set('after', token)
    for (const one of before.slice(-longestTrail)) link.append('before', one)
    return link.size > 0 ? `${path}?${link}` : path
  }
  if (rows.next === undefined && at === null) return undefined
  // The first page has no token.
  return html`<p class="next-page">${at !== null && html`<a href="${to(trail.at(-1) ?? '', trail.slice(0, -1))}" rel="prev">Previous page</a> `}${rows.next !== undefined && html`<a href="${to(rows.next, [...trail, at ?? ''])}" rel="next">Next page</a>`}</p>`
}

/** The page of a list. `switcher` leads it. */
export const listPage = (
  area: Area,
  title: string,
  visit: Visit,
  switcher: HtmlValue,
  content: HtmlValue,
  commands?: HtmlValue,
): Reply => ({
  kind: 'page',
  status: 200,
  page: layout({
    title,
    area,
    commands,
    done: visit.query.get('done'),
    main: html`${switcher}<h1>${title}</h1>${content}`,
  }),
})
