// Checks of every door that must be closed to a stranger: headquarters, the host's own addresses, webhooks.

import type { Answer, Question } from './ask.ts'
import { type Check, type Finding, firstOf, wrong } from './check.ts'

/** A principal as the platform would pass it on, made up here: nobody signed in. */
const forged = (): Record<string, string> => ({
  'x-ms-client-principal': Buffer.from(
    JSON.stringify({
      auth_typ: 'aad',
      name_typ: 'name',
      role_typ: 'roles',
      claims: [
        {
          typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
          val: '00000000-0000-4000-8000-000000000000',
        },
        { typ: 'roles', val: 'Headquarters.Admin' },
      ],
    }),
  ).toString('base64'),
  'x-ms-client-principal-id': '00000000-0000-4000-8000-000000000000',
  'x-ms-client-principal-name': 'nobody@contoso.example',
  'x-ms-client-principal-idp': 'aad',
  'x-ms-token-aad-id-token': 'a.b.c',
})

const signIn =
  /^https:\/\/(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)\/|^(https:\/\/[^/]+)?\/\.auth\/login\//

const locationOf = ({ headers }: Answer): string => String(headers['location'] ?? '')

/** Whether a stranger was sent away: asked to sign in, or refused. */
const isRefused = (answer: Answer): boolean =>
  [400, 401, 403, 404, 405].includes(answer.status) ||
  ([301, 302, 303, 307].includes(answer.status) && signIn.test(locationOf(answer)))

const refusedAt =
  (what: string) =>
  (answer: Answer, path: string): Finding =>
    isRefused(answer)
      ? undefined
      : wrong(
          answer.status === 0
            ? `${what} ${path}: no answer (${answer.error})`
            : `${what} ${path} answered ${answer.status}${locationOf(answer) ? ` to ${locationOf(answer)}` : ''}`,
        )

const staffPaths = [
  '/headquarters',
  '/headquarters/dual-write',
  '/headquarters/jobs',
  '/api/prospects',
  '/api/customers',
]

/** Other spellings of staff addresses, among them ones that begin like an address that is open to all. */
const spellings = [
  '/HEADQUARTERS',
  '/headquarters/',
  '//headquarters',
  '/API/Prospects',
  '/api/prospects/',
  '/api//prospects',
  '/api/health/../prospects',
  '/api/health/..%2fprospects',
  '/sign-up/../headquarters',
  '/sign-up/..%2fheadquarters',
  '/sign-up/%2e%2e/headquarters',
  '/assets/..%2f..%2fheadquarters',
  '/requests/..;/headquarters',
  '/headquarters%00',
  '/headquarters;/sign-up',
]

const closedTo =
  (what: string, paths: readonly string[], headers: () => Question['headers'] = () => ({})): Check['look'] =>
  async ({ ask }) =>
    firstOf(
      (await Promise.all(paths.map((path) => ask({ path, headers: headers() ?? {} })))).map((answer, at) =>
        refusedAt(what)(answer, paths[at] ?? ''),
      ),
    )

const anonymous: Check = { name: 'Headquarters asks who it is', look: closedTo('', staffPaths) }

