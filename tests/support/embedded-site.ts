// The pieces of code of docs/integrate.md as they stand there, and an app that they can be tried against.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowsOf } from '../integration/http-support.ts'
import { pageAt } from '../unit/documents-text.ts'
import { type Environment, startEnvironment } from './environment.ts'

const page = pageAt('docs/integrate.md').text
const siteKey = 'a-key-of-the-site-that-nobody-guesses'

/** What the reference of a request looks like. */
export const reference = /[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}/

/** The names of all pieces of the page. */
export const pieceNames = (): string[] => [...page.matchAll(/^```\w+ ([\w.-]+)$/gm)].map(([, name]) => name ?? '')

/** The piece of code with a name, as it stands in the page. */
export const piece = (name: string): string => {
  const found = [...page.matchAll(/^```\w+ ([\w.-]+)\n([\s\S]*?)^```$/gm)].find(([, named]) => named === name)
  if (!found?.[2]) throw new Error(`docs/integrate.md shows no ${name}.`)
  return found[2]
}

export type EmbeddedSite = {
  readonly env: Environment
  /** Holds the pieces that are files of their own. */
  readonly folder: string
  /** What their processes need to know: address and key. */
  readonly variables: () => NodeJS.ProcessEnv
  /** The channel's row of a company, so that nobody believes an answer alone; '' where there is none. */
  readonly storedOf: (company: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** Starts an app with the channel `eu`, whose site has a key and the given origins. */
export const startEmbeddedSite = async (
  origins: readonly string[],
  files: readonly string[],
): Promise<EmbeddedSite> => {
  const folder = mkdtempSync(join(tmpdir(), 'b2b-embedding-'))
  for (const name of files) writeFileSync(join(folder, name), piece(name))
  const channels = [{ name: 'default' }, { name: 'eu', title: 'Fabrikam Europe', origins }]
  const env = await startEnvironment({
    CHANNELS: JSON.stringify(channels),
    SITE_KEYS: JSON.stringify({ eu: [siteKey] }),
  })
  return {
    env,
    folder,
    variables: () => ({ ...process.env, APP_URL: env.url, SITE_KEY: siteKey }),
    storedOf: async (company) => (await rowsOf(env, 'Channel')).find((row) => row.includes(`"${company}"`)) ?? '',
    close: async () => {
      await env.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
