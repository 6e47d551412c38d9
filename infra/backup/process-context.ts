// What the commands get when a person runs them.

import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { CommandContext } from './commands.ts'

export const processContext: CommandContext = {
  env: process.env,
  now: () => new Date(),
  send: fetch,
  wait: (ms) => setTimeout(ms),
  say: (line) => console.log(line),
  root: join(import.meta.dirname, '..', '..'),
}
