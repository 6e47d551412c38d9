// Checks of what comes with answers: security headers on every kind of them, caps on bodies, nothing sent back.

import type { Answer, Question } from './ask.ts'
import { type Check, type Deployment, type Finding, firstOf, wrong } from './check.ts'

/** What must stand in every answer of the app or of its host. Absent on plain HTTP: what only makes sense when encrypted. */
const headers: readonly (readonly [name: string, form: RegExp])[] = [
  ['x-content-type-options', /^nosniff$/],
  ['content-security-policy', /(?=.*default-src 'none')(?=.*frame-ancestors 'none')/],
  ['referrer-policy', /^(no-referrer|same-origin)$/],
  ['strict-transport-security', /max-age=\d{7,}/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['cache-control', /no-store|private|max-age/],
]

const missingIn = (answer: Answer): string | undefined =>
  headers.find(([name, form]) => !form.test(String(answer.headers[name] ?? '')))?.[0]

/** What tells strangers what runs here. */
const telling = (answer: Answer): string | undefined =>
  ['x-powered-by', 'x-aspnet-version', 'x-functions-execution-context'].find(
    (name) => answer.headers[name] !== undefined,
  )

const json = { 'content-type': 'application/json' }

type Kind = {
  readonly name: string
  readonly question: (deployment: Deployment) => Question
  readonly statuses: readonly number[]
}

/** Every kind of answer that a stranger can have. Other statuses are named, because then another kind was looked at. */
const kinds: readonly Kind[] = [
  { name: 'a page', question: () => ({ path: '/sign-up' }), statuses: [200] },
  { name: 'the host’s 404', question: ({ marker }) => ({ path: `/nothing/${marker}` }), statuses: [404, 302, 401] },
  {
    name: 'the app’s 404',
    question: () => ({ path: '/api/onboarding-requests/00000000-0000-4000-8000-000000000000?token=x' }),
    statuses: [404],
  },
  {
    name: 'a 400',
    question: () => ({ method: 'POST', path: '/api/onboarding-requests', headers: json, body: '{"company":' }),
    statuses: [400],
  },
  {
    name: 'a 413',
    question: () => ({
      method: 'POST',
      path: '/api/onboarding-requests',
      headers: json,
      body: JSON.stringify({ comments: 'x'.repeat(48 * 1024) }),
    }),
    statuses: [413],
  },
  {
    name: 'a 415',
    question: () => ({
      method: 'POST',
      path: '/api/onboarding-requests',
      headers: { 'content-type': 'text/csv' },
      body: 'a,b',
    }),
    statuses: [415],
  },
  {
    name: 'a 401 of a webhook',
    question: () => ({ method: 'POST', path: '/api/sales/events', headers: json, body: '{}' }),
    // 410 where headquarters decides.
    statuses: [401, 403, 410],
  },
  { name: 'a refusal of headquarters', question: () => ({ path: '/api/prospects' }), statuses: [401, 403, 302] },
  { name: 'a refusal of /admin', question: () => ({ path: '/admin/host/status' }), statuses: [401, 403, 404] },
]

/** The platform asks people to sign in before the app hears of them; what it sends then is its own. */
const isPlatforms = (answer: Answer): boolean =>
  [301, 302, 303, 307, 401, 403].includes(answer.status) &&
  (/\/\.auth\/|microsoftonline/.test(String(answer.headers['location'] ?? '')) ||
    String(answer.headers['www-authenticate'] ?? '').includes('authorization_uri') ||
    answer.headers['x-ms-middleware-request-id'] !== undefined)

const headersOf = (answer: Answer): Finding => {
  const missing = missingIn(answer)
  if (missing) return wrong(`${missing} is missing or too weak in an answer ${answer.status}`)
  const told = telling(answer)
  return told ? wrong(`${told} tells what runs here`) : undefined
}

const headerChecks: readonly Check[] = kinds.map(({ name, question, statuses }) => ({
  name: `Security headers on ${name}`,
  look: async (deployment) => {
    const answer = await deployment.ask(question(deployment))
    if (!statuses.includes(answer.status))
      return wrong(`answered ${answer.status}${answer.error ? `: ${answer.error}` : ''}`)
    if (isPlatforms(answer)) return { leftOut: 'the platform answers here, before the app' }
    return headersOf(answer)
  },
}))

/** The host's own: it stands before the app's headers, and has nothing to be protected. */
const isEmptyOfHost = ({ headers, text }: Answer): boolean =>
  headers['x-function-scaleout'] !== undefined && text === ''

const full: Check = {
  name: 'Security headers on the host’s 429',
  look: async ({ ask, flood }) => {
    if (flood === 0) return { leftOut: 'say how many requests at once it takes: --flood 450' }
    const answers = await Promise.all(Array.from({ length: flood }, () => ask({ path: '/api/health' })))
    const busy = answers.filter(({ status }) => status === 429)
    const failed = answers.find(({ status }) => status >= 500 && status !== 503)
    if (failed) return wrong(`a full host answered ${failed.status}`)
    if (busy.length === 0) return { leftOut: `${flood} requests at once were no more than it takes` }
    return firstOf(busy.filter((answer) => !isEmptyOfHost(answer)).map(headersOf))
  },
}

/** Sizes in bytes. The platform's own cap is 100 MB; the app's is a setting, and no route takes more than 2 MB. */
const large = 8 * 1024 * 1024
const largeBodies: readonly (readonly [path: string, isChunked: boolean])[] = [
  ['/api/onboarding-requests', false],
  ['/api/onboarding-requests', true],
  ['/sign-up', false],
  ['/api/sales/events', true],
  ['/api/mail/events', true],
]

const bodyCap: Check = {
  name: 'A body of 8 MB is refused, its length told or not',
  mayBeCut: true,
  look: async ({ ask }) => {
    for (const [path, isChunked] of largeBodies) {
      const body = Buffer.alloc(large, 0x20)
      const { status } = await ask({ method: 'POST', path, headers: json, body, isChunked })
      // A connection that is cut while sending is a refusal too.
      if (status !== 0 && (status < 400 || status >= 500)) return wrong(`${path} answered ${status}`)
    }
    // Cut connections prove nothing if nobody is there any more.
    const { status } = await ask({ path: '/api/health' })
    return status === 200 ? undefined : wrong(`afterwards /api/health answered ${status}`)
  },
}

const echo: Check = {
  name: 'No refusal sends back what was sent',
  look: async ({ ask, marker }) => {
    const questions: Question[] = [
      { path: `/nothing/${marker}` },
      { path: `/sign-up?${marker}=${marker}` },
      { method: 'POST', path: '/api/onboarding-requests', headers: json, body: `{"${marker}":"${marker}"}` },
      { method: 'POST', path: '/api/onboarding-requests', headers: json, body: `${marker}` },
      { path: `/api/onboarding-requests/${marker}?token=${marker}` },
    ]
    const answers = await Promise.all(questions.map(ask))
    return firstOf(
      answers.map(({ status, text }, at) => {
        // A member that is not known is named by rule, in JSON, where it can do no harm.
        const isNamedByRule = at === 2 && status === 400
        return text.includes(marker) && !isNamedByRule ? wrong(`${questions[at]?.path} sends it back`) : undefined
      }),
    )
  },
}

const cookies: Check = {
  name: 'Public pages set no cookie',
  look: async ({ ask }) =>
    firstOf(
      (await Promise.all(['/', '/sign-up', '/api/health'].map((path) => ask({ path })))).map((answer) =>
        answer.headers['set-cookie'] === undefined ? undefined : wrong(`${String(answer.headers['set-cookie'])}`),
      ),
    ),
}

export const answerChecks = [...headerChecks, full, bodyCap, echo, cookies]
