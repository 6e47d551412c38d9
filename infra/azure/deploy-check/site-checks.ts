// Checks of what sites, their users and partners call: nothing without a token, key or session, and nothing for pages of
// origins that no channel names.

import type { Answer, Question } from './ask.ts'
import { type Check, firstOf, wrong } from './check.ts'

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A statement that nobody signed, as an attacker would try first. */
const unsigned = `${base64({ alg: 'none', typ: 'JWT' })}.${base64({ iss: 'https://login.example', aud: 'x', sub: 'a', email: 'a@b.example', email_verified: true, exp: 4102444800 })}.`
const nobody = '00000000-0000-4000-8000-000000000000'

const userPaths = ['/api/me', '/api/organization', '/api/organization/users']
const sitePaths = ['/api/channel/users', '/api/channel/changes']

const claims: readonly Record<string, string>[] = [
  {},
  { authorization: 'Bearer guess' },
  { authorization: `Bearer ${unsigned}` },
  { 'x-user-token': unsigned, 'x-organization-id': nobody },
]

const keys: readonly Record<string, string>[] = [
  {},
  { 'x-site-key': 'guess' },
  { 'x-site-key': 'x'.repeat(48), 'x-applicant-network': '203.0.113.7' },
  { authorization: `Bearer ${unsigned}` },
]

const closed = (status: number): boolean => [401, 403, 404].includes(status)

const each = (paths: readonly string[], headers: readonly Record<string, string>[]): Question[] =>
  paths.flatMap((path) => headers.map((given) => ({ path, headers: given })))

const allClosed =
  (questions: readonly Question[]): Check['look'] =>
  async ({ ask }) =>
    firstOf(
      (await Promise.all(questions.map(ask))).map(({ status, text }, at) => {
        const { method = 'GET', path } = questions[at] ?? { path: '' }
        if (!closed(status)) return wrong(`${method} ${path} answered ${status}`)
        return text.includes('b.example') ? wrong(`${path} sends back what was sent`) : undefined
      }),
    )

const users: Check = {
  name: 'Users of sites are nobody without a token that their site signed',
  look: allClosed([
    ...each(userPaths, claims),
    {
      method: 'POST',
      path: '/api/organization/users',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${unsigned}` },
      body: '{}',
    },
  ]),
}

const sites: Check = {
  name: 'Sites read nothing without their key or role',
  look: allClosed(each(sitePaths, keys)),
}

const accountPaths = ['/account', '/account/users', '/account/organization', '/account/new-user']

/** Leads to signing in on the same site, or is the form for it: nobody's page has both that form and a way to sign out. */
const asksToSignIn = ({ status, headers, text }: Answer, url: URL): boolean => {
  if (status === 200) return text.includes('action="/account/sign-in') && !text.includes('/account/sign-out')
  const location = String(headers['location'] ?? '')
  if (![302, 303].includes(status) || !URL.canParse(location, url.href)) return false
  const { origin, pathname } = new URL(location, url)
  return origin === url.origin && pathname === '/account/sign-in'
}

const account: Check = {
  name: 'The pages of partners lead to signing in, or are not there',
  look: async ({ ask, url }) => {
    const headers = { cookie: `__Host-account=${'x'.repeat(43)}` }
    const asked = accountPaths.flatMap((path): Question[] => [{ path }, { path, headers }])
    return firstOf(
      (await Promise.all(asked.map(ask))).map((answer, at) => {
        const { status, headers: given } = answer
        const location = String(given['location'] ?? '')
        return asksToSignIn(answer, url) || closed(status)
          ? undefined
          : wrong(`${asked[at]?.path} answered ${status}${location ? ` to ${location}` : ''}`)
      }),
    )
  },
}

const foreign = 'https://evil.example'

const isOpenTo = ({ headers }: Answer): boolean =>
  headers['access-control-allow-origin'] !== undefined || headers['access-control-allow-credentials'] !== undefined

const origins: Check = {
  name: 'A page of an origin that no channel names may ask and read nothing',
  look: async ({ ask }) => {
    const preflight = (path: string, method: string): Question => ({
      method: 'OPTIONS',
      path,
      headers: { origin: foreign, 'access-control-request-method': method },
    })
    const questions: Question[] = [
      preflight('/api/onboarding-requests', 'POST'),
      preflight('/api/organization/users', 'POST'),
      preflight('/api/me', 'GET'),
      preflight('/api/channel/users', 'GET'),
      preflight('/api/prospects', 'GET'),
      ...['/api/me', '/api/health', '/api/channel/changes'].map((path) => ({ path, headers: { origin: foreign } })),
      { path: '/api/me', headers: { origin: 'null' } },
    ]
    return firstOf(
      (await Promise.all(questions.map(ask))).map((answer, at) =>
        isOpenTo(answer)
          ? wrong(`${questions[at]?.method ?? 'GET'} ${questions[at]?.path} is open to other origins`)
          : undefined,
      ),
    )
  },
}

export const siteChecks = [users, sites, account, origins]
