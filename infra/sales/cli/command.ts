// What the commands have in common: what they take, whom they connect to, and how they say what went wrong.

import { codeOf, explain } from '../organization/advice.ts'
import { type Connection, createConnection, organizationUrl } from '../organization/connection.ts'
import type { Environment } from '../organization/environment.ts'
import type { Timeouts } from '../organization/timeouts.ts'
import type { Patience } from '../plan/patience.ts'

/** What a command gets from the process that runs it. */
export type CommandContext = {
  readonly env: Environment
  readonly send: typeof fetch
  /** Milliseconds. */
  readonly now: () => number
  /** Takes a line for people. */
  readonly say: (line: string) => void
  /** How long is waited; absent = as people would. */
  readonly patience?: Patience
  /** How long a call may take; absent = as the service takes at most. */
  readonly timeouts?: Timeouts
}

/**
 * Which user writes the leads: the one that is named, or the app's own, whose client id is set for the app. With a secret
 * or certificate the app's own user is the caller, and needs no name.
 */
export const applicationIdOf = (option: string | undefined, env: Environment) => {
  const own = env['DATAVERSE_CLIENT_SECRET'] || env['DATAVERSE_CLIENT_CERTIFICATE']
  const id = option ?? (own ? undefined : env['DATAVERSE_CLIENT_ID'])
  return id ? { applicationId: id } : {}
}

/**
 * Connects, and says to what.
 * @param url address of the organization
 */
export const connectAloud = (url: string, { env, send, now, say, timeouts }: CommandContext): Connection => {
  const connection = createConnection(url, env, send, now, timeouts)
  say(`Organization ${url}, signing in as ${connection.as}`)
  return connection
}

/** The organization that an option names, or else the environment. @throws Error unless it is https, or on this machine */
export const organizationOf = (option: string | undefined, env: Environment): string =>
  organizationUrl(option ?? env['DATAVERSE_URL'])

/**
 * Runs what can be repeated, and says what went wrong.
 * @returns the exit code
 */
export const runRepeatable = async (say: (line: string) => void, work: () => Promise<number>): Promise<number> => {
  try {
    return await work()
  } catch (error) {
    say(explain(error))
    if (codeOf(error) !== undefined) say('Running the same command again continues where this one stopped.')
    return 1
  }
}
