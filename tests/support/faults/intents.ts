// What is still to be done in a world: stored intents and messages.

import type { World } from './world.ts'
import { aboutMessage } from './world-queues.ts'

const stuck = (rows: readonly { readonly key: string }[], ...prefixes: readonly string[]): string[] =>
  rows.map(({ key }) => key).filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))

/** Names of all intents that are stored and not worked off. */
export const intentsIn = (world: World): string[] => [
  ...stuck(world.channel.rows(), 'pending|'),
  ...stuck(world.headquarters.rows(), 'incoming|', 'push|'),
  ...stuck(world.errors.rows(), 'parked|'),
  ...world.queues.waiting.map(aboutMessage),
  ...world.queues.dead.map((message) => `dead ${aboutMessage(message)}`),
]
