// Looks again, now and then, at what waits for Sales or was left unfinished by a crash.

import {
  type Message,
  queueOf,
  type Send,
  salesChangeMessage,
  writeCustomerMessage,
  writeLeadMessage,
} from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { allOf, prospectKey } from '../headquarters/keys.ts'
import type { Watched } from '../headquarters/prospect-rows.ts'
import { shards } from '../platform/ids.ts'
import { replace, type Table } from '../platform/table.ts'
import { delayAt } from './bridge.ts'
import { errorIdOf, readCatchUpError } from './catch-up-errors.ts'

export const sweepEveryMs = 15 * 60_000

type SweepDeps = {
  readonly headquarters: Table
  readonly errors: Table
  readonly send: Send
  readonly now: () => Date
}

type Unwatched = { readonly prospectId: string } | { readonly customerId: string }

const lookAgain = async (deps: SweepDeps, shard: string, watched: Unwatched): Promise<Message> => {
  if ('customerId' in watched) return writeCustomerMessage(watched.customerId)
  const { prospectId } = watched
  const prospect = await deps.headquarters.read<Prospect>(shard, prospectKey(prospectId))
  return prospect?.value.sales.stage === 'Waiting for Sales'
    ? writeLeadMessage(prospectId)
    : salesChangeMessage({ leadId: prospectId })
}

/**
 * Prospects that wait for their lead or are flagged, and customers of which Sales lacks something, are looked at again now
 * and then.
 */
export const sweep = async (deps: SweepDeps): Promise<number> => {
  const before = new Date(deps.now().getTime() - sweepEveryMs).toISOString()
  let swept = 0
  for (const shard of shards) {
    for (const row of await deps.headquarters.range<Watched>(shard, ...allOf('watch'))) {
      const { at, ...watched } = row.value
      if (at > before) continue
      const message = await lookAgain(deps, shard, watched)
      // What was given up waits for a person, not for the sweep.
      const queue = queueOf(message)
      if (queue === 'sales-writes' && (await readCatchUpError(deps.errors, errorIdOf(queue, message)))) continue
      await deps.send([message], delayAt(swept))
      await deps.headquarters.write(shard, [replace(row, { ...row.value, at: deps.now().toISOString() })])
      swept += 1
    }
  }
  return swept
}
