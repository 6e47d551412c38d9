// A browser of a visitor of the example shop, as far as its pages need one: it keeps cookies and sends forms.

import type { Environment } from './environment.ts'
import { mailsTo } from './people.ts'
import { until } from './until.ts'

type Page = { readonly status: number; readonly location: string; readonly text: string; readonly response: Response }
type Fields = Readonly<Record<string, string>>

/** The links to choose a password that somebody was mailed, the oldest first. */
export const passwordLinks = (env: Pick<Environment, 'inbox'>, email: string): string[] =>
  mailsTo(env, email)
    .flatMap(({ text }) => /http\S+\/password\/[\w-]+/.exec(text)?.[0] ?? [])
    .toReversed()

export type ShopVisitor = ReturnType<typeof createShopVisitor>

const password = 'correct horse battery'

export const createShopVisitor = (env: Pick<Environment, 'inbox'>, shopUrl: string, language: string) => {
  let cookie = ''
  const send = async (method: 'GET' | 'POST', path: string, fields: Fields = {}): Promise<Page> => {
    const response = await fetch(shopUrl + path, {
      method,
      redirect: 'manual',
      headers: { cookie, 'accept-language': language, ...(method === 'POST' ? { origin: shopUrl } : {}) },
      ...(method === 'POST' ? { body: new URLSearchParams(fields) } : {}),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    const text = await response.clone().text()
    return { status: response.status, location: response.headers.get('location') ?? '', text, response }
  }
  const get = (path: string) => send('GET', path)
  const post = (path: string, fields?: Fields) => send('POST', path, fields)
  /** Where the first form of a page leads that is the page's own, and what it sends without anybody typing. */
  const formAt = async (path: string): Promise<{ to: string; fields: Fields }> => {
    const { text } = await get(path)
    const [, inside = ''] = text.split(`action="${path}"`)
    const hidden = [...(inside.split('</form>')[0] ?? '').matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const plain = (value = '') => value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    return { to: path, fields: Object.fromEntries(hidden.map(([, name = '', value]) => [name, plain(value)])) }
  }
  const enter = (email: string) => post('/sign-in', { email, password })
  return {
    get,
    post,
    formAt,
    /** Opens a page with a form, fills it in and sends it. */
    fillIn: async (path: string, typed: Fields): Promise<Page> => {
      const { to, fields } = await formAt(path)
      return post(to, { ...fields, ...typed })
    },
    enter,
    /** Asks for a link, chooses a password with it, and signs in. */
    signIn: async (email: string): Promise<void> => {
      const before = passwordLinks(env, email).length
      await post('/password', { email })
      const link = await until('the mail with the link', () => passwordLinks(env, email)[before])
      const set = await post(new URL(link).pathname, { password })
      const entered = await enter(email)
      if (set.status !== 303 || entered.status !== 303) throw new Error(`Not signed in: ${set.text} ${entered.text}`)
    },
  }
}
