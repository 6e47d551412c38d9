// The command that looks at a deployment from outside: arguments in, a table out, exit code back.

import { parseArgs } from 'node:util'
import { answerChecks } from './answer-checks.ts'
import { createAsk } from './ask.ts'
import { type Check, lookAtAll, table } from './check.ts'
import { doorChecks } from './door-checks.ts'
import { greet, type Handshake } from './handshake.ts'
import { siteChecks } from './site-checks.ts'
import { transportChecks } from './transport-checks.ts'

export const allChecks: readonly Check[] = [...transportChecks, ...doorChecks, ...siteChecks, ...answerChecks]

export type CommandContext = {
  readonly say: (line: string) => void
  /** A word that nobody else uses. */
  readonly marker: string
  readonly handshake?: Handshake
}

const options = { url: { type: 'string' }, flood: { type: 'string', default: '0' } } as const

/**
 * `deploy:check`. Nothing is created in the app: every request is one that must be refused, or reads what is public.
 * @returns the exit code: 0 when no line failed, 1 when one did, 2 when nothing could be looked at
 */
export const deployCheckCommand = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const { say, marker, handshake = greet } = context
  try {
    const { values } = parseArgs({ args: [...args], options })
    const flood = Number(values.flood)
    if (values.url === undefined || !URL.canParse(values.url))
      throw new Error('Say where the app is: npm run deploy:check -- --url https://app.example')
    if (!Number.isInteger(flood) || flood < 0 || flood > 2000) throw new Error('--flood must be a number up to 2000.')
    const url = new URL(values.url)
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('--url must begin with https://')
    const ask = createAsk(url, 20_000)
    say(`Looking at ${url.origin} from outside`)
    const lines = await lookAtAll({ url, ask, handshake, marker, flood }, allChecks)
    for (const line of table(lines)) say(line)
    const failed = lines.filter(({ outcome }) => outcome === 'FAILED').length
    say(failed === 0 ? 'No line failed.' : `${failed} of ${lines.length} lines failed.`)
    return failed === 0 ? 0 : 1
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return 2
  }
}
