// The command that looks at an organization before anything is installed: arguments in, a table out, exit code back.

import { parseArgs } from 'node:util'
import { examine } from '../doctor/examine.ts'
import { conclusionOf, printFindings } from '../doctor/finding.ts'
import { explain } from '../organization/advice.ts'
import { applicationIdOf, type CommandContext, commonHelp, connectAloud, helped, organizationOf } from './command.ts'

const options = { url: { type: 'string' }, 'application-id': { type: 'string' } } as const

/**
 * `sales:doctor`. Reads only.
 * @returns the exit code: 0 everything will work as it is, 1 everything will work and something is to be looked at first,
 *   2 something will not work, or the organization could not be asked
 */
export const doctorCommand = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, now, say } = context
  if (helped<typeof options>(args, 'sales:doctor', commonHelp, say)) return 0
  try {
    const { values } = parseArgs({ args: [...args], options })
    const connection = connectAloud(organizationOf(values.url, env), context)
    const { applicationId } = { applicationId: undefined, ...applicationIdOf(values['application-id'], env) }
    const findings = await examine(connection, applicationId, now, env['CUSTOMERS_FROM_SALES'] === 'all')
    printFindings(findings, say)
    const { line, exitCode } = conclusionOf(findings)
    say(line)
    return exitCode
  } catch (error) {
    say(explain(error))
    return 2
  }
}
