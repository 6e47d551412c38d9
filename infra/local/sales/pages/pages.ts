// The salesperson's pages: finds the page for a request, checks what is posted, and answers every failure with a page.
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { html } from '../../../../shared/platform/html.ts'
import type { SalesApi } from '../base/api.ts'
import { closeOpportunityRoutes } from './close-opportunity.ts'
import { customerListRoutes } from './customer-lists.ts'
import { customerRoutes } from './customer-pages.ts'
import { readForm } from './form-body.ts'
import { layout } from './layout.ts'
import { leadCommandRoutes } from './lead-commands.ts'
import { leadListRoutes } from './lead-lists.ts'
import { leadPageRoutes } from './lead-page.ts'
import { mergeRoutes } from './merge.ts'
import { newOpportunityRoutes } from './new-opportunity.ts'
import { opportunityPageRoutes } from './opportunity-page.ts'
import { qualifyRoutes } from './qualify-lead.ts'
import { recordLinkRoutes } from './record-links.ts'
import { type Reply, send } from './reply.ts'
import type { Route } from './route.ts'
import { createSalesClient } from './sales-client.ts'

// In the order of the cascade: the narrow screens come last.
const styles = ['base', 'frame', 'commands', 'messages', 'lists', 'records', 'forms', 'narrow']
const css = styles.map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8')).join('\n')

const stylesheet: Route = { path: '/assets/sales.css', get: async () => ({ kind: 'style', css }) }

const routes: readonly Route[] = [
  stylesheet,
  ...leadListRoutes,
  ...customerListRoutes,
  ...leadCommandRoutes,
  ...leadPageRoutes,
  ...mergeRoutes,
  ...qualifyRoutes,
  ...opportunityPageRoutes,
  ...closeOpportunityRoutes,
  ...newOpportunityRoutes,
  ...customerRoutes,
  ...recordLinkRoutes,
]

const guid = '([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})'
const matchers = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(':id', guid)}$`),
}))

const find = (path: string): { route: Route; id: string } | undefined => {
  for (const { route, pattern } of matchers) {
    const match = pattern.exec(path)
    if (match) return { route, id: (match[1] ?? '').toLowerCase() }
  }
  return undefined
}

const problem = (status: number, title: string, explained: string, allow?: string): Reply => ({
  kind: 'page',
  status,
  page: layout({ title, main: html`<h1>${title}</h1><p>${explained}</p><p><a href="/">Go to the leads</a></p>` }),
  ...(allow !== undefined && { allow }),
})

const notFound = problem(404, 'Not found', 'There is no such page, or the record has been deleted.')

const answer = async (request: IncomingMessage, url: URL, route: Route, id: string, api: SalesApi): Promise<Reply> => {
  const visit = { sales: createSalesClient(api), id, query: url.searchParams, form: new URLSearchParams() }
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (!route.get) return problem(405, 'Not a page', 'This address only takes commands from a page.', 'POST')
    return (await route.get(visit)) ?? notFound
  }
  if (request.method !== 'POST' || !route.post) {
    const allow = [route.get && 'GET, HEAD', route.post && 'POST'].filter(Boolean).join(', ')
    return problem(405, 'Not possible', 'This address does not take that method.', allow)
  }
  const body = await readForm(request)
  if (!body.ok) return problem(body.status, 'The command was refused', body.reason)
  return (await route.post({ ...visit, form: body.form })) ?? notFound
}

/**
 * Serves one request of the salesperson's browser; every read and write goes through `api`.
 * @returns false when the request is not for these pages: an unknown path that was not asked for as HTML.
 */
export const salesPages = async (
  request: IncomingMessage,
  response: ServerResponse,
  api: SalesApi,
): Promise<boolean> => {
  const url = URL.parse(request.url ?? '/', 'http://sales.invalid')
  const found = url && find(url.pathname)
  const withBody = request.method !== 'HEAD'
  if (!url || !found) {
    if (!request.headers.accept?.includes('text/html')) return false
    send(response, notFound, withBody)
    return true
  }
  try {
    send(response, await answer(request, url, found.route, found.id, api), withBody)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    send(response, problem(500, 'Something went wrong', message), withBody)
  }
  return true
}
