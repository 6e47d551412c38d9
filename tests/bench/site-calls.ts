// What calls of sites' users cost: who somebody is, a change that is taken in, and statements that name keys nobody has.

import { adaId } from '../support/channel-partners.ts'
import { aud, iss, signingKey, startKeyServer, statement } from '../support/issuer.ts'
import { tellPartner } from '../support/partner-calls.ts'
import { type CountedEnvironment, partsOf, startCountedEnvironment } from './counted-environment.ts'
import { judged, type Line, note } from './table.ts'

const storm = 10_000
const atOnce = 50
const key = signingKey('shop-1')

type Call = (method: string, path: string, body?: unknown, kid?: string) => Promise<Response>

const callOf =
  ({ env }: CountedEnvironment): Call =>
  async (method, path, body, kid) => {
    const now = Math.floor(Date.now() / 1000)
    const token = await statement(key, now, {}, kid === undefined ? {} : { kid })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' }
    return fetch(env.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

const expectStatus = async (answer: Response, status: number): Promise<void> => {
  if (answer.status !== status) throw new Error(`The app answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Reads and writes of one call, once the app knows who calls. */
const costOfCall = async (counted: CountedEnvironment, work: () => Promise<Response>, status: number) => {
  const { parts } = await counted.costOf(async () => expectStatus(await work(), status))
  const sumOf = (isRead: boolean) =>
    Object.entries(parts).reduce((sum, [name, value]) => sum + (/^(get|query) /.test(name) === isRead ? value : 0), 0)
  return { reads: sumOf(true), writes: sumOf(false), parts }
}

/** Everybody names a key of their own. @returns minutes that were begun meanwhile */
const sendStorm = async (call: Call): Promise<number> => {
  const start = performance.now()
  let next = 0
  const sender = async (): Promise<void> => {
    while (next < storm) {
      next += 1
      await expectStatus(await call('GET', '/api/me', undefined, `nobody-${next}`), 401)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
  return Math.ceil((performance.now() - start) / 60_000)
}

export const siteCalls = async (): Promise<Line[]> => {
  const keys = await startKeyServer([key])
  const issuer = { iss, aud, jwksUrl: keys.url }
  const counted = await startCountedEnvironment({ CHANNELS: JSON.stringify([{ name: 'default', issuer }]) })
  try {
    await tellPartner(counted.env)
    const call = callOf(counted)
    const colleague = (name: string) => ({ lastName: 'Bench', email: `${name}@fabrikam.example` })
    const add = (name: string) => call('POST', '/api/organization/users', colleague(name))
    // Before anything is known of the issuer: its keys are asked for, and then not for each that it does not have.
    const minutes = await sendStorm(call)
    const { asked } = keys.state
    // The first ones make the tables and learn who calls.
    await expectStatus(await call('GET', '/api/me'), 200)
    await expectStatus(await add('first'), 202)
    const me = await costOfCall(counted, () => call('GET', '/api/me'), 200)
    const added = await costOfCall(counted, () => add('second'), 202)
    const edited = await costOfCall(
      counted,
      () => call('PATCH', `/api/organization/users/${adaId}`, { jobTitle: 'Buyer' }),
      202,
    )
    return [
      judged('GET /api/me: storage reads / writes', [me.reads, me.writes], { first: [1, 0], stretch: [1, 0] }),
      judged('202 of a change of a user: storage writes', [added.writes, edited.writes], {
        first: [1, 1],
        stretch: [1, 1],
      }),
      // The read says who calls, and may ask: it is the one of GET /api/me, and nothing is read again for the change.
      judged('202 of a change of a user: storage reads', [added.reads, edited.reads], {
        first: [1, 1],
        stretch: [1, 1],
      }),
      note('added', partsOf(added)),
      note('edited', partsOf(edited)),
      judged(`${storm} statements with unknown key ids: calls of the issuer a minute`, [asked / minutes], {
        first: [1],
        stretch: [1],
      }),
      note('calls of the issuer, all in all', `${keys.state.asked} in ${minutes} begun minutes`),
    ]
  } finally {
    await counted.close()
    await keys.close()
  }
}
