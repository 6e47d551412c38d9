// Stands in for App Service authentication: takes away what callers send under its header, and offers a page on which
// anybody on this machine signs in as whoever they like, for trying. Nothing of this runs in a deployment.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export type SignInOptions = {
  /** Tenant of everybody who signs in here. */
  readonly tenantId: string
  /** Roles that the page offers. */
  readonly roles: readonly string[]
  /** Begins the paths for which a browser is sent to sign in first. */
  readonly protectedPath: string
}

export type SignIn = {
  /** Answers what is its own, or puts the principal of the session in place of what was sent; then the request goes on. */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    search: string,
  ) => Promise<boolean>
}

type Person = { readonly name: string; readonly id: string; readonly roles: readonly string[] }

const cookieName = 'AppServiceAuthSession'
const bodyLimit = 4096
const longestSessionMs = 8 * 3_600_000
const provided = /^x-ms-(?:client-principal|token-)/i

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Only a path of this app, never another site. */
const ownPath = (path: string | null, otherwise = '/headquarters'): string =>
  path && /^\/(?![/\\])/.test(path) ? path : otherwise

const formPage = ({ roles }: SignInOptions, to: string): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in for trying</title></head>
<body><h1>Sign in for trying</h1>
<p>This page stands in for the sign-in of your organization. It runs on this machine only, and takes any name.</p>
<form method="post"><input type="hidden" name="to" value="${escaped(to)}">
<p><label>Name <input name="name" value="ada" maxlength="40" required></label></p>
${roles.map((role, at) => `<p><label><input type="checkbox" name="role" value="${escaped(role)}"${at === roles.length - 1 ? ' checked' : ''}> ${escaped(role)}</label></p>`).join('\n')}
<p><button>Sign in</button></p></form></body></html>`

const readForm = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

/** As App Service writes it: https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities */
const principalOf = ({ name, id, roles }: Person, tenantId: string): string =>
  Buffer.from(
    JSON.stringify({
      auth_typ: 'aad',
      name_typ: 'name',
      role_typ: 'roles',
      claims: [
        { typ: 'name', val: name },
        { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: id },
        { typ: 'http://schemas.microsoft.com/identity/claims/tenantid', val: tenantId },
        ...roles.map((val) => ({ typ: 'roles', val })),
      ],
    }),
  ).toString('base64')

const idOf = (name: string): string => {
  const hex = createHmac('sha256', 'local').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Sessions end with the host, because their secret does. */
const createSessions = (now: () => number) => {
  const secret = randomBytes(32)
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  return {
    make: (person: Person): string => {
      const text = Buffer.from(JSON.stringify({ ...person, until: now() + longestSessionMs })).toString('base64url')
      return `${text}.${sign(text)}`
    },
    read: (cookies: string | undefined): Person | undefined => {
      const [, text = '', given = ''] =
        new RegExp(`(?:^|; )${cookieName}=([\\w-]+)\\.([\\w-]+)`).exec(cookies ?? '') ?? []
      const [expected, signature] = [Buffer.from(sign(text)), Buffer.from(given)]
      if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) return undefined
      const person = JSON.parse(Buffer.from(text, 'base64url').toString()) as Person & { readonly until: number }
      return person.until > now() ? person : undefined
    },
  }
}

const redirect = (response: ServerResponse, location: string, cookie?: string): void => {
  const kept = cookie === undefined ? {} : { 'set-cookie': cookie }
  response.writeHead(302, { location, 'content-length': '0', ...kept }).end()
}

export const createSignIn = (options: SignInOptions, now: () => number): SignIn => {
  const sessions = createSessions(now)
  const cookie = (value: string, more = '') => `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax${more}`

  const signIn = async (request: IncomingMessage, response: ServerResponse, search: string): Promise<void> => {
    const to = ownPath(new URLSearchParams(search).get('post_login_redirect_uri'))
    if (request.method !== 'POST') {
      const markup = formPage(options, to)
      response.setHeader('content-security-policy', "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(markup)
      return
    }
    const site = request.headers['sec-fetch-site'] ?? 'same-origin'
    const form = site === 'same-origin' ? await readForm(request) : undefined
    if (!form) return void response.writeHead(403, { 'content-length': '0', connection: 'close' }).end()
    const name = (form.get('name') ?? '').slice(0, 40)
    const roles = form.getAll('role').filter((role) => options.roles.includes(role))
    redirect(response, ownPath(form.get('to')), cookie(sessions.make({ name, id: idOf(name), roles })))
  }

  return {
    handle: async (request, response, path, search) => {
      for (const name of Object.keys(request.headers)) if (provided.test(name)) delete request.headers[name]
      if (path === '/.auth/login/aad') {
        await signIn(request, response, search)
        return true
      }
      if (path === '/.auth/logout') {
        const to = new URLSearchParams(search).get('post_logout_redirect_uri')
        redirect(response, ownPath(to, '/'), cookie('', '; Max-Age=0'))
        return true
      }
      const person = sessions.read(request.headers.cookie)
      if (person) request.headers['x-ms-client-principal'] = principalOf(person, options.tenantId)
      const isProtected = path === options.protectedPath || path.startsWith(`${options.protectedPath}/`)
      if (person || !isProtected || request.method !== 'GET') return false
      redirect(response, `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(path + search)}`)
      return true
    },
  }
}
