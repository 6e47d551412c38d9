// Which address shows which page.
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { reply } from '../../plain-http.ts'
import type { MessageStore } from '../message-store.ts'
import { listPage } from './list-page.ts'
import { framedBody, messagePage, missingPage, viewOf } from './message-page.ts'
import { bodyHeaders, pageHeaders } from './page.ts'

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')

const messagePath = /^\/messages\/([\w-]+)(\/body)?$/

/** A form on another site must not empty the inbox: browsers tell where a post comes from. */
const isFromHere = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers
  return origin === undefined || origin === `http://${host}`
}

/** Makes the function that answers requests for pages; it tells whether it did. */
export const createPageRoutes =
  (store: MessageStore) =>
  async (
    pathname: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> => {
    if (pathname === '/messages/delete' && request.method === 'POST') {
      if (!isFromHere(request)) reply(response, 403, { 'content-type': 'text/plain' }, 'Only from the page itself.\n')
      else {
        await store.clear()
        reply(response, 303, { location: '/' })
      }
      return true
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (pathname === '/') {
      reply(response, 200, pageHeaders, listPage(store.all(), query.get('q')?.trim() ?? '').toString())
      return true
    }
    if (pathname === '/style.css') {
      reply(response, 200, { 'content-type': 'text/css; charset=utf-8' }, style)
      return true
    }
    const [, id, part] = messagePath.exec(pathname) ?? []
    if (id === undefined) return false
    const message = store.find(id)
    if (!message) reply(response, 404, pageHeaders, missingPage().toString())
    else if (part) reply(response, 200, bodyHeaders, framedBody(message.html))
    else reply(response, 200, pageHeaders, messagePage(message, viewOf(query.get('view'), message)).toString())
    return true
  }
