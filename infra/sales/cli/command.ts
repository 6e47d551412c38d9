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
 * Runs what can be repeated, and says what went wrong, and whether anything was changed by then.
 * @param work gets what it calls before it changes anything
 * @returns the exit code
 */
export const runRepeatable = async (
  say: (line: string) => void,
  work: (begin: () => void) => Promise<number>,
): Promise<number> => {
  let begun = false
  try {
    return await work(() => {
      begun = true
    })
  } catch (error) {
    say(explain(error))
    if (begun) say('Running the same command again continues where this one stopped.')
    else if (codeOf(error) !== undefined) say('Nothing was changed.')
    return 1
  }
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

/**
 * Whether help was asked for, which is then given: the options of a command, each with what it is.
 * @param explained what each option is
 */
export const helped = <T extends Options>(
  args: readonly string[],
  name: string,
  explained: { readonly [Name in keyof T]: string },
  say: (line: string) => void,
): boolean => {
  if (!args.some((arg) => arg === '--help' || arg === '-h')) return false
  const width = Math.max(...Object.keys(explained).map((option) => option.length))
  say(`npm run ${name} -- <options>`)
  for (const [option, what] of Object.entries(explained)) say(`  --${option.padEnd(width)}  ${what}`)
  say('More: docs/connect-sales.md')
  return true
}

/** What options are that several commands have. */
export const commonHelp = {
  url: 'the organization, https://<organization>.crm.dynamics.com (or DATAVERSE_URL)',
  'application-id': 'client id of the application user that the app signs in as',
} as const
