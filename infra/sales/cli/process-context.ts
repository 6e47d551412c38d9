// What the commands get when a person or a deployment runs them.

import type { CommandContext } from './command.ts'

export const processContext: CommandContext = {
  env: process.env,
  send: fetch,
  now: Date.now,
  say: (line) => console.log(line),
}
