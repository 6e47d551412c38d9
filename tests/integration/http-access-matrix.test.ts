// Every route × everybody who may try it, and × every mode of access where that has a say, through the real host: who is
// let in is worked out from the table of routes alone, and every answer is looked at as a whole.

import { afterAll, describe, expect, it } from 'vitest'
import { isForUsers } from '../../functions/partner-caller.ts'
import { problems } from '../../functions/problems.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { partnerSettings, siteKey, tellPartner, tokens } from '../support/partner-calls.ts'
import { aRequest, submit } from '../support/people.ts'
import {
  type Call,
  call,
  everyRoute,
  isForStaff,
  mailEventKey,
  type Named,
  needed,
  principal,
  staffId,
  statusesWithin,
} from '../support/route-calls.ts'
import { expectRefusal, send } from './http-route-support.ts'
import { allRows, expectPage, expectSafeHeaders, rawHead, sendRaw, settled } from './http-support.ts'

const modes = {
  closed: { HEADQUARTERS_ACCESS: 'closed' },
  'app-service': { HEADQUARTERS_ACCESS: 'app-service', WEBSITE_AUTH_ENABLED: 'true' },
  'app-service without the platform': { HEADQUARTERS_ACCESS: 'app-service' },
  local: { HEADQUARTERS_ACCESS: 'local' },
} as const
type Mode = keyof typeof modes
const modeNames = Object.keys(modes) as Mode[]

const ranks = ['Headquarters.Reader', 'Headquarters.Approver', 'Headquarters.Admin'] as const
const people: Readonly<Record<string, Call>> = {
  nobody: {},
  'somebody who only says a name': {
    headers: { 'x-ms-client-principal-name': 'ada', 'x-ms-client-principal-id': staffId },
  },
  'somebody without a role': { headers: principal([]) },
  ...Object.fromEntries(ranks.map((role) => [role, { headers: principal([role]) }])),
  'a holder of wrong secrets': { secret: 'wrong' },
  'a holder of the right secrets': { secret: 'right' },
  'a User of a partner': { headers: { authorization: `Bearer ${tokens.user}` } },
  'an Admin of a partner': { headers: { authorization: `Bearer ${tokens.admin}` } },
  'a site with its key': { headers: { 'x-site-key': siteKey } },
  'an application of a site': { headers: principal(['Channel.Site'], [{ typ: 'idtyp', val: 'app' }]) },
  'an application that reads': { headers: principal(['Headquarters.Reader'], [{ typ: 'idtyp', val: 'app' }]) },
}

const rankOf: Readonly<Record<string, string>> = { 'an application that reads': 'Headquarters.Reader' }

/** Why somebody is kept out; `undefined` when they are let in. */
const refusalOf = (mode: Mode, who: string, { route, method }: Named) => {
  const { caller } = route
  const hasSecret = who === 'a holder of the right secrets'
  if (caller === 'anyone' || caller === 'partner') return undefined
  if (caller === 'applicant') return hasSecret ? undefined : 'not-found'
  if (caller === 'Dataverse' || caller === 'SendGrid') return hasSecret ? undefined : 'unauthenticated'
  if (isForUsers(route)) {
    if (who === 'a holder of wrong secrets') return 'token-refused'
    if (who === 'an Admin of a partner' || hasSecret) return undefined
    if (who !== 'a User of a partner') return 'unauthenticated'
    return caller === 'user' ? undefined : 'not-an-admin'
  }
  if (caller === 'site') {
    if (who === 'a site with its key' || hasSecret) return undefined
    const hasPrincipal = people[who]?.headers?.['x-ms-client-principal'] !== undefined
    if (mode !== 'app-service' || !hasPrincipal) return 'unauthenticated'
    return who === 'an application of a site' ? undefined : 'forbidden'
  }
  if (mode === 'local') return undefined
  if (mode !== 'app-service') return 'forbidden'
  if (!people[who]?.headers?.['x-ms-client-principal']) return 'unauthenticated'
  const roles: readonly string[] = ranks
  return roles.indexOf(rankOf[who] ?? who) >= roles.indexOf(needed(route, method)) ? undefined : 'forbidden'
}

