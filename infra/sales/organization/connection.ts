// A connection to an organization: a client of its Web API, and how far its clock is from ours.

import { createTokenCache, type TakeToken } from '../../../shared/sales/access-token.ts'
import { createDataverse, type Dataverse } from '../../../shared/sales/dataverse.ts'
import { readCredentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import { type Timeouts, withTimeouts } from './timeouts.ts'

export type Connection = {
  readonly call: Dataverse
  readonly takeToken: TakeToken
  /** How the caller signs in, for people. */
  readonly as: string
  /** Milliseconds by which the organization's clock is ahead of ours; `undefined` before the first answer. */
  readonly clockAhead: () => number | undefined
}

/** The address of an organization. @throws Error unless it is https, or on this machine */
export const organizationUrl = (text: string | undefined): string => {
  if (!text) throw new Error('Say which organization: --url https://<organization>.crm.dynamics.com')
  const url = URL.canParse(text) ? new URL(text) : undefined
  const here = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  if (!url || (url.protocol !== 'https:' && !(here && url.protocol === 'http:')))
    throw new Error(
      `${text} is not the https address of an organization. It is written like this: --url https://<organization>.crm.dynamics.com`,
    )
  return url.origin
}

/**
 * A connection to an organization. Nothing is asked of it yet.
 * @param url origin of the organization
 * @param env the variables that `readCredentials` names
 * @throws Error naming what is missing or wrong
 */
export const createConnection = (
  url: string,
  env: Environment,
  send: typeof fetch,
  now: () => number,
  timeouts?: Timeouts,
): Connection => {
  let ahead: number | undefined
  const timed: typeof fetch = async (input, init) => {
    const begun = now()
    const response = await send(input, init)
    const date = Date.parse(response.headers.get('date') ?? '')
    // The header counts whole seconds.
    if (Number.isFinite(date)) ahead = date + 500 - (begun + now()) / 2
    return response
  }
  const { fetchToken, as } = readCredentials(url, env, send, now)
  const takeToken = createTokenCache(fetchToken, now)
  const call = withTimeouts((timeoutMs) => createDataverse(url, takeToken, timed, timeoutMs), timeouts)
  return { call, takeToken, as, clockAhead: () => ahead }
}
