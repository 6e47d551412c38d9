// What is still to be done in a world: stored intents and messages.

import type { Customer } from '../../../shared/domain/customer.ts'
import type { Prospect } from '../../../shared/domain/prospect.ts'
import { isHeldBackHere, isRuled } from '../../../shared/domain/ruling.ts'
import type { World } from './world.ts'
import { aboutMessage } from './world-queues.ts'

const stuck = (rows: readonly { readonly key: string }[], ...prefixes: readonly string[]): string[] =>
  rows.map(({ key }) => key).filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))

/** What keeps the place of a decided request is none that waits. */
const isRequest = ({ value }: { readonly value: unknown }): boolean =>
  (value as { readonly decidedOn?: unknown }).decidedOn === undefined

/** Customers of which Sales lacks something, or whose earlier address is not given up. */
const unfinished = (world: World): string[] =>
  world.headquarters
    .rows()
    .filter(({ key }) => key.endsWith('|c'))
    .flatMap(({ key, value }) => {
      const { unwritten, flags = [], ...customer } = value as Customer
      return (unwritten && flags.length === 0) || 'formerEmails' in customer ? [`customer ${key}`] : []
    })

/** Approvals whose hierarchy was not told. */
const joining = (world: World): string[] =>
  world.headquarters
    .rows()
    .flatMap(({ key, value }) => ((value as Partial<Prospect>).hierarchyPending ? [`joining ${key}`] : []))

/** What staff decided and nobody carried out; one that cannot be waits for them. */
const ruled = (world: World): string[] =>
  world.headquarters
    .rows()
    .flatMap(({ key, value }) =>
      key.endsWith('|a') && isRuled(value as Prospect) && !isHeldBackHere(value as Prospect) ? [`ruling ${key}`] : [],
    )

/** Erasures that were begun and not ended. */
export const erasing = ({ headquarters }: World): string[] =>
  headquarters
    .rows()
    .flatMap(({ partition, key }) => (partition === 'erasures' && key.startsWith('wait|') ? [key] : []))

/** Whether some applicant is asked something. */
export const asking = ({ headquarters }: World): boolean =>
  headquarters.rows().some(({ key, value }) => key.endsWith('|a') && (value as Prospect).question !== undefined)

/** Names of all intents that are stored and not worked off. */
export const intentsIn = (world: World): string[] => [
  ...stuck(world.channel.rows().filter(isRequest), 'pending|'),
  ...stuck(world.headquarters.rows(), 'incoming|', 'push|', 'push-mail|', 'push-new|'),
  ...stuck(world.errors.rows(), 'parked|'),
  ...unfinished(world),
  ...joining(world),
  ...ruled(world),
  ...erasing(world),
  ...world.queues.waiting.map(aboutMessage),
  ...world.queues.dead.map((message) => `dead ${aboutMessage(message)}`),
]