const siteOrigin = 'https://shop.example'
const asking: Readonly<Record<string, Record<string, string>>> = {
  'a site': { origin: siteOrigin, 'access-control-request-method': 'POST' },
  'another site': { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  'a page without an origin': { origin: 'null', 'access-control-request-method': 'POST' },
  'no browser': {},
}

/** Browsers send no proof with what they ask first; a few who do all the same. */
const preflighters = Object.entries(people).filter(([who]) =>
  ['nobody', 'Headquarters.Admin', 'an Admin of a partner', 'a site with its key'].includes(who),
)

/**
 * Whether a caller tries a route in a mode. Where the mode or, in local mode, the caller has no say in who is let in, each
 * caller tries each route in one of the modes only, in turn.
 */
const isTried = (mode: Mode, { route }: Named, turn: number): boolean => {
  const bothHaveASay = route.caller === 'site' || (isForStaff(route) && mode !== 'local')
  return bothHaveASay || turn % modeNames.length === modeNames.indexOf(mode)
}

const environments: Environment[] = []
afterAll(async () => {
  for (const env of environments) await env.close()
})

const start = async (mode: Mode) => {
  const ofPartner = partnerSettings({ origins: [siteOrigin] })
  const env = await startEnvironment({
    ...modes[mode],
    ...ofPartner,
    PARTNER_PAGES: 'true',
    SENDGRID_EVENT_PUBLIC_KEY: mailEventKey,
  })
  await tellPartner(env)
  environments.push(env)
  const { requestId } = await submit(env, aRequest('Only one GmbH'))
  return { env, requestId }
}

const cells = everyRoute.flatMap((named, row) =>
  Object.keys(people).flatMap((who, column) =>
    modeNames.filter((mode) => isTried(mode, named, row + column)).map((mode) => ({ named, who, mode })),
  ),
)
let checked = 0
const met = new Set<string>()

/** What changes nothing is tried several at a time. */
const inBatches = async <T>(all: readonly T[], attempt: (one: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < all.length; from += 16) await Promise.all(all.slice(from, from + 16).map(attempt))
}

describe.each(modeNames)('access %s', (mode) => {
  it('keeps out whom the table keeps out, changes nothing for them, and lets in all others', async () => {
    const { env, requestId } = await start(mode)
    const before = await settled(env)
    const [out, within] = [true, false].map((isOut) =>
      cells.filter((cell) => cell.mode === mode && (refusalOf(mode, cell.who, cell.named) !== undefined) === isOut),
    )
    await inBatches(out ?? [], async ({ named, who }) => {
      const code = refusalOf(mode, who, named)
      const response = await send(env, named, requestId, people[who] ?? {})
      expect({ who, route: named.name, status: response.status }).toMatchObject({ status: code && problems[code][0] })
      if (code) await expectRefusal(response, named.route, code)
      checked += 1
      met.add(`${named.name} ${named.method} ${who}`)
    })
    expect(await settled(env)).toEqual(before)
    for (const { named, who } of within ?? []) {
      const response = await send(env, named, requestId, people[who] ?? {})
      const foreseen = statusesWithin(named.route).includes(response.status)
      expect({ who, route: named.name, status: response.status, foreseen }).toMatchObject({ foreseen: true })
      expectSafeHeaders(response)
      // Nobody of these is a user of a partner: they are led to where such people sign in, or shown it.
      if (named.route.caller === 'partner' && named.name !== 'AccountPage')
        expect(response.headers.get('location')).toMatch(/^\/account\/sign-in\?/)
      if (response.headers.get('content-type')?.startsWith('text/html')) await expectPage(response, response.status)
      checked += 1
      met.add(`${named.name} ${named.method} ${who}`)
    }
    await env.host.idle()
  }, 600_000)
})

it('asked first by a browser, an address says yes to the sites of the channels where they may call, and no else', async () => {
  let asked = 0
  for (const [mode, env] of environments.entries()) {
    const before = await settled(env)
    // Every address from everywhere in every mode; each of them meets every caller in one mode or another.
    for (const [row, named] of everyRoute.entries())
      await inBatches(
        Object.entries(asking).flatMap(([from, headers], column) =>
          preflighters
            .filter((_, at) => (row + column + mode) % preflighters.length === at)
            .map(([who, { headers: proof = {} }]) => ({ who, proof, from, headers })),
        ),
        async ({ who, proof, from, headers }) => {
          const { path } = call(env, named, '11111111-2222-4333-8444-555555555555', {})
          const response = await fetch(env.url + path, { method: 'OPTIONS', headers: { ...proof, ...headers } })
          const isTaken = named.route.crossOrigin === true
          expect({
            route: named.name,
            who,
            from,
            status: response.status,
            origin: response.headers.get('access-control-allow-origin'),
            credentials: response.headers.has('access-control-allow-credentials'),
          }).toEqual({
            route: named.name,
            who,
            from,
            // What no function takes at the root is the host's own business, which has no home page.
            status: isTaken || named.name === 'HomePage' ? 204 : 404,
            origin: isTaken && from === 'a site' ? siteOrigin : null,
            credentials: false,
          })
          asked += 1
        },
      )
    expect(await settled(env)).toEqual(before)
  }
  console.log(
    `preflights: ${asked} asked, on ${everyRoute.filter(({ route }) => route.crossOrigin).length} addresses taken`,
  )
  expect(asked).toBe(everyRoute.length * modeNames.length * Object.keys(asking).length)
})

it('all cells were checked', () => {
  const all = everyRoute.length * Object.keys(people).length
  console.log(
    `access: ${everyRoute.length} routes × ${Object.keys(people).length} callers = ${met.size} cells, ${checked} with the modes that have a say in them`,
  )
  expect(checked).toBe(cells.length)
  expect(met.size).toBe(all)
})

it('a forged principal opens nothing where the platform does not vouch for it', async () => {
  let tried = 0
  for (const [at, mode] of modeNames.entries()) {
    const env = environments[at]
    // With the platform's marker the header is the platform's own, which takes away what strangers send under its name.
    if (!env || mode === 'app-service') continue
    const before = await allRows(env)
    const [[name = '', value = ''] = []] = Object.entries(principal(['Headquarters.Admin']))
    for (const named of everyRoute.filter(({ route }) => isForStaff(route))) {
      const { path, headers, body = '' } = call(env, named, '11111111-2222-4333-8444-555555555555', {})
      const lines = [...Object.entries(headers), [name, value], ['content-length', String(body.length)]]
      // In local mode a stranger is whoever uses another name of this machine.
      const head = rawHead(
        named.method,
        path,
        lines.map((line) => line.join(': ')),
      ).replace('Host: 127.0.0.1', 'Host: evil.example')
      const { status } = await sendRaw(env, head + body)
      expect({ mode, route: named.name, status }).toEqual({ mode, route: named.name, status: 403 })
      tried += 1
    }
    expect(await allRows(env)).toEqual(before)
  }
  console.log(`forged principals: ${tried} tried, 0 accepted`)
  expect(tried).toBe(3 * everyRoute.filter(({ route }) => isForStaff(route)).length)
})
