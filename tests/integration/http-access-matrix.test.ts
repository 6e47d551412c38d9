// Every route × everybody who may try it × every mode of access, through the real host: who is let in is worked out from
// the table of routes alone, and every answer is looked at as a whole.

import { afterAll, describe, expect, it } from 'vitest'
import { problems } from '../../functions/problems.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
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
}

/** Why somebody is kept out; `undefined` when they are let in. */
const refusalOf = (mode: Mode, who: string, { route, method }: Named) => {
  const { caller } = route
  const hasSecret = who === 'a holder of the right secrets'
  if (caller === 'anyone') return undefined
  if (caller === 'applicant') return hasSecret ? undefined : 'not-found'
  if (caller === 'Dataverse' || caller === 'SendGrid') return hasSecret ? undefined : 'unauthenticated'
  if (mode === 'local') return undefined
  if (mode !== 'app-service') return 'forbidden'
  if (!people[who]?.headers?.['x-ms-client-principal']) return 'unauthenticated'
  const roles: readonly string[] = ranks
  return roles.indexOf(who) >= roles.indexOf(needed(route, method)) ? undefined : 'forbidden'
}

const environments: Environment[] = []
afterAll(async () => {
  for (const env of environments) await env.close()
})

const start = async (mode: Mode) => {
  const env = await startEnvironment({ ...modes[mode], SENDGRID_EVENT_PUBLIC_KEY: mailEventKey })
  environments.push(env)
  const { requestId } = await submit(env, aRequest('Only one GmbH'))
  return { env, requestId }
}

const cells = everyRoute.flatMap((named) => Object.keys(people).map((who) => ({ named, who })))
let checked = 0

describe.each(Object.keys(modes) as Mode[])('access %s', (mode) => {
  it('keeps out whom the table keeps out, changes nothing for them, and lets in all others', async () => {
    const { env, requestId } = await start(mode)
    const before = await settled(env)
    const [out, within] = [true, false].map((isOut) =>
      cells.filter(({ named, who }) => (refusalOf(mode, who, named) !== undefined) === isOut),
    )
    for (const { named, who } of out ?? []) {
      const code = refusalOf(mode, who, named)
      const response = await send(env, named, requestId, people[who] ?? {})
      expect({ who, route: named.name, status: response.status }).toMatchObject({ status: code && problems[code][0] })
      if (code) await expectRefusal(response, named.route, code)
      checked += 1
    }
    expect(await settled(env)).toEqual(before)
    for (const { named, who } of within ?? []) {
      const response = await send(env, named, requestId, people[who] ?? {})
      const foreseen = statusesWithin(named.route).includes(response.status)
      expect({ who, route: named.name, status: response.status, foreseen }).toMatchObject({ foreseen: true })
      expectSafeHeaders(response)
      if (response.headers.get('content-type')?.startsWith('text/html')) await expectPage(response, response.status)
      checked += 1
    }
    await env.host.idle()
  })
})

it('all cells were checked', () => {
  const all = Object.keys(modes).length * cells.length
  console.log(
    `access: ${everyRoute.length} routes × ${Object.keys(people).length} callers × 4 modes = ${checked} cells`,
  )
  expect(checked).toBe(all)
})

it('a forged principal opens nothing where the platform does not vouch for it', async () => {
  let tried = 0
  for (const [at, mode] of (Object.keys(modes) as Mode[]).entries()) {
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
