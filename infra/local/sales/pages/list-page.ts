// What all lists share: the page, the size of a page of rows, and the link to the next one.
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

/** The link to the next page of a list, if there is one. */
export const nextPage = (path: string, query: URLSearchParams, rows: Rows): HtmlValue => {
  if (rows.next === undefined) return undefined
  const view = query.get('view')
  const link = new URLSearchParams({ ...(view !== null && { view }), after: rows.next })
  return html`<p class="next-page"><a href="${path}?${link.toString()}">Next page</a></p>`
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
