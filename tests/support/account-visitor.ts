// A browser of a user of a partner, as far as the ready pages need one: it keeps cookies, and sends forms from this site.

import type { Environment } from './environment.ts'
import { until } from './until.ts'

type Answer = { readonly status: number; readonly location: string; readonly text: string; readonly response: Response }

/** Where the form of a page leads, and what it sends without anybody typing. */
export const formOf = (
  markup: string,
  action: RegExp,
): { readonly to: string; readonly fields: Record<string, string> } => {
  const forms = [...markup.matchAll(/<form method="post" action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)]
  const [, to = '', inside = ''] = forms.find(([, address = '']) => action.test(address)) ?? []
  const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  return { to: plain(to), fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, plain(value)])) }
}

export const createAccountVisitor = (env: Pick<Environment, 'url' | 'inbox'>) => {
  const cookies = new Map<string, string>()
  const send = async (
    method: 'GET' | 'POST' | 'HEAD',
    path: string,
    fields?: Record<string, string>,
  ): Promise<Answer> => {
    const response = await fetch(env.url + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        'accept-language': 'en',
        ...(method === 'POST' ? { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { body: new URLSearchParams(fields).toString() } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      text: await response.clone().text(),
      response,
    }
  }
  const get = (path: string) => send('GET', path)
  const post = (path: string, fields: Record<string, string> = {}) => send('POST', path, fields)
  /** Asks for a link and waits for its mail; the path where it leads. */
  const askForLink = async (email: string): Promise<string> => {
    const before = (await mailsTo(env, email)).length
    const asked = await post('/account/sign-in', { email })
    if (asked.status !== 303) throw new Error(`No link was asked for (${asked.status}).`)
    const mail = await until('the mail with the link', async () => {
      const mails = await mailsTo(env, email)
      return mails.length > before ? mails[0] : undefined
    })
    const [, address = ''] = /(http:\S+\/account\/link\/\S+)/.exec(mail.text) ?? []
    return address.slice(env.url.length)
  }
  return {
    cookies,
    get,
    head: (path: string) => send('HEAD', path),
    post,
    askForLink,
    /** Signs in as a person does: asks, opens the mail, presses the button. */
    signIn: async (email: string): Promise<void> => {
      const link = await askForLink(email)
      const { to } = formOf((await get(link)).text, /account\/link/)
      const answer = await post(to)
      if (answer.status !== 303 || !cookies.has('__Host-account')) throw new Error(`Not signed in (${answer.status}).`)
    },
    /** Opens a page with a form, fills it in and sends it. */
    fillIn: async (path: string, action: RegExp, typed: Record<string, string> = {}): Promise<Answer> => {
      const { to, fields } = formOf((await get(path)).text, action)
      return post(to, { ...fields, ...typed })
    },
  }
}

export type AccountVisitor = ReturnType<typeof createAccountVisitor>

type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly html: string }

/** Newest first. */
export const mailsTo = async ({ inbox }: Pick<Environment, 'inbox'>, email: string): Promise<Mail[]> => {
  const all = (await (await fetch(`${inbox.url}/api/messages`)).json()) as Mail[]
  return all.filter(({ to }) => to === email)
}
