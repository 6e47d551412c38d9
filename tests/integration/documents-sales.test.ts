// The page on connecting Sales shows what the commands for a Sales organization print. Each is run here as it is written there, in that order,
// from an empty organization, and prints that very text.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandContext } from '../../infra/sales/cli/command.ts'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { uninstallCommand } from '../../infra/sales/cli/uninstall-command.ts'
import { verifyCommand } from '../../infra/sales/cli/verify-command.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { asAdministrator, settings } from './install-support.ts'

const shownPage = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'connect-sales.md'), 'utf8')
const blocks = [...shownPage.matchAll(/```\n\$ npm run (sales:\w+) -- ([^\n]+)\n([\s\S]*?)\n```/g)].map(
  ([, command = '', args = '', output = '']) => ({ command, args, output }),
)

const everySecond = '* * * * * *'
let env: Environment
beforeAll(async () => {
  env = await startEnvironment({
    PULL_CHANNEL_REQUESTS_SCHEDULE: everySecond,
    SYNCHRONIZE_CHANNEL_REQUESTS_SCHEDULE: everySecond,
    PUSH_CUSTOMERS_TO_CHANNEL_SCHEDULE: everySecond,
  })
  await uninstallCommand([], surroundings([]))
})
afterAll(() => env.close())

const surroundings = (lines: string[]): CommandContext => ({
  env: { ...env.settings, ...asAdministrator, SALES_SERVICEBUS_CONNECTION: env.serviceBus.connectionString },
  send: fetch,
  now: Date.now,
  say: (line) => lines.push(line),
})

const run: Readonly<Record<string, (args: string[], surroundings: CommandContext) => Promise<number>>> = {
  'sales:install': installCommand,
  'sales:uninstall': uninstallCommand,
  'sales:verify': (args, around) => verifyCommand(args, around, 100),
}

/** The values of this run in the place of what the page writes for them. */
const filled = (text: string): string =>
  text
    .replaceAll('https://<org>.crm.dynamics.com', env.sales.url)
    .replaceAll('https://<app>', env.url)
    .replaceAll('<client-id>', settings.applicationId)

/** What the page writes in the place of the values of this run. */
const general = (text: string): string =>
  text
    .replaceAll(env.sales.url, 'https://<org>.crm.dynamics.com')
    .replaceAll(env.url, 'https://<app>')
    .replaceAll('application administrator', 'whoever is signed in on this machine')
    .replace(/user [0-9a-f-]{36}/g, 'user <user-id>')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<request-id>')
    .replace(/\d+ s apart/, '0 s apart')
    .replace(/answered in \d+ ms/g, 'answered in 9 ms')
    .replace(/\d+\.\d s a call/, '0.1 s a call')

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The shown text; a line `…` stands for lines left out. */
const shown = (output: string): RegExp => new RegExp(`^${output.split('\n…\n').map(literally).join('\n[\\s\\S]*\n')}$`)

test('the page shows all commands', () => {
  expect(blocks.map(({ command, args }) => `${command}${args.includes('--dry-run') ? ' --dry-run' : ''}`)).toEqual([
    'sales:install --dry-run',
    'sales:install',
    'sales:verify',
    'sales:install',
    'sales:uninstall --dry-run',
    'sales:uninstall',
  ])
})

test.each(blocks)('$command prints what the page shows: $args', async ({ command, args, output }) => {
  const lines: string[] = []
  expect([command, await run[command]?.(filled(args).split(' '), surroundings(lines))]).toEqual([command, 0])
  expect(general(lines.join('\n'))).toMatch(shown(output))
})
