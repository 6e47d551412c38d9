// Which message goes on with which round, and the rounds that nobody goes on with any more.

import { compareAllMessage, type Message, type Send, writeMissingMessage } from '../domain/messages.ts'
import type { RepairRound, RepairRoundStore, RoundKind } from './store/repair-rounds.ts'

/** A round that did not move for so long stands still: it waits for something, or its message was never sent. */
export const stillAfterMs = 5 * 60_000

const goOns: Readonly<Record<RoundKind, (round: RepairRound) => Message>> = {
  'compare-all': ({ begunAt }) => compareAllMessage(begunAt),
  'write-missing': ({ by, begunAt }) => writeMissingMessage(by, { run: begunAt }),
}

/** The message that goes on with a round. */
export const goOnMessage = (kind: RoundKind, round: RepairRound): Message => goOns[kind](round)

export const standsStill = ({ state, movedAt }: RepairRound, now: number): boolean =>
  state === 'running' && now - Date.parse(movedAt) >= stillAfterMs

/** Has rounds that stand still go on, as after a crash that lost the first message; two storage transactions. */
export const reviveRounds = async ({
  rounds,
  send,
  now,
}: {
  readonly rounds: RepairRoundStore
  readonly send: Send
  readonly now: () => Date
}): Promise<void> => {
  for (const kind of ['compare-all', 'write-missing'] as const) {
    const stored = await rounds.read(kind)
    if (stored && standsStill(stored.value, now().getTime())) await send([goOnMessage(kind, stored.value)])
  }
}