const redirect: Check = {
  name: 'A page of headquarters leads to signing in with this tenant, or is closed',
  look: async ({ ask, url }) => {
    const answer = await ask({ path: '/headquarters', headers: { accept: 'text/html' } })
    if (answer.status === 0 || answer.status < 300 || answer.status >= 500) return wrong(`answered ${answer.status}`)
    if (answer.status >= 400) return undefined
    const location = locationOf(answer)
    if (!signIn.test(location)) return wrong(`leads to ${location}`)
    if (/microsoftonline\.\w+\/(common|organizations|consumers)\//.test(location))
      return wrong('any tenant may sign in')
    return url.protocol === 'https:' && location.startsWith('http:') ? wrong('signing in is not encrypted') : undefined
  },
}

const forgedOnStaff: Check = {
  name: 'A forged principal opens no address of headquarters',
  look: closedTo('with a forged principal', staffPaths, forged),
}

const forgedSpellings: Check = {
  name: 'A forged principal opens no other spelling of them',
  look: closedTo('with a forged principal', spellings, forged),
}

const forgedTwice: Check = {
  name: 'Two principals in one request open nothing',
  look: async ({ ask }) => {
    const { 'x-ms-client-principal': value = '', ...others } = forged()
    const ways: Question['headers'][] = [
      { ...others, 'x-ms-client-principal': `${value}, x` },
      { ...others, 'x-ms-client-principal': `x, ${value}` },
      { ...others, 'x-ms-client-principal': [value, value] },
      { ...others, 'X-Ms-Client-Principal ': value },
      { ...others, x_ms_client_principal: value },
    ]
    const answers = await Promise.all(
      ways.map(async (headers) => {
        try {
          return await ask({ path: '/api/prospects', headers: headers ?? {} })
        } catch {
          // This side refuses to send it; the same could be sent by hand, and no server takes it.
          return { status: 400, headers: {}, text: '' }
        }
      }),
    )
    return firstOf(answers.map((answer, at) => refusedAt(`way ${at + 1}:`)(answer, '/api/prospects')))
  },
}

/** Addresses that everybody may call: the platform asks nobody there, so a forged principal reaches the app. */
const excluded = ['/', '/sign-up', '/api/health', '/api/openapi.json', '/requests/00000000-0000-4000-8000-000000000000']

const forgedOnOpen: Check = {
  name: 'A forged principal changes nothing on addresses that are open to all',
  look: async ({ ask }) => {
    const pairs = await Promise.all(
      excluded.map(async (path) => [await ask({ path }), await ask({ path, headers: forged() })] as const),
    )
    const stable = (text: string) => text.replaceAll(/value="[^"]*"/g, '').length
    return firstOf(
      pairs.map(([plain, claimed], at) => {
        if (plain.status !== claimed.status)
          return wrong(`${excluded[at]} answered ${claimed.status} for ${plain.status}`)
        return stable(plain.text) === stable(claimed.text) ? undefined : wrong(`${excluded[at]} tells more`)
      }),
    )
  },
}

const post = (path: string, headers: Record<string, string> = {}): Question => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: '{}',
})

const hostQuestions: readonly Question[] = [
  { path: '/admin/host/status' },
  { path: '/admin/functions' },
  { path: '/admin/host/keys' },
  { path: '/admin/vfs/' },
  { path: '/Admin/host/status' },
  { path: '/admin/host/status?code=guess' },
  { path: '/admin/host/status', headers: { 'x-functions-key': 'guess' } },
  { path: '/admin/host/status', headers: { authorization: 'Bearer guess' } },
  post('/admin/functions/PullChannelRequests'),
  post('/admin/host/restart'),
  { path: '/runtime/webhooks/durabletask' },
]

const host: Check = {
  name: 'The host’s own addresses under /admin are closed',
  look: async ({ ask }) =>
    firstOf(
      (await Promise.all(hostQuestions.map(ask))).map((answer, at) =>
        refusedAt(hostQuestions[at]?.method ?? 'GET')(answer, hostQuestions[at]?.path ?? ''),
      ),
    ),
}

const webhookQuestions: readonly Question[] = [
  post('/api/sales/events'),
  post('/api/sales/events', { 'x-sales-event-key': 'guess', 'x-functions-key': 'guess' }),
  post('/api/mail/events'),
  post('/api/mail/events', {
    'x-twilio-email-event-webhook-signature': 'MEUCIQ==',
    'x-twilio-email-event-webhook-timestamp': '1',
  }),
]

const webhooks: Check = {
  name: 'Webhooks take nothing without their key or signature',
  look: async ({ ask }) =>
    firstOf(
      (await Promise.all(webhookQuestions.map(ask))).map(({ status }, at) =>
        // 410: without Sales there is no webhook of it.
        [401, 403, 404, 410].includes(status) ? undefined : wrong(`${webhookQuestions[at]?.path} answered ${status}`),
      ),
    ),
}

const crossSite: Check = {
  name: 'A form of another site changes nothing in headquarters',
  look: async ({ ask }) => {
    const answer = await ask({
      method: 'POST',
      path: '/headquarters/dual-write/pause',
      headers: {
        ...forged(),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'reason=x',
    })
    return refusedAt('POST')(answer, '/headquarters/dual-write/pause')
  },
}

export const doorChecks = [
  anonymous,
  redirect,
  forgedOnStaff,
  forgedSpellings,
  forgedTwice,
  forgedOnOpen,
  crossSite,
  host,
  webhooks,
]
