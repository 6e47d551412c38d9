// A scheduled message can be taken back until its moment has come.
import { type Broker, dropMessage, type MessageQueue } from './model.ts'
import { messageNotFound, type Refusal } from './refusals.ts'

/** Takes back scheduled messages, all or none; refused when one of them is no longer scheduled. */
export const cancelScheduled = (
  broker: Broker,
  queue: MessageQueue,
  sequenceNumbers: readonly number[],
): Refusal | undefined => {
  const found = sequenceNumbers.map((number) => queue.parked.get(number))
  const scheduled = found.filter((message) => message?.state === 'scheduled')
  if (scheduled.length < sequenceNumbers.length)
    return messageNotFound('The scheduled message was not found: it was cancelled before, or its time has come.')
  broker.record(sequenceNumbers.map((sequenceNumber) => ({ op: 'delete', queue: queue.path, sequenceNumber })))
  for (const message of scheduled) if (message) dropMessage(queue, message)
  return undefined
}
